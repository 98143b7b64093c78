"""The base of every model whose past can be shown, and of every row that is never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import IntegrityError, models
from psycopg.errors import UniqueViolation
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.signals import post_create_historical_record, pre_create_historical_record

from config.kernel import recording, shapes
from config.kernel.errors import (
    DomainError,
    Gone,
    NotRecorded,
    OtherWorkspace,
    Problem,
    StaleVersion,
)
from config.kernel.tenancy import TenantModel, workspace_column

M = TypeVar("M", bound="AuditedBase")


class LedgeredHistory(models.Model):
    """What every history row has besides its object's fields: the entry that wrote it."""

    entry_id = models.UUIDField(db_index=True, editable=False)

    class Meta:
        abstract = True


class LedgeredHistoryManager(HistoryManager):
    """Made anew for each row, of a class that is made once: making it takes longer than a query."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class LedgeredRecords(HistoricalRecords):
    """History in the order it was written; people are plain numbers, never references."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            inherit=True,
            bases=[LedgeredHistory],
            history_manager=LedgeredHistoryManager,
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.BigIntegerField(null=True, editable=False),
            history_user_getter=lambda row: row.history_user_id,
            history_user_setter=lambda row, user_id: setattr(row, "history_user_id", user_id),
            get_user=lambda instance, **_: None,
            **kwargs,
        )

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options: dict[str, Any] = super().get_meta_options(model)
        return options | {"ordering": ("-history_id",), "get_latest_by": "history_id"}


class AuditedQuerySet(models.QuerySet[Any]):
    """Refuses the writes that would leave no history."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotRecorded("audited rows are saved and deleted one by one, inside recorded()")

    update = _refuse
    bulk_create = _refuse
    bulk_update = _refuse
    delete = _refuse
    update_or_create = _refuse
    get_or_create = _refuse


class AuditedBase(models.Model):
    """Writes go through `recorded()`, count up the version and leave a history row."""

    version = models.PositiveIntegerField(default=1, editable=False)
    history = LedgeredRecords()
    objects: ClassVar[Any] = AuditedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def tenant_id(self) -> int:
        """The id of the workspace whose row this is."""
        return int(getattr(self, workspace_column(type(self)) or "workspace_id"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._enter_recording()
        if not self._state.adding:
            self.version += 1
        kwargs.pop("update_fields", None)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._enter_recording()
        return super().delete(*args, **kwargs)

    def _enter_recording(self) -> None:
        under_way = recording.required()
        if under_way.actor.workspace_id != self.tenant_id:
            raise OtherWorkspace(f"{self._meta.label} {self.pk} is another workspace's row")
        self._history_user = under_way.actor.user_id
        self._history_date = under_way.at
        self._change_reason = under_way.reason


class Audited(AuditedBase, TenantModel):
    """The base of the domain's models: a row of one workspace, with version and history."""

    class Meta:
        abstract = True


class Sealed(TenantModel):
    """A row that is written once, inside `recorded()`, and never again: its own history."""

    entry_id = models.UUIDField(db_index=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        under_way = recording.required()
        if not self._state.adding:
            raise NotRecorded(f"{self._meta.label} is sealed: a later row supersedes it")
        if under_way.actor.workspace_id != self.workspace_id:
            raise OtherWorkspace(f"{self._meta.label} of another workspace")
        self.entry_id = under_way.entry_id
        super().save(*args, **kwargs)
        report(self, under_way)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotRecorded(f"{self._meta.label} is sealed: it is never deleted")


def report(row: models.Model, under_way: recording.Recording) -> None:
    """Tell the recording of a row that its entry answers for."""
    fields = shapes.shape_of(type(row))
    under_way.rows.append(
        recording.WrittenRow(
            model=row._meta.label_lower,
            row_id=int(row.pk),
            shape=shapes.current_shape(type(row)),
            digest=shapes.row_digest(row, fields),
        )
    )


def save_new(rows: Sequence[AuditedBase]) -> None:
    """Save new rows of one model with two statements, inside `recorded()`; they come out with ids.

    For loads: each row gets the same history row and the same digest as by its own `save()`.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    past: Any = model.history.model
    for row in rows:
        row._enter_recording()
    unguarded: Any = models.QuerySet(model)  # the manager refuses what leaves no history
    unguarded.bulk_create(rows)
    written = [_first_history(past, row) for row in rows]
    models.QuerySet(past).bulk_create(written)
    for row in written:
        report(row, recording.required())


def _first_history(past: Any, row: AuditedBase) -> Any:
    under_way = recording.required()
    return past(
        history_type="+",
        history_date=under_way.at,
        history_user_id=under_way.actor.user_id,
        history_change_reason=under_way.reason,
        entry_id=under_way.entry_id,
        **{field.attname: getattr(row, field.attname) for field in past.tracked_fields},
    )


def locked(row: M, *, version: int | None = None, fields: Collection[str] = ()) -> M:
    """Read `row` again under its lock (`FOR NO KEY UPDATE`) and return it as it stands now.

    `version` is the one that the person saw; raises StaleVersion when the row has moved on since.
    With `fields`, only a change of one of these counts: two people who write different parts of
    one row both succeed. Raises Gone when the row was removed.
    """
    rows: Any = type(row).objects.select_for_update(no_key=True)
    current: M | None = rows.filter(pk=row.pk).first()
    if current is None:
        raise Gone()
    if version is not None and current.version != version:
        _require_unmoved(current, version, fields)
    return current


def _require_unmoved(current: AuditedBase, version: int, fields: Collection[str]) -> None:
    """The seen version stands in the history; what it held there is compared with now."""
    history: Any = type(current).history
    seen = history.filter(id=current.pk, version=version).first() if fields else None
    columns = [f.attname for f in current._meta.concrete_fields if f.name in fields]
    if seen is None or any(getattr(seen, c) != getattr(current, c) for c in columns):
        raise StaleVersion(current)


def assign_changes(row: AuditedBase, values: Mapping[str, Any]) -> bool:
    """Put `values` on `row`, not saved yet; whether any differs from what stood there."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def save_changes(row: AuditedBase, values: Mapping[str, Any]) -> bool:
    """Save `values` on `row` if any differs from what stands there; whether any did."""
    changed = assign_changes(row, values)
    if changed:
        row.save()
    return changed


@contextmanager
def refusing_duplicates(problem: Problem) -> Iterator[None]:
    """Turn the database's "there is one already" inside the block into a DomainError.

    The constraint decides, not a look beforehand: of two people at once, one gets the sentence.
    """
    try:
        with recording.all_or_nothing():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        raise DomainError(problem) from error


def _before_history(instance: Any, history_instance: Any, **_: Any) -> None:
    history_instance.entry_id = recording.required().entry_id


def _after_history(history_instance: Any, **_: Any) -> None:
    report(history_instance, recording.required())


pre_create_historical_record.connect(_before_history, dispatch_uid="seam.history.before")
post_create_historical_record.connect(_after_history, dispatch_uid="seam.history.after")
