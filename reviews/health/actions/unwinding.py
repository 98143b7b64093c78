"""The steps of an unwinding: added, changed, done and removed while it lasts."""

from __future__ import annotations

from accounts.models import Workspace
from config.kernel import clock
from config.kernel.findings import Findings
from partnerships.actions.rows import RowActions
from partnerships.models import Partnership
from reviews.decisions.selectors.unwinding import is_under_way
from reviews.health.rules.unwinding import step_gaps
from reviews.models import UnwindStep
from reviews.sentences import BOOK


def _gaps(step: UnwindStep) -> Findings:
    zone = Workspace.objects.get(pk=step.workspace_id).zone
    partnership = Partnership.objects.get(pk=step.decision.partnership_id)
    is_closed = not is_under_way(step.decision, partnership)
    return step_gaps(str(step.pk or ""), step.done_on, clock.today(zone), is_closed=is_closed)


UNWIND_STEPS = RowActions(
    UnwindStep,
    "unwind_step",
    parent="decision",
    thread="decision.partnership",
    gaps=_gaps,
    book=lambda: BOOK,
)

unwind_step_create = UNWIND_STEPS.create
unwind_step_update = UNWIND_STEPS.update
unwind_step_delete = UNWIND_STEPS.delete
