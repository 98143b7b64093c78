"""May this person still write? Asked where the order of the ledger is decided, not before."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from config.kernel.actors import Actor
from config.kernel.errors import AuthorityGone

ENDED = _(
    "Your membership in this workspace has ended meanwhile, so nothing was saved. "
    "An administrator can invite you again."
)
CHANGED = _(
    "Your roles in this workspace have changed meanwhile, so nothing was saved. "
    "If you should still do this, ask an administrator for the role and try once more."
)


def require_authority(by: Actor, entry_id: uuid.UUID) -> None:
    """Raise AuthorityGone unless `by` is a member with the roles they act in. One query.

    Called with the head of the ledger locked: whoever ended a membership or took a role did it in
    an entry before this one, which is seen here, or will do it in a later one. The entry's own
    rows do not count, so that people can end their own membership and give up their own roles.
    """
    if by.user_id is None:
        return
    past = Membership.history.filter(workspace_id=by.workspace_id, user_id=by.user_id)
    before = past.exclude(entry_id=entry_id).order_by("-history_id")
    last = before.values_list("roles", "ended_at", "user__is_active").first()
    if last is None or last[1] is not None or not last[2]:
        raise AuthorityGone(ENDED)
    if not by.roles <= set(last[0]):
        raise AuthorityGone(CHANGED)
