"""Where the policy asks more than one person, the last signature seals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.ledger.models import Entry
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.decisions.errors import ProposalEnded
from reviews.gate.rules.policy import DEFAULT
from reviews.models import Decision, Proposal, Signature
from tests.conftest import PASSWORD, Cast
from tests.reviews.gate.policies import adopt
from tests.reviews.stage import another_member, make_proposal, on_screen

TWO_SIGN = replace(DEFAULT, bars=tuple(replace(bar, approvers=2) for bar in DEFAULT.bars))


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk):
        adopt(cast, TWO_SIGN)
        yield


@pytest.fixture
def second(cast: Cast) -> Actor:
    return another_member(cast, "approver").actor


def sign(by: Actor, proposal: Proposal) -> Decision | Signature:
    return proposal_authorise(
        by=by, proposal=proposal, shown=on_screen(proposal), reason="It holds."
    )


def desk_of(client: Client, cast: Cast) -> str:
    return client.get(cast.url()).content.decode()


def test_the_first_signature_leaves_the_proposal_open(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    assert proposal.signatures_asked == 2
    first = sign(cast.actor("approver"), proposal)
    proposal.refresh_from_db()
    assert isinstance(first, Signature)
    assert (proposal.state, Decision.objects.count()) == ("open", 0)
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.kind, entry.subject_id) == ("proposal.authorised", first.pk)


def test_the_last_signature_seals(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    sign(cast.actor("approver"), proposal)
    decision = sign(second, proposal)
    proposal.refresh_from_db()
    assert isinstance(decision, Decision)
    assert (proposal.state, decision.approver_id) == ("authorised", second.user_id)
    assert proposal.signatures.count() == 2


def test_nobody_signs_twice(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    sign(cast.actor("approver"), proposal)
    with pytest.raises(DomainError, match="You have authorised this"):
        sign(cast.actor("approver"), proposal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.bulk_create(
            [Signature(**(Signature.objects.values().get() | {"id": None}))]
        )


def test_one_who_declines_ends_it(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    sign(cast.actor("approver"), proposal)
    proposal_decline(
        by=second,
        proposal=proposal,
        shown=on_screen(proposal, declining=True),
        reason="The pilot was too short.",
    )
    proposal.refresh_from_db()
    assert (proposal.state, Decision.objects.count()) == ("declined", 0)
    with pytest.raises(ProposalEnded):
        sign(another_member(cast, "approver").actor, proposal)


def test_what_keeps_options_open_waits_for_one_only(cast: Cast) -> None:
    proposal = make_proposal(cast, kind="defer")
    assert proposal.signatures_asked == 1
    assert isinstance(sign(cast.actor("approver"), proposal), Decision)


def test_a_proposal_that_too_few_may_sign_says_so(cast: Cast) -> None:
    make_proposal(cast)
    assert "Fewer people may sign it than have to" in desk_of(cast.client("contributor"), cast)


def test_who_signed_is_not_asked_again(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    waiting = "you may authorise it"
    assert waiting in desk_of(cast.client("approver"), cast)
    sign(cast.actor("approver"), proposal)
    assert waiting not in desk_of(cast.client("approver"), cast)


def test_the_pages_tell_how_many_signed(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    sign(cast.actor("approver"), proposal)
    reader = cast.client("contributor")
    page = reader.get(cast.url(f"proposals/{proposal.pk}/")).content.decode()
    assert "Signed by 1 of 2" in page
    assert "It holds." in page
    decision = sign(second, proposal)
    page = reader.get(cast.url(f"decisions/{decision.pk}/")).content.decode()
    assert page.count("It holds.") == 2


def test_signing_first_in_the_browser_says_what_is_left(cast: Cast, second: Actor) -> None:
    proposal = make_proposal(cast)
    signer: Client = cast.client("approver")
    answer = signer.post(
        cast.url(f"proposals/{proposal.pk}/authorise/"),
        {
            "shown": on_screen(proposal),
            "reason": "It holds.",
            "password": PASSWORD,
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "It is sealed once everybody who has to sign did" in page
    assert "You have authorised this" in page
