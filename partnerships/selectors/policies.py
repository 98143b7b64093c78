"""What a workspace asks of its partnerships."""

from __future__ import annotations

from partnerships import models
from partnerships.rules.policy import DEFAULT, Policy


def policy_in_force(workspace_id: int) -> models.Policy | None:
    """The last version; None in a workspace that has none. One query."""
    versions = models.Policy.objects.filter(workspace_id=workspace_id)
    last: models.Policy | None = versions.order_by("-number").first()
    return last


def policy_of(workspace_id: int) -> Policy:
    """What the workspace's policy says to the pages of this app. One query."""
    row = policy_in_force(workspace_id)
    return DEFAULT if row is None else limits_of(row)


def limits_of(row: models.Policy) -> Policy:
    """This app's part of a version. No query."""
    return Policy(
        required_responsibilities=tuple(row.required_responsibilities),
        long_exit_days=row.long_exit_days,
        costly_exit=row.costly_exit,
        costly_exit_currency=row.costly_exit_currency,
    )
