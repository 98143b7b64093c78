"""The policy as the gate reads it, and what is asked of it."""

from __future__ import annotations

from config.kernel import canonical
from partnerships import models
from partnerships.selectors.policies import limits_of, policy_in_force
from reviews.gate.models import ChangeState, PolicyChange
from reviews.gate.rules.policy import DEFAULT, Policy


def gate_policy(workspace_id: int) -> Policy:
    """The policy in force; the default in a workspace that has no version yet. One query."""
    return policy_from(policy_in_force(workspace_id))


def policy_from(row: models.Policy | None) -> Policy:
    """A version as rules take it; the default where there is none yet. No query."""
    if row is None:
        return DEFAULT
    document = {
        "grid": row.grid,
        "bars": row.bars,
        "version": row.number,
        "limits": canonical.to_json(limits_of(row)),
        "lowered_on": canonical.to_json(row.lowered_on),
    }
    return canonical.read(Policy, document)


def versions(workspace_id: int) -> list[models.Policy]:
    """All versions, the one in force first. One query."""
    return list(models.Policy.objects.filter(workspace_id=workspace_id).order_by("-number"))


def open_change(workspace_id: int) -> PolicyChange | None:
    """The change of the policy that waits for a second person; there is at most one. One query."""
    changes = PolicyChange.objects.filter(workspace_id=workspace_id, state=ChangeState.OPEN)
    found: PolicyChange | None = changes.first()
    return found
