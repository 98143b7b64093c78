"""What a workspace asks of its partnerships."""

from __future__ import annotations

from partnerships import models
from partnerships.rules.policy import DEFAULT, Policy


def policy_of(workspace_id: int) -> Policy:
    """The workspace's policy, or the default where it never wrote one. One query."""
    row = models.Policy.objects.filter(workspace_id=workspace_id).first()
    if row is None:
        return DEFAULT
    return Policy(
        required_responsibilities=tuple(row.required_responsibilities),
        long_exit_days=row.long_exit_days,
        costly_exit=row.costly_exit,
        costly_exit_currency=row.costly_exit_currency,
    )
