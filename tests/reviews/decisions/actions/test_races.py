"""Two people at the same moment, on two connections: one wins, the other learns what happened."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from accounts.actions.invitations import invitation_accept_as_new
from accounts.ledger.chain import entry_digest
from accounts.ledger.models import Entry
from accounts.models import Invitation, Membership
from config.kernel.actors import Actor
from config.kernel.audited import locked
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from reviews.decisions.actions.guests import guest_invite
from reviews.decisions.actions.proposals import proposal_withdraw
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.decisions.errors import ProposalEnded
from reviews.gate.actions import guests
from reviews.models import Decision, Proposal, Signature
from tests.concurrently import concurrently
from tests.conftest import PASSWORD, Cast
from tests.reviews.stage import another_member, make_proposal, make_ready, on_screen

ROUNDS = 5
Word = Callable[[Proposal], Any]


def signing(sign: Callable[..., Any], by: Actor) -> Word:
    return lambda proposal: sign(
        by=by,
        proposal=proposal,
        shown=on_screen(proposal, declining=sign is proposal_decline),
        reason="Because",
    )


def at_once(cast: Cast, *calls: Callable[[], Any]) -> list[Any]:
    """Run each call on a connection of its own, all starting together; exceptions are returned."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            with workspace_scope(cast.workspace.pk):
                return call()
        except DomainError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def open_proposal(cast: Cast) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def assert_chain_holds(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        chain = list(Entry.objects.order_by("sequence"))
    assert [entry.sequence for entry in chain] == list(range(1, len(chain) + 1))
    assert all(entry.digest == entry_digest(vars(entry)) for entry in chain)


@pytest.mark.parametrize("other", [proposal_authorise, proposal_decline])
def test_of_two_approvers_one_wins(committed_cast: Cast, other: Callable[..., Any]) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        second = another_member(cast, "approver").actor
    words = [signing(proposal_authorise, cast.actor("approver")), signing(other, second)]
    for _round in range(ROUNDS):
        proposal = open_proposal(cast)
        results = at_once(cast, *[partial(word, proposal) for word in words])
        refused = [result for result in results if isinstance(result, ProposalEnded)]
        assert len(refused) == 1
        assert refused[0].proposal.state in ("authorised", "declined")
        with workspace_scope(cast.workspace.pk):
            assert Signature.objects.filter(proposal=proposal).count() == 1
            decided = Decision.objects.filter(proposal=proposal).count()
            ended = Proposal.objects.get(pk=proposal.pk)
            assert decided == (1 if ended.state == "authorised" else 0)
    assert_chain_holds(cast)


def test_a_withdrawal_and_a_signature_exclude_each_other(committed_cast: Cast) -> None:
    cast = committed_cast
    authorise = signing(proposal_authorise, cast.actor("approver"))
    for _round in range(ROUNDS):
        proposal = open_proposal(cast)
        results = at_once(
            cast,
            partial(authorise, proposal),
            partial(proposal_withdraw, by=cast.actor("contributor"), proposal=proposal),
        )
        assert len([result for result in results if isinstance(result, ProposalEnded)]) == 1
        with workspace_scope(cast.workspace.pk):
            ended = Proposal.objects.get(pk=proposal.pk)
            standing = Partnership.objects.get(pk=proposal.partnership_id).standing
        assert (ended.state, standing) in {("authorised", "committed"), ("withdrawn", "candidate")}
    assert_chain_holds(cast)


def test_of_two_proposals_one_is_made(committed_cast: Cast) -> None:
    cast = committed_cast
    for _round in range(ROUNDS):
        with workspace_scope(cast.workspace.pk):
            partnership = make_ready(cast)
        kinds = ("commit", "defer")
        results = at_once(
            cast, *[partial(make_proposal, cast, partnership, kind) for kind in kinds]
        )
        assert len([result for result in results if isinstance(result, DomainError)]) == 1
        with workspace_scope(cast.workspace.pk):
            assert Proposal.objects.filter(partnership=partnership).count() == 1


def test_a_guest_who_comes_while_it_is_signed_leaves_with_the_others(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link is followed after the signature looked for guests, before it took their links."""
    cast, proposal = committed_cast, open_proposal(committed_cast)
    with workspace_scope(cast.workspace.pk):
        seat, _ = guest_invite(
            by=cast.actor("contributor"),
            proposal=proposal,
            email=f"guest.{proposal.pk}@example.org",
        )

    def comes_first(invitation: Invitation) -> Invitation:
        [member] = concurrently(
            partial(
                invitation_accept_as_new,
                invitation=seat.invitation,
                name="Guest",
                password=PASSWORD,
            )
        )
        assert isinstance(member, Membership)
        return locked(invitation)

    monkeypatch.setattr(guests, "locked", comes_first)
    with workspace_scope(cast.workspace.pk):
        signing(proposal_authorise, cast.actor("approver"))(proposal)
        assert Proposal.objects.get(pk=proposal.pk).state == "authorised"
        member = Membership.objects.get(invitations=seat.invitation)
    assert member.ended_at is not None
