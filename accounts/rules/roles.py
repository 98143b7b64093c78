"""Which roles go together, and what must stay true of a workspace's members."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from config.kernel.actors import ADMINISTRATOR, GUEST, MEMBER_ROLES

#: The order in which roles are written down and shown.
IN_ORDER = ("contributor", "approver", "auditor", "administrator", "guest")


def in_order(roles: Collection[str]) -> list[str]:
    """Roles as they are kept: each once, always in the same order. Unknown ones raise."""
    unknown = set(roles) - set(IN_ORDER)
    if unknown:
        raise ValueError(f"no such role: {', '.join(sorted(unknown))}")
    return [role for role in IN_ORDER if role in roles]


def are_consistent(roles: Collection[str]) -> bool:
    """At least one role, and a guest is nothing besides: who reads all is no guest."""
    return bool(roles) and (set(roles) <= MEMBER_ROLES or set(roles) == {GUEST})


def leaves_administrator(
    roles_by_member: Mapping[int, Collection[str]], member: int, new_roles: Collection[str]
) -> bool:
    """Whether somebody can still administer once `member` has `new_roles` (none: has left)."""
    after = {**roles_by_member, member: new_roles}
    return any(ADMINISTRATOR in roles for roles in after.values())
