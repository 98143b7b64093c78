"""The unwinding of a partnership: its steps, how far it is, and what it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_read
from partnerships.models import Partnership
from partnerships.rules.standing import Standing
from partnerships.views.rows import Rows, row_list, row_views
from reviews import access
from reviews.decisions.selectors.unwinding import (
    closing_decision,
    steps_of,
    unwinding_decision,
)
from reviews.decisions.views.dossiers import whole
from reviews.health.actions import unwinding as actions
from reviews.health.rules.unwinding import progress_of
from reviews.health.selectors.unwinding import leaving, open_again
from reviews.health.unwind_forms import UnwindStepForm
from reviews.models import Decision, Proposal, UnwindStep


class UnwindSteps(Rows):
    """The steps of an unwinding."""

    actions = actions.UNWIND_STEPS
    form = UnwindStepForm
    named_by = "step"
    app = "reviews"
    list_template = "reviews/rows/unwind_steps.html"

    def page(self) -> str:
        return href("reviews:unwinding", self.parent.partnership_id)

    def read(self) -> Iterable[UnwindStep]:
        return self.steps

    def around(self) -> dict[str, Any]:
        today = clock.today()
        return {
            "partnership": self.parent.partnership,
            "today": today,
            "progress": progress_of(self.steps, today),
        }

    @cached_property
    def steps(self) -> list[UnwindStep]:
        return steps_of(self.parent)


def _proposal_of(actor: Actor, pk: int) -> Proposal:
    decision = unwinding_decision(partnership_for_read(actor, pk))
    if decision is None:
        raise Http404
    return decision.proposal


@whole(_proposal_of)
def unwinding(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    decision = unwinding_decision(partnership)
    context: dict[str, Any] = {"partnership": partnership, "decision": decision}
    if decision is not None:
        context |= _under_way(request, partnership, decision)
    return render_page(request, "reviews/unwinding.html", context)


def _under_way(
    request: MemberRequest, partnership: Partnership, decision: Decision
) -> dict[str, Any]:
    decision.partnership = partnership
    rows = UnwindSteps(decision)
    lasts = partnership.standing == Standing.UNWINDING
    closed = closing_decision(partnership) if partnership.standing == Standing.UNWOUND else None
    listed = row_list(request, rows)
    return {
        "row_list": replace(listed, may_write=listed.may_write and lasts),
        "lasts": lasts,
        "closed": closed,
        "leaving": leaving(decision, closed),
        "open_again": open_again(partnership),
        "may_propose": access.may_propose(request.actor),
        **rows.around(),
    }


UNWIND_STEP = row_views(UnwindSteps, access.unwinding_for_update, access.unwind_step_for_update)
