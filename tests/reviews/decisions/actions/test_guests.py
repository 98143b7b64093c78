"""A guest decides one proposal and is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts.actions.invitations import invitation_accept
from accounts.actions.memberships import membership_end, membership_update
from accounts.models import Invitation, Membership, User
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from reviews.access import proposals_for_read
from reviews.decisions.actions.guests import guest_invite
from reviews.decisions.actions.proposals import proposal_withdraw
from reviews.decisions.actions.signatures import proposal_authorise
from reviews.decisions.errors import ProposalEnded
from reviews.decisions.selectors.people import signers_of, unsignable, would_be_signers
from reviews.models import GuestSeat, Proposal
from tests.conftest import PASSWORD, Cast
from tests.reviews.stage import authorise, make_proposal, on_screen


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk):
        yield


def seated(cast: Cast, proposal: Proposal, email: str = "guest@example.net") -> Membership:
    """A guest who followed the link to this proposal."""
    seat, _secret = guest_invite(by=cast.actor("contributor"), proposal=proposal, email=email)
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email=email, name="Guest", password=PASSWORD
    )
    return invitation_accept(invitation=seat.invitation, user=user)


def sign(guest: Actor, proposal: Proposal) -> object:
    return proposal_authorise(
        by=guest, proposal=proposal, shown=on_screen(proposal), reason="It holds."
    )


def test_a_guest_authorises_in_the_capacity_of_a_guest_and_leaves(cast: Cast) -> None:
    proposal = make_proposal(cast)
    guest = seated(cast, proposal)
    decision = sign(guest.actor, proposal)
    assert decision.signature.capacity == "guest"  # type: ignore[attr-defined]
    guest.refresh_from_db()
    assert guest.ended_at is not None


def test_a_guest_has_no_word_on_another_proposal(cast: Cast) -> None:
    guest = seated(cast, make_proposal(cast))
    with pytest.raises(DomainError, match="invited"):
        sign(guest.actor, make_proposal(cast))


def test_a_guest_of_two_proposals_stays_until_the_last(cast: Cast) -> None:
    first, second = make_proposal(cast), make_proposal(cast)
    seated(cast, first)
    guest = seated(cast, second)
    sign(guest.actor, first)
    guest.refresh_from_db()
    assert guest.ended_at is None
    proposal_withdraw(by=cast.actor("contributor"), proposal=second)
    guest.refresh_from_db()
    assert guest.ended_at is not None


def test_an_unused_invitation_stops_working_with_the_proposal(cast: Cast) -> None:
    proposal = make_proposal(cast)
    guest_invite(by=cast.actor("contributor"), proposal=proposal, email="late@example.net")
    authorise(cast, proposal)
    assert Invitation.objects.get(email="late@example.net").revoked_at is not None


def test_the_proposer_cannot_be_the_guest(cast: Cast) -> None:
    proposal = make_proposal(cast)
    with pytest.raises(DomainError, match=r"own proposal|member"):
        guest_invite(
            by=cast.actor("contributor"),
            proposal=proposal,
            email=cast.user("contributor").email.upper(),
        )


def test_nobody_is_invited_twice_to_one_proposal(cast: Cast) -> None:
    proposal = make_proposal(cast)
    for _time in range(2):
        if GuestSeat.objects.exists():
            with pytest.raises(DomainError, match="has been invited"):
                guest_invite(
                    by=cast.actor("contributor"), proposal=proposal, email="guest@example.net"
                )
        else:
            guest_invite(by=cast.actor("contributor"), proposal=proposal, email="guest@example.net")
    assert GuestSeat.objects.count() == 1


def test_there_is_nothing_to_invite_to_after_the_end(cast: Cast) -> None:
    proposal = make_proposal(cast)
    authorise(cast, proposal)
    with pytest.raises(ProposalEnded):
        guest_invite(by=cast.actor("contributor"), proposal=proposal, email="guest@example.net")


def test_that_nobody_may_authorise_shows_until_a_guest_sits_there(cast: Cast) -> None:
    proposal = make_proposal(cast)
    assert signers_of(proposal).nobody is None
    approver = cast.members["approver"]
    approver.refresh_from_db()
    membership_end(by=cast.actor("administrator"), membership=approver, version=None)
    assert signers_of(proposal).nobody is not None
    assert would_be_signers(cast.actor("contributor"), 1).nobody is not None
    assert unsignable(cast.workspace.pk, [proposal]) == [proposal]
    guest_invite(by=cast.actor("contributor"), proposal=proposal, email="guest@example.net")
    assert [each.email for each in signers_of(proposal).invited] == ["guest@example.net"]
    assert signers_of(proposal).nobody is not None
    seated(cast, proposal, email="second@example.net")
    assert signers_of(proposal).nobody is None
    assert unsignable(cast.workspace.pk, [proposal]) == []


def test_who_was_sent_away_comes_back_to_the_new_proposal_only(cast: Cast) -> None:
    first, second = make_proposal(cast), make_proposal(cast)
    guest = seated(cast, first)
    membership_end(by=cast.actor("administrator"), membership=guest, version=None)
    guest = seated(cast, second)
    assert list(proposals_for_read(guest.actor)) == [second]
    assert guest.user_id not in {person.user_id for person in signers_of(first).people}
    with pytest.raises(DomainError, match="invited"):
        sign(guest.actor, first)
    sign(guest.actor, second)


def test_who_was_sent_away_can_be_invited_to_the_same_proposal_again(cast: Cast) -> None:
    proposal = make_proposal(cast)
    guest = seated(cast, proposal)
    membership_end(by=cast.actor("administrator"), membership=guest, version=None)
    sign(seated(cast, proposal).actor, proposal)


def test_a_guest_who_became_a_contributor_is_not_named_as_who_may_sign(cast: Cast) -> None:
    proposal = make_proposal(cast)
    guest = seated(cast, proposal)
    assert guest.user_id in {person.user_id for person in signers_of(proposal).people}
    member = membership_update(
        by=cast.actor("administrator"), membership=guest, version=None, roles=["contributor"]
    )
    assert member.user_id not in {person.user_id for person in signers_of(proposal).people}
    with pytest.raises(DomainError, match="Only approvers and guests"):
        sign(member.actor, proposal)
