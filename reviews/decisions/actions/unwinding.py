"""What an unwinding begins with, written in the action that seals its decision."""

from __future__ import annotations

from config.kernel import recording
from partnerships.rules.standing import Standing
from reviews.decisions.rules.way_out import steps_from
from reviews.dossier import Dossier
from reviews.models import Decision, UnwindStep


def unwinding_begin(decision: Decision, dossier: Dossier) -> None:
    """Write the steps of an unwinding that begins; nothing for any other decision.

    `dossier` is the one that was signed: the exit path is the one that the signer read. Raises
    NotRecorded outside of `recorded()`.
    """
    recording.required()
    if decision.standing_after != Standing.UNWINDING:
        return
    steps = steps_from(str(decision.terms.get("steps") or ""), dossier.fit_card.exit_steps)
    for each in steps:
        UnwindStep(
            workspace_id=decision.workspace_id,
            decision=decision,
            step=each.step,
            owner=each.owner,
        ).save()
