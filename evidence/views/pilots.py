"""Pilots of a partnership: the list, one with what it bears on, and its conclusion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from evidence import access
from evidence.actions import pilots as actions
from evidence.forms.pilots import ConcludeForm, PilotCriterionForm, PilotForm
from evidence.selectors.measurements import criteria_of
from partnerships.access import may_write, partnership_for_read, partnership_for_update
from partnerships.views.rows import Rows, row_list, row_views


class Pilots(Rows):
    """The pilots of a partnership."""

    actions = actions.PILOTS
    form = PilotForm
    named_by = "question"
    app = "evidence"

    def page(self) -> str:
        return href("evidence:pilot_list", self.parent.pk)

    def read(self) -> Iterable[Any]:
        pilots: Iterable[Any] = self.parent.pilots.prefetch_related("criteria")
        return pilots

    def around(self) -> dict[str, Any]:
        return {"partnership": self.parent}


class PilotCriteria(Rows):
    """The success criteria that a pilot bears on."""

    actions = actions.PILOT_CRITERIA
    form = PilotCriterionForm
    named_by = "criterion"
    app = "evidence"

    def page(self) -> str:
        return href("evidence:pilot_detail", self.parent.pk)

    def read(self) -> Iterable[Any]:
        rows: Iterable[Any] = self.parent.criteria.select_related("criterion")
        return rows

    def around(self) -> dict[str, Any]:
        return {"partnership": self.parent.partnership, "pilot": self.parent}

    def about(self) -> str:
        return str(self.parent.question)

    def form_extras(self, actor: Actor, row: Any = None) -> dict[str, Any]:
        return {"criteria": criteria_of(self.parent.partnership)}


PILOT = row_views(Pilots, partnership_for_update, access.pilot_for_update)
PILOT_CRITERION = row_views(
    PilotCriteria, access.pilot_for_update, access.pilot_criterion_for_update
)


def pilot_list(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Pilots(partnership_for_read(request.actor, pk))
    context = {"row_list": row_list(request, rows), **rows.around()}
    return render_page(request, "evidence/pilot_list.html", context)


def pilot_detail(request: MemberRequest, pk: int) -> HttpResponse:
    pilot = access.pilot_for_read(request.actor, pk)
    rows = PilotCriteria(pilot)
    listed = row_list(request, rows)
    may_change = may_write(request.actor) and pilot.concluded_at is None
    context = {
        **rows.around(),
        "row_list": replace(listed, may_write=may_change),
        "artifacts": pilot.artifacts.order_by("id"),
        "may_write": may_change,
    }
    return render_page(request, "evidence/pilot_detail.html", context)


def pilot_conclude(request: MemberRequest, pk: int) -> HttpResponse:
    pilot = access.pilot_for_update(request.actor, pk)
    criteria = pilot.criteria.select_related("criterion")
    key = f"pilot-conclude:{pk}"
    form = opened(request, ConcludeForm, key=key, row=pilot, criteria=criteria)
    if form.is_valid():
        with form.catching():
            artifact = actions.pilot_conclude(
                by=request.actor, pilot=pilot, version=form.seen_version, **form.values
            )
            messages.success(request, _("The pilot is concluded. Its result is in the log."))
            return see_other(request, href("evidence:artifact_detail", artifact.pk))
    context = {"form": form, "pilot": pilot, "partnership": pilot.partnership}
    return render_page(request, "evidence/pilot_conclude.html", context, status=form.status)
