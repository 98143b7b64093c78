"""Roles that go together, and who must remain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from accounts.rules.roles import IN_ORDER, are_consistent, in_order, leaves_administrator

ROLES = st.sets(st.sampled_from(IN_ORDER))


def test_the_order_names_every_role_once() -> None:
    assert list(IN_ORDER) == Role.values


@given(ROLES)
def test_the_order_depends_on_nothing_but_the_roles(roles: set[str]) -> None:
    assert in_order(roles) == in_order([*sorted(roles, reverse=True), *roles])
    assert set(in_order(roles)) == roles


def test_a_role_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no such role: owner"):
        in_order(["owner"])


@given(ROLES)
def test_a_guest_is_nothing_besides(roles: set[str]) -> None:
    assert are_consistent(roles) == (roles == {"guest"} or (bool(roles) and "guest" not in roles))


@given(st.dictionaries(st.integers(1, 5), ROLES, min_size=1), ROLES)
def test_somebody_else_administers_or_the_member_goes_on(
    roles_by_member: dict[int, set[str]], new: set[str]
) -> None:
    member = min(roles_by_member)
    others = [roles for key, roles in roles_by_member.items() if key != member]
    expected = "administrator" in new or any("administrator" in roles for roles in others)
    assert leaves_administrator(roles_by_member, member, new) is expected
