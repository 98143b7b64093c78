"""Somebody can always administer, whoever acts at the same moment."""

from __future__ import annotations

import pytest

from accounts.actions.memberships import membership_end, membership_update
from accounts.models import Membership
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from tests.concurrently import concurrently
from tests.conftest import Cast


def administrators(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Membership.objects.filter(roles__contains=["administrator"], ended_at=None).count()


def test_of_two_administrators_who_remove_each_other_one_stays(committed_cast: Cast) -> None:
    cast = committed_cast
    membership_update(
        by=cast.actor("administrator"),
        membership=cast.members["approver"],
        version=None,
        roles=["approver", "administrator"],
    )
    results = concurrently(
        lambda: membership_end(
            by=cast.actor("administrator"), membership=cast.members["approver"], version=None
        ),
        lambda: membership_end(
            by=cast.actor("approver"), membership=cast.members["administrator"], version=None
        ),
    )
    assert sum(isinstance(result, DomainError) for result in results) == 1
    assert administrators(cast) == 1


def test_of_two_changes_of_one_version_one_is_stale(committed_cast: Cast) -> None:
    cast = committed_cast

    def change(role: str) -> Membership:
        return membership_update(
            by=cast.actor("administrator"),
            membership=cast.members["contributor"],
            version=1,
            roles=[role],
        )

    results = concurrently(lambda: change("auditor"), lambda: change("approver"))
    assert sum(isinstance(result, StaleVersion) for result in results) == 1


def test_an_inactive_administrator_does_not_count(cast: Cast) -> None:
    sleeper = cast.user("approver")
    membership_update(
        by=cast.actor("administrator"),
        membership=cast.members["approver"],
        version=None,
        roles=["administrator"],
    )
    sleeper.is_active = False
    sleeper.save()
    with pytest.raises(DomainError, match="Somebody has to administer"):
        membership_end(
            by=cast.actor("administrator"),
            membership=cast.members["administrator"],
            version=None,
            gives_up=True,
        )


def test_roles_that_stay_the_same_leave_no_entry(cast: Cast) -> None:
    member = membership_update(
        by=cast.actor("administrator"),
        membership=cast.members["contributor"],
        version=1,
        roles=["contributor"],
    )
    assert member.version == 1
