"""The boundary design, laid out along the seam: what stays ours, who owns what, who is told."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions import boundaries as actions
from partnerships.dossier import ResponsibilityPart
from partnerships.forms.boundaries import (
    BoundaryDesignForm,
    EscalationStepForm,
    ResponsibilityForm,
)
from partnerships.models import BoundaryDesign
from partnerships.rules.boundary import DESIGN_FIELDS, unlisted
from partnerships.selectors.boundaries import Boundary, boundary_of
from partnerships.views.conditions import (
    MarginCondition,
    design_conditions,
    unsettled_responsibilities,
)
from partnerships.views.rows import Rows, row_list, row_views


def boundary_design_detail(request: MemberRequest, pk: int) -> HttpResponse:
    design = access.boundary_design_for_read(request.actor, pk)
    rows = Responsibilities(design.partnership)
    context = {
        "design": design,
        "texts": [(_label(name), getattr(design, name)) for name in DESIGN_FIELDS],
        "row_list": row_list(request, rows),
        "may_write": access.may_write(request.actor),
        **rows.around(),
    }
    return render_page(request, "partnerships/boundary_design_detail.html", context)


def boundary_design_edit(request: MemberRequest, pk: int) -> HttpResponse:
    design = access.boundary_design_for_update(request.actor, pk)
    form = opened(request, BoundaryDesignForm, key=f"boundary_design:{pk}", row=design)
    if form.is_valid():
        with form.catching():
            actions.boundary_design_update(
                by=request.actor, boundary_design=design, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("partnerships:boundary_design_detail", pk))
    context = {"form": form, "partnership": design.partnership}
    template = "partnerships/boundary_design_edit.html"
    return render_page(request, template, context, status=form.status)


def responsibility_detail(request: MemberRequest, pk: int) -> HttpResponse:
    row = access.responsibility_for_read(request.actor, pk)
    steps = EscalationSteps(row)
    context = {
        "row_list": row_list(request, steps),
        "may_write": access.may_write(request.actor),
        **steps.around(),
    }
    return render_page(request, "partnerships/responsibility_detail.html", context)


class Responsibilities(Rows):
    """Who owns what in a partnership, each on the side of the seam of its party."""

    actions = actions.RESPONSIBILITIES
    form = ResponsibilityForm
    named_by = "name"
    list_template = "partnerships/rows/responsibilities.html"

    def page(self) -> str:
        return href("partnerships:boundary_design_detail", self.parent.pk)

    def read(self) -> Iterable[ResponsibilityPart]:
        return self._boundary.part.responsibilities

    def around(self) -> dict[str, Any]:
        part, policy = self._boundary.part, self._boundary.policy
        return {
            "partnership": self.parent,
            "conditions": design_conditions(part, policy),
            "unsettled": self.unsettled(),
        }

    def unsettled(self) -> list[MarginCondition]:
        """What keeps each of them from being settled."""
        return unsettled_responsibilities(self._boundary.part, self._boundary.policy)

    def asked(self, request: MemberRequest) -> dict[str, Any]:
        return {"name": request.GET.get("settle", "")}

    def form_extras(self, actor: Actor, row: Any = None) -> dict[str, Any]:
        now = boundary_of(self.parent)  # kept for nobody: the form may add to it
        return {"offered": unlisted(now.part, now.policy)}

    @cached_property
    def _boundary(self) -> Boundary:
        return boundary_of(self.parent)


class EscalationSteps(Rows):
    """Whom to tell when one responsibility fails."""

    actions = actions.ESCALATION_STEPS
    form = EscalationStepForm
    named_by = "who"

    def page(self) -> str:
        return href("partnerships:responsibility_detail", self.parent.pk)

    def read(self) -> Iterable[Any]:
        return self.parent.escalation_steps.all()

    def around(self) -> dict[str, Any]:
        partnership = self.parent.partnership
        return {
            "partnership": partnership,
            "responsibility": self.parent,
            "unsettled": Responsibilities(partnership).unsettled(),
        }

    def about(self) -> str:
        return str(self.parent.name)


RESPONSIBILITY = row_views(
    Responsibilities, access.partnership_for_update, access.responsibility_for_update
)
ESCALATION_STEP = row_views(
    EscalationSteps, access.responsibility_for_update, access.escalation_step_for_update
)


def _label(name: str) -> str:
    return capfirst(str(BoundaryDesign._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
