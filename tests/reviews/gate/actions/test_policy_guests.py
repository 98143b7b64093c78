"""A guest answers one change of the policy and is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from accounts.actions.invitations import invitation_accept, invitation_accept_as_new
from accounts.actions.memberships import membership_end, membership_update
from accounts.ledger.recording import recorded
from accounts.models import Invitation, Membership, User
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from reviews.decisions.actions.guests import guest_invite
from reviews.decisions.actions.signatures import proposal_authorise
from reviews.decisions.selectors.people import signers_of
from reviews.gate.actions.guests import policy_guest_invite
from reviews.gate.actions.policies import policy_agree, policy_decline
from reviews.gate.errors import ChangeEnded
from reviews.gate.selectors.policies import agreers_of, gate_policy
from reviews.models import ChangeState, GuestSeat, PolicyChange
from tests.concurrently import concurrently
from tests.conftest import PASSWORD, Cast
from tests.reviews.gate.policies import make_change
from tests.reviews.stage import make_proposal, on_screen

GUEST = "guest@example.net"


@pytest.fixture
def change(cast: Cast) -> Iterator[PolicyChange]:
    with workspace_scope(cast.workspace.pk):
        yield make_change(cast)


def seated(
    cast: Cast, change: PolicyChange, email: str = GUEST, *, link_shown: bool = False
) -> Membership:
    """A guest who followed the link to this change."""
    seat, _secret = policy_guest_invite(
        by=cast.actor("administrator"), change=change, email=email, link_shown=link_shown
    )
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email=email, name="Guest", password=PASSWORD
    )
    return invitation_accept(invitation=seat.invitation, user=user)


def test_a_guest_puts_it_into_force_and_leaves(cast: Cast, change: PolicyChange) -> None:
    guest = seated(cast, change)
    version = policy_agree(by=guest.actor, change=change, reason="It is more careful")
    assert gate_policy(cast.workspace.pk).version == 2
    assert version.agreed_by_id == guest.user_id
    guest.refresh_from_db()
    assert guest.ended_at is not None


def test_a_guest_declines_and_leaves(cast: Cast, change: PolicyChange) -> None:
    guest = seated(cast, change)
    policy_decline(by=guest.actor, change=change, reason="Too strict for you")
    change.refresh_from_db()
    assert (change.state, change.ended_by_id) == (ChangeState.DECLINED, guest.user_id)
    guest.refresh_from_db()
    assert guest.ended_at is not None


@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_whoever_ends_it_the_guests_leave(cast: Cast, change: PolicyChange, role: str) -> None:
    guest = seated(cast, change)
    policy_guest_invite(by=cast.actor("administrator"), change=change, email="late@example.net")
    policy_decline(by=cast.actor(role), change=change, reason="Another time")
    guest.refresh_from_db()
    assert guest.ended_at is not None
    assert Invitation.objects.get(email="late@example.net").revoked_at is not None


def test_a_guest_has_no_word_on_a_change_they_were_not_invited_to(
    cast: Cast, change: PolicyChange
) -> None:
    """Nor does the guest of a proposal."""
    seat, _secret = guest_invite(
        by=cast.actor("contributor"), proposal=make_proposal(cast), email=GUEST
    )
    guest = invitation_accept_as_new(invitation=seat.invitation, name="Guest", password=PASSWORD)
    for answer in (policy_agree, policy_decline):
        with pytest.raises(DomainError, match="Contributors, approvers"):
            answer(by=guest.actor, change=change, reason="Because")
    assert gate_policy(cast.workspace.pk).version == 1


def test_the_guest_of_a_change_signs_no_proposal(cast: Cast, change: PolicyChange) -> None:
    guest, proposal = seated(cast, change), make_proposal(cast)
    assert guest.user_id not in {each.user_id for each in signers_of(proposal).people}
    with pytest.raises(DomainError, match="invited"):
        proposal_authorise(
            by=guest.actor,
            proposal=proposal,
            shown=on_screen(proposal),
            reason="It holds",
        )


def test_a_guest_of_both_stays_until_the_last(cast: Cast, change: PolicyChange) -> None:
    proposal = make_proposal(cast)
    seat, _secret = guest_invite(by=cast.actor("contributor"), proposal=proposal, email=GUEST)
    guest = invitation_accept_as_new(invitation=seat.invitation, name="Guest", password=PASSWORD)
    seat, _secret = policy_guest_invite(by=cast.actor("administrator"), change=change, email=GUEST)
    guest = invitation_accept(invitation=seat.invitation, user=guest.user)
    policy_agree(by=guest.actor, change=change)
    guest.refresh_from_db()
    assert guest.ended_at is None
    proposal_authorise(
        by=guest.actor,
        proposal=proposal,
        shown=on_screen(proposal),
        reason="It holds",
    )
    guest.refresh_from_db()
    assert guest.ended_at is not None


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_neither_whoever_asked_nor_a_member_is_a_guest(
    cast: Cast, change: PolicyChange, role: str
) -> None:
    with pytest.raises(DomainError, match=r"own change|member"):
        policy_guest_invite(
            by=cast.actor("administrator"), change=change, email=cast.user(role).email.upper()
        )
    assert not GuestSeat.objects.exists()


def test_nobody_is_invited_twice_to_one_change(cast: Cast, change: PolicyChange) -> None:
    for email in (GUEST, f" {GUEST.upper()} "):
        if GuestSeat.objects.exists():
            with pytest.raises(DomainError, match="has been invited"):
                policy_guest_invite(by=cast.actor("administrator"), change=change, email=email)
        else:
            policy_guest_invite(by=cast.actor("administrator"), change=change, email=email)
    assert GuestSeat.objects.count() == 1


def test_there_is_nothing_to_invite_to_after_the_end(cast: Cast, change: PolicyChange) -> None:
    policy_agree(by=cast.actor("approver"), change=change)
    with pytest.raises(ChangeEnded):
        policy_guest_invite(by=cast.actor("administrator"), change=change, email=GUEST)


def test_who_was_sent_away_has_no_word(cast: Cast, change: PolicyChange) -> None:
    guest = seated(cast, change)
    membership_end(by=cast.actor("administrator"), membership=guest, version=None)
    with pytest.raises(DomainError, match="Contributors, approvers"):
        policy_agree(by=guest.actor, change=change)


def test_a_guest_who_came_by_a_link_that_the_proposer_saw_does_not_agree(
    cast: Cast, change: PolicyChange
) -> None:
    guest = seated(cast, change, link_shown=True)
    with pytest.raises(DomainError, match="could be one person"):
        policy_agree(by=guest.actor, change=change)
    assert guest.user_id not in agreers_of(change).people


def test_behind_a_guest_may_be_who_invited_the_one_who_invited(
    cast: Cast, change: PolicyChange
) -> None:
    """The proposer makes up a second administrator, who shows themselves the link of a guest."""
    admin = cast.actor("administrator")
    seat_of_second = seated(cast, change, "second@example.net", link_shown=True)
    second = membership_update(
        by=admin, membership=seat_of_second, version=None, roles=["administrator"]
    )
    seat, _secret = policy_guest_invite(
        by=second.actor, change=change, email=GUEST, link_shown=True
    )
    guest = invitation_accept_as_new(invitation=seat.invitation, name="Guest", password=PASSWORD)
    for made_up in (second, guest):
        with pytest.raises(DomainError, match="could be one person"):
            policy_agree(by=made_up.actor, change=change)


def test_who_may_agree_is_known_before(cast: Cast, change: PolicyChange) -> None:
    members = {cast.user(role).pk for role in ("contributor", "approver")}
    assert set(agreers_of(change).people) == members
    seat, _secret = policy_guest_invite(by=cast.actor("administrator"), change=change, email=GUEST)
    assert agreers_of(change).invited == (seat.invitation,)
    guest = seated(cast, change, "second@example.net")
    found = agreers_of(change)
    assert set(found.people) == members | {guest.user_id}
    assert found.guests == {guest.user_id}


def test_who_may_agree_takes_three_queries(
    cast: Cast, change: PolicyChange, django_assert_num_queries: object
) -> None:
    for number in range(3):
        seated(cast, change, f"guest{number}@example.net")
    with django_assert_num_queries(3):  # type: ignore[operator]
        agreers_of(change)


@pytest.mark.parametrize("both", [True, False])
def test_a_seat_is_for_exactly_one_thing(cast: Cast, change: PolicyChange, both: bool) -> None:
    seat, _secret = policy_guest_invite(by=cast.actor("administrator"), change=change, email=GUEST)
    seat.proposal = make_proposal(cast) if both else None
    seat.policy_change = change if both else None
    with (
        pytest.raises(IntegrityError, match="for_one_thing"),
        transaction.atomic(),
        recorded(by=cast.actor("administrator"), kind="guest.invited", subject=seat),
    ):
        seat.save()


def test_of_two_guests_and_a_withdrawal_at_once_one_wins(committed_cast: Cast) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        change = make_change(cast)
        tag = cast.workspace.slug
        guests = [seated(cast, change, f"{each}.{tag}@example.net") for each in ("one", "two")]

    def agree(guest: Membership) -> None:
        with workspace_scope(cast.workspace.pk):
            policy_agree(by=guest.actor, change=change)

    def withdraw() -> None:
        with workspace_scope(cast.workspace.pk):
            policy_decline(by=cast.actor("administrator"), change=change, reason="A slip")

    results = concurrently(lambda: agree(guests[0]), lambda: agree(guests[1]), withdraw)
    lost = [each for each in results if each is not None]
    assert len(lost) == 2
    assert all(isinstance(each, DomainError) for each in lost), lost
    with workspace_scope(cast.workspace.pk):
        assert not Membership.objects.filter(roles=["guest"], ended_at=None).exists()
        change.refresh_from_db()
        agreed = change.state == ChangeState.AGREED
        assert gate_policy(cast.workspace.pk).version == (2 if agreed else 1)


def test_inviting_while_it_ends_leaves_no_open_link(committed_cast: Cast) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        change = make_change(cast)

    def invite() -> None:
        with workspace_scope(cast.workspace.pk):
            policy_guest_invite(by=cast.actor("administrator"), change=change, email=GUEST)

    def agree() -> None:
        with workspace_scope(cast.workspace.pk):
            policy_agree(by=cast.actor("approver"), change=change)

    concurrently(invite, agree)
    with workspace_scope(cast.workspace.pk):
        assert not Invitation.objects.filter(email=GUEST, revoked_at=None).exists()
