"""Nobody writes with a membership or a role that ended after their page was opened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.actions.invitations import invitation_accept, invitation_create
from accounts.actions.memberships import membership_end, membership_update
from accounts.actions.workspaces import workspace_update
from accounts.ledger.models import Entry
from accounts.ledger.recording import recorded
from accounts.models import Membership, User, Workspace
from config.kernel.actors import Actor
from config.kernel.errors import AuthorityGone
from config.kernel.scope import workspace_scope
from tests.concurrently import concurrently
from tests.conftest import Cast


def rename(by: Actor, workspace: Workspace, name: str = "Renamed") -> Workspace:
    return workspace_update(
        by=by, workspace=workspace, version=None, name=name, time_zone=workspace.time_zone
    )


def name_of(cast: Cast) -> str:
    with workspace_scope(cast.workspace.pk):
        return str(Workspace.objects.get().name)


def test_who_left_meanwhile_writes_nothing(cast: Cast) -> None:
    stale = cast.actor("auditor")
    membership_end(by=cast.actor("administrator"), membership=cast.members["auditor"], version=None)
    with pytest.raises(AuthorityGone, match="has ended meanwhile"):
        rename(stale, cast.workspace)
    assert name_of(cast) == cast.workspace.name


def test_who_lost_a_role_meanwhile_writes_nothing_in_it(cast: Cast) -> None:
    stale = cast.actor("contributor")
    changed = membership_update(
        by=cast.actor("administrator"),
        membership=cast.members["contributor"],
        version=None,
        roles=["auditor"],
    )
    with pytest.raises(AuthorityGone, match="roles in this workspace have changed"):
        rename(stale, cast.workspace)
    rename(changed.actor, cast.workspace)


def test_a_role_more_takes_nothing_away(cast: Cast) -> None:
    before = cast.actor("contributor")
    membership_update(
        by=cast.actor("administrator"),
        membership=cast.members["contributor"],
        version=None,
        roles=["contributor", "approver"],
    )
    rename(before, cast.workspace)
    assert name_of(cast) == "Renamed"


def test_who_was_deactivated_writes_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.user("contributor").pk).update(is_active=False)
    with pytest.raises(AuthorityGone):
        rename(cast.actor("contributor"), cast.workspace)


def test_a_stranger_with_a_made_up_role_writes_nothing(cast: Cast) -> None:
    stranger = Actor(cast.workspace.pk, cast.user("stranger").pk, frozenset({"administrator"}))
    with pytest.raises(AuthorityGone):
        rename(stranger, cast.workspace)


def test_people_may_end_their_own_membership_and_come_back(cast: Cast) -> None:
    own = cast.members["auditor"]
    membership_end(by=own.actor, membership=own, version=None)
    invitation, _ = invitation_create(
        by=cast.actor("administrator"), email=own.user.email, roles=["contributor"]
    )
    back = invitation_accept(invitation=invitation, user=own.user)
    rename(back.actor, cast.workspace)
    assert name_of(cast) == "Renamed"


def test_what_was_written_at_the_moment_of_an_end_stands_before_it(committed_cast: Cast) -> None:
    cast = committed_cast
    member = cast.members["contributor"]
    results = concurrently(
        lambda: rename(member.actor, cast.workspace, "At once"),
        lambda: membership_end(by=cast.actor("administrator"), membership=member, version=None),
    )
    assert not isinstance(results[1], Exception)
    with workspace_scope(cast.workspace.pk):
        kinds = list(Entry.objects.order_by("sequence").values_list("kind", flat=True))
        assert Membership.objects.get(pk=member.pk).ended_at is not None
    written = "workspace.updated" in kinds
    assert isinstance(results[0], AuthorityGone) is not written
    if written:
        assert kinds.index("workspace.updated") < kinds.index("membership.ended")


def test_an_end_that_waits_for_nobody_still_comes_first(committed_cast: Cast) -> None:
    """The membership ends on another connection while the action is under way."""
    cast = committed_cast
    member = cast.members["contributor"]

    def slow() -> None:
        with recorded(by=member.actor, kind="workspace.updated", subject=cast.workspace):
            row = Workspace.objects.get()
            [ended] = concurrently(
                lambda: membership_end(
                    by=cast.actor("administrator"), membership=member, version=None
                )
            )
            assert not isinstance(ended, Exception)
            row.name = "Too late"
            row.save()

    [result] = concurrently(slow)
    assert isinstance(result, AuthorityGone)
    assert name_of(cast) == cast.workspace.name


def test_moments_stand_in_the_order_of_the_entries(committed_cast: Cast) -> None:
    """Who opened an action first and finished it last is later in the ledger, and says so."""
    cast = committed_cast

    def slow() -> None:
        with recorded(
            by=cast.actor("contributor"), kind="workspace.updated", subject=cast.workspace
        ):
            concurrently(
                lambda: membership_end(
                    by=cast.actor("administrator"), membership=cast.members["auditor"], version=None
                )
            )
            row = Workspace.objects.get()
            row.name = "Later"
            row.save()

    concurrently(slow)
    with workspace_scope(cast.workspace.pk):
        entries = list(Entry.objects.order_by("sequence"))
    assert [entry.kind for entry in entries[-2:]] == ["membership.ended", "workspace.updated"]
    assert entries[-1].at - entries[-2].at >= timedelta(0)
