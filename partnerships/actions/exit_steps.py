"""The way out, step by step."""

from __future__ import annotations

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import ExitStep, Partnership


@action
def exit_step_create(
    *, by: Actor, partnership: Partnership, step: str, owner: str = ""
) -> ExitStep:
    """A new last step of the exit path."""
    with recorded_in(partnership, by=by, kind="exit_step.created") as under_way:
        exit_step = ExitStep(
            workspace_id=by.workspace_id, partnership=partnership, step=step, owner=owner
        )
        exit_step.save()
        under_way.subject = exit_step
    return exit_step


@action
def exit_step_update(
    *, by: Actor, exit_step: ExitStep, version: int | None, step: str, owner: str = ""
) -> ExitStep:
    """Change a step. Raises StaleVersion when it changed after `version`."""
    with recorded_in(exit_step.partnership, by=by, kind="exit_step.updated", subject=exit_step):
        exit_step = locked(exit_step, version=version)
        save_changes(exit_step, {"step": step, "owner": owner})
    return exit_step


@action
def exit_step_delete(*, by: Actor, exit_step: ExitStep, version: int | None) -> None:
    """Take a step out of the exit path; its history stays. Raises StaleVersion likewise."""
    with recorded_in(exit_step.partnership, by=by, kind="exit_step.deleted", subject=exit_step):
        locked(exit_step, version=version).delete()
