"""Authorising and declining: who may, from where, and what is sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.errors import DomainError, NotRecorded
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership, Position
from partnerships.rules.standing import TRANSITIONS, DecisionKind, Standing, kinds_open
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.decisions.errors import OtherOnScreen, ProposalEnded
from reviews.models import Decision, Proposal, Signature
from tests.conftest import Cast
from tests.reviews.stage import (
    another_member,
    authorise,
    decide,
    in_days,
    make_proposal,
    make_ready,
    on_screen,
)

Sign = Callable[..., Any]


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk):
        yield


#: The shortest way from a candidate in operation to each standing.
WAYS: dict[Standing, list[str]] = {
    Standing.CANDIDATE: [],
    Standing.DEFERRED: ["defer"],
    Standing.COMMITTED: ["commit"],
    Standing.RENEGOTIATING: ["commit", "renegotiate"],
    Standing.UNWINDING: ["unwind"],
    Standing.UNWOUND: ["unwind", "unwind"],
}


def partnership_in(cast: Cast, standing: Standing, *, in_operation: bool) -> Partnership:
    way = WAYS[standing]
    if not in_operation and way[:1] == ["unwind"]:
        way = ["commit", *way]
    partnership = make_ready(cast, in_operation_since=in_days(-30) if in_operation else None)
    for kind in way:
        decide(cast, partnership, kind)
        partnership.refresh_from_db()
    assert partnership.standing == standing
    return partnership


@pytest.mark.parametrize("in_operation", [True, False])
@pytest.mark.parametrize("kind", list(DecisionKind))
@pytest.mark.parametrize("standing", list(Standing))
def test_standing_moves_by_the_table_and_not_otherwise(
    cast: Cast, standing: Standing, kind: DecisionKind, in_operation: bool
) -> None:
    partnership = partnership_in(cast, standing, in_operation=in_operation)
    if kind not in kinds_open(standing, in_operation):
        with pytest.raises(DomainError):
            make_proposal(cast, partnership, kind.value)
        return
    decision = decide(cast, partnership, kind.value)
    partnership.refresh_from_db()
    assert partnership.standing == TRANSITIONS[standing][kind].to
    assert (decision.standing_before, decision.standing_after) == (standing, partnership.standing)


@pytest.mark.parametrize("sign", [proposal_authorise, proposal_decline])
@pytest.mark.parametrize("role", ["contributor", "auditor", "administrator"])
def test_only_approvers_sign(cast: Cast, sign: Sign, role: str) -> None:
    proposal = make_proposal(cast)
    with pytest.raises(DomainError, match=r"[Aa]pprove|yourself|somebody else"):
        sign(
            by=cast.actor(role),
            proposal=proposal,
            shown=on_screen(proposal, declining=sign is proposal_decline),
            reason="Because",
        )
    assert not Signature.objects.exists()


@pytest.mark.parametrize("sign", [proposal_authorise, proposal_decline])
def test_nobody_signs_their_own_proposal(cast: Cast, sign: Sign) -> None:
    both = another_member(cast, "contributor", "approver")
    from reviews.decisions.actions.proposals import proposal_make
    from tests.reviews.stage import terms_for

    proposal = proposal_make(
        by=both.actor,
        partnership=make_ready(cast),
        kind="commit",
        rationale="Because",
        terms=terms_for("commit"),
    )
    with pytest.raises(DomainError, match="somebody else"):
        sign(
            by=both.actor,
            proposal=proposal,
            shown=on_screen(proposal, declining=sign is proposal_decline),
            reason="Because",
        )


def test_authorising_seals_everything_in_one_entry(cast: Cast) -> None:
    proposal = make_proposal(cast)
    before = Entry.objects.count()
    decision = authorise(cast, proposal)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.kind, entry.subject_id, entry.reason) == (
        "decision.sealed",
        decision.pk,
        "The evidence bears it.",
    )
    assert {row["model"] for row in entry.rows} == {
        "reviews.signature",
        "reviews.decision",
        "reviews.historicalproposal",
        "partnerships.historicalpartnership",
    }
    signature = decision.signature
    assert (signature.signer_id, signature.capacity, signature.outcome) == (
        cast.user("approver").pk,
        "approver",
        "authorised",
    )
    assert "I authorise the commitment" in signature.meaning
    assert signature.dossier_digest == proposal.dossier_digest == decision.dossier_digest
    position = Position.objects.get(partnership=proposal.partnership)
    assert (position.proposal_id, position.decision_id, position.decision_kind) == (
        None,
        decision.pk,
        "commit",
    )
    assert position.approver_id == cast.user("approver").pk


def test_the_position_knows_what_was_frozen_and_which_days_count(cast: Cast) -> None:
    proposal = make_proposal(cast)
    authorise(cast, proposal)
    position = Position.objects.get(partnership=proposal.partnership)
    assert position.frozen_at == proposal.proposed_at
    assert (position.term_ends_on, position.notice_by) == (in_days(300), in_days(200))
    assert position.revisit_on is None
    decide(cast, proposal.partnership, "defer")
    position.refresh_from_db()
    assert (position.term_ends_on, position.revisit_on) == (None, in_days(60))


def test_a_later_decision_supersedes_the_one_before(cast: Cast) -> None:
    partnership = make_ready(cast)
    first = decide(cast, partnership, "commit")
    second = decide(cast, partnership, "renegotiate")
    assert first.supersedes is None
    assert second.supersedes == first
    assert Decision.objects.get(pk=first.pk).superseded_by == second


def test_declining_moves_nothing_and_keeps_the_reason(cast: Cast) -> None:
    proposal = make_proposal(cast)
    signature = proposal_decline(
        by=cast.actor("approver"),
        proposal=proposal,
        shown=on_screen(proposal, declining=True),
        reason="The pilot was too short.",
    )
    proposal.refresh_from_db()
    assert (proposal.state, signature.outcome) == ("declined", "declined")
    assert Partnership.objects.get(pk=proposal.partnership_id).standing == "candidate"
    assert not Decision.objects.exists()
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.kind, entry.reason) == ("proposal.declined", "The pilot was too short.")


@pytest.mark.parametrize("sign", [proposal_authorise, proposal_decline])
def test_a_signature_over_another_dossier_is_refused(cast: Cast, sign: Sign) -> None:
    proposal = make_proposal(cast)
    with pytest.raises(OtherOnScreen):
        sign(by=cast.actor("approver"), proposal=proposal, shown="0" * 64, reason="Yes")


@pytest.mark.parametrize("reason", ["", "   ", "–"])
def test_a_signature_says_why(cast: Cast, reason: str) -> None:
    proposal = make_proposal(cast)
    with pytest.raises(DomainError, match="reason"):
        proposal_authorise(
            by=cast.actor("approver"),
            proposal=proposal,
            shown=on_screen(proposal),
            reason=reason,
        )


def test_the_second_word_learns_that_it_came_too_late(cast: Cast) -> None:
    proposal = make_proposal(cast)
    authorise(cast, proposal)
    with pytest.raises(ProposalEnded) as late:
        authorise(cast, proposal)
    assert late.value.proposal.state == "authorised"
    assert Signature.objects.count() == 1


def test_a_commitment_is_judged_again_on_the_day_of_the_signature(cast: Cast) -> None:
    proposal = make_proposal(cast)  # its claim's deferral date is 90 days ahead
    with (
        clock.moved_to(clock.now() + timedelta(days=91)),
        pytest.raises(DomainError) as refused,
    ):
        authorise(cast, proposal)
    assert refused.value.problems
    assert Proposal.objects.get(pk=proposal.pk).state == "open"


def test_what_is_sealed_cannot_be_written_again(cast: Cast) -> None:
    decision = authorise(cast, make_proposal(cast))
    decision.rationale = "Something else"
    with pytest.raises(NotRecorded):
        decision.save()


@pytest.mark.parametrize(
    "broken", [Entry, Proposal.history.model, Partnership.history.model, Signature, Decision]
)
def test_nothing_is_decided_when_a_write_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, broken: type
) -> None:
    proposal = make_proposal(cast)

    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no")

    monkeypatch.setattr(broken, "save", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        authorise(cast, proposal)
    monkeypatch.undo()
    proposal.refresh_from_db()
    assert proposal.state == "open"
    assert not Signature.objects.exists()
    assert not Decision.objects.exists()
    assert Partnership.objects.get(pk=proposal.partnership_id).standing == "candidate"
    assert Position.objects.get(partnership=proposal.partnership).proposal_id == proposal.pk
