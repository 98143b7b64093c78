"""Where the partner's interest and ours may part, how it would be seen early, who watches."""

from __future__ import annotations

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import ConflictRisk, Partnership


@action
def conflict_risk_create(
    *,
    by: Actor,
    partnership: Partnership,
    description: str,
    early_observation: str = "",
    watcher: str = "",
) -> ConflictRisk:
    """A new conflict risk on the Fit Card."""
    with recorded_in(partnership, by=by, kind="conflict_risk.created") as under_way:
        risk = ConflictRisk(
            workspace_id=by.workspace_id,
            partnership=partnership,
            description=description,
            early_observation=early_observation,
            watcher=watcher,
        )
        risk.save()
        under_way.subject = risk
    return risk


@action
def conflict_risk_update(
    *,
    by: Actor,
    conflict_risk: ConflictRisk,
    version: int | None,
    description: str,
    early_observation: str = "",
    watcher: str = "",
) -> ConflictRisk:
    """Change a conflict risk. Raises StaleVersion when it changed after `version`."""
    changes = {
        "description": description,
        "early_observation": early_observation,
        "watcher": watcher,
    }
    with recorded_in(
        conflict_risk.partnership, by=by, kind="conflict_risk.updated", subject=conflict_risk
    ):
        conflict_risk = locked(conflict_risk, version=version)
        save_changes(conflict_risk, changes)
    return conflict_risk


@action
def conflict_risk_delete(*, by: Actor, conflict_risk: ConflictRisk, version: int | None) -> None:
    """Take a conflict risk off the card; its history stays. Raises StaleVersion likewise."""
    with recorded_in(
        conflict_risk.partnership, by=by, kind="conflict_risk.deleted", subject=conflict_risk
    ):
        locked(conflict_risk, version=version).delete()
