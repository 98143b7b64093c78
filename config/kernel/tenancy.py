"""Rows that belong to a workspace, and references that cannot leave it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models


class TenantModel(models.Model):
    """A row of one workspace. Row-level security applies to it by virtue of its column."""

    workspace = models.ForeignKey(
        "accounts.Workspace", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class CompositeKey(models.ForeignKey):
    """A reference whose constraint is the pair (workspace, id), made by `protection`."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete=on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs

    @property
    def target(self) -> type[models.Model]:
        """The model referred to, once all models are loaded."""
        model: type[models.Model] = self.remote_field.model
        return model


class TenantForeignKey(CompositeKey):
    """A reference to a row of the same workspace: the database refuses any other."""


class TenantOneToOneField(CompositeKey, models.OneToOneField):
    """A one-to-one reference within the workspace."""


def workspace_column(model: type[models.Model]) -> str | None:
    """The column that says whose row it is: None for tables shared by all workspaces."""
    described = getattr(model, "instance_type", model)  # a history row goes with its object
    declared = getattr(described, "workspace_column", None)
    if declared:
        return str(declared)
    if any(field.name == "workspace" for field in model._meta.local_concrete_fields):
        return "workspace_id"
    return None


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a workspace, history included."""
    found = [model for model in apps.get_models() if _is_table(model) and workspace_column(model)]
    return sorted(found, key=lambda model: model._meta.db_table)


def _is_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy
