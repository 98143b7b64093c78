"""Who belongs to a workspace, in which roles."""

from __future__ import annotations

from collections.abc import Collection

from accounts.ledger.recording import recorded
from accounts.models import Membership, Role, User
from config.kernel.actors import Actor
from config.kernel.recording import action


@action
def membership_create(*, by: Actor, user: User, roles: Collection[str]) -> Membership:
    """Make `user` a member with `roles`; somebody who left comes back with these roles."""
    ordered = [role for role in Role.values if role in roles]
    with recorded(by=by, kind="membership.created") as recording:
        membership = Membership.objects.filter(
            workspace_id=by.workspace_id, user=user
        ).first() or Membership(workspace_id=by.workspace_id, user=user)
        membership.roles, membership.ended_at = ordered, None
        membership.save()
        recording.subject = membership
    return membership
