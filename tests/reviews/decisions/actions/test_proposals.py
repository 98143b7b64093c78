"""Proposing, and taking back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from accounts.ledger.models import Entry
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_withdraw
from evidence.models import Reading
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.models import Position
from reviews.decisions.actions.proposals import proposal_make, proposal_withdraw
from reviews.decisions.errors import ProposalEnded
from reviews.dossier import digest
from reviews.models import Proposal
from reviews.selectors.dossier import content_digest, dossier_of, read_frozen
from tests.conftest import Cast
from tests.factories import complete_fit_card, make_partnership
from tests.reviews.stage import (
    authorise,
    decide,
    declare,
    in_days,
    make_proposal,
    make_ready,
    terms_for,
)


@pytest.fixture(autouse=True)
def _inside(cast: Cast):  # type: ignore[no-untyped-def]
    with workspace_scope(cast.workspace.pk):
        yield


def last_entry(cast: Cast) -> Entry:
    entry = Entry.objects.filter(workspace_id=cast.workspace.pk).first()
    assert entry is not None
    return entry


def test_a_proposal_freezes_the_dossier_and_shows_in_the_position(cast: Cast) -> None:
    proposal = make_proposal(cast)
    assert digest(proposal.dossier.encode()) == proposal.dossier_digest
    assert read_frozen(proposal).partnership.id == str(proposal.partnership_id)
    assert Position.objects.get(partnership=proposal.partnership).proposal_id == proposal.pk
    entry = last_entry(cast)
    assert (entry.kind, entry.subject_id) == ("proposal.made", proposal.pk)
    assert (entry.thread_type, entry.thread_id) == (
        "partnerships.partnership",
        proposal.partnership_id,
    )


def test_later_edits_do_not_reach_the_frozen_dossier(cast: Cast) -> None:
    proposal = make_proposal(cast)
    frozen = proposal.dossier
    fit_card_section_update(
        by=cast.actor("contributor"),
        fit_card=proposal.partnership.fit_card,
        version=None,
        capability="Something else altogether",
    )
    proposal.refresh_from_db()
    assert proposal.dossier == frozen
    assert "Something else" not in frozen
    assert content_digest(dossier_of(proposal.partnership)) != content_digest(read_frozen(proposal))


def test_one_open_proposal_at_a_time(cast: Cast) -> None:
    proposal = make_proposal(cast)
    with pytest.raises(DomainError, match="is open"):
        make_proposal(cast, proposal.partnership, "defer")


def test_a_commit_with_an_empty_fit_card_says_what_is_missing_and_where(cast: Cast) -> None:
    partnership = make_partnership(cast)
    with pytest.raises(DomainError) as refused:
        make_proposal(cast, partnership)
    texts = [str(problem.text) for problem in refused.value.problems]
    assert len(texts) > 10
    assert any("claim" in text for text in texts)


def test_a_deferral_needs_no_complete_card(cast: Cast) -> None:
    assert make_proposal(cast, make_partnership(cast), "defer").kind == "defer"


def test_a_commit_without_a_claim_is_refused(cast: Cast) -> None:
    partnership = make_partnership(cast)
    complete_fit_card(cast, partnership)
    with pytest.raises(DomainError, match="claim"):
        make_proposal(cast, partnership)


def test_a_commit_below_its_bar_is_refused_and_names_the_criterion(
    cast: Cast,
) -> None:
    partnership = make_ready(cast)
    declare(cast, partnership, "supporting")
    with pytest.raises(DomainError) as refused:
        make_proposal(cast, partnership)
    texts = [str(problem.text) for problem in refused.value.problems]
    assert texts[0].startswith("“Refunds settle within two working days”: nothing that counts")


def test_evidence_that_was_withdrawn_no_longer_carries_a_commit(cast: Cast) -> None:
    partnership = make_ready(cast)
    (reading,) = Reading.objects.filter(criterion__claim__partnership=partnership)
    by = cast.actor("contributor")
    artifact_withdraw(by=by, artifact=reading.artifact, version=None, reason="Miscounted")
    with pytest.raises(DomainError, match="nothing that counts supports it"):
        make_proposal(cast, partnership)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("commit", "scope"),
        ("defer", "revisit_on"),
        ("renegotiate", "what_is_to_change"),
        ("unwind", "steps"),
    ],
)
def test_missing_terms_and_reasons_are_named_at_their_fields(
    cast: Cast, kind: str, field: str
) -> None:
    partnership = make_ready(cast, in_operation_since=in_days(-9))
    if kind == "renegotiate":
        decide(cast, partnership, "defer")
    with pytest.raises(DomainError) as refused:
        proposal_make(
            by=cast.actor("contributor"),
            partnership=partnership,
            kind=kind,
            rationale=" ",
            terms={},
        )
    assert {problem.field for problem in refused.value.problems} >= {"rationale", field}


def test_what_was_checked_is_what_is_frozen(cast: Cast) -> None:
    partnership = make_ready(cast)
    seen = content_digest(dossier_of(partnership))
    fit_card_section_update(
        by=cast.actor("contributor"),
        fit_card=partnership.fit_card,
        version=None,
        incentives="They earn more when we fail",
    )
    with pytest.raises(DomainError, match="changed after you checked"):
        proposal_make(
            by=cast.actor("contributor"),
            partnership=partnership,
            kind="commit",
            rationale="Because",
            terms=terms_for("commit"),
            seen=seen,
        )


def test_the_ledger_number_alone_changes_no_content(cast: Cast) -> None:
    dossier = dossier_of(make_ready(cast))
    assert content_digest(dossier) == content_digest(replace(dossier, as_of=dossier.as_of + 7))


@pytest.mark.parametrize("role", ["contributor", "administrator"])
def test_the_proposer_or_an_administrator_withdraws(cast: Cast, role: str) -> None:
    proposal = make_proposal(cast)
    proposal = proposal_withdraw(by=cast.actor(role), proposal=proposal, reason="Too early")
    assert proposal.state == "withdrawn"
    assert proposal.ended_at is not None
    assert Position.objects.get(partnership=proposal.partnership).proposal_id is None
    assert (last_entry(cast).kind, last_entry(cast).reason) == ("proposal.withdrawn", "Too early")


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_nobody_else_withdraws(cast: Cast, role: str) -> None:
    with pytest.raises(DomainError, match="proposed it"):
        proposal_withdraw(by=cast.actor(role), proposal=make_proposal(cast))


def test_what_has_ended_cannot_be_withdrawn(cast: Cast) -> None:
    proposal = make_proposal(cast)
    authorise(cast, proposal)
    with pytest.raises(ProposalEnded):
        proposal_withdraw(by=cast.actor("contributor"), proposal=proposal)


def test_after_a_withdrawal_another_can_be_proposed(cast: Cast) -> None:
    proposal = make_proposal(cast)
    proposal_withdraw(by=cast.actor("contributor"), proposal=proposal)
    assert make_proposal(cast, proposal.partnership, "defer").state == "open"


@pytest.mark.parametrize("broken", [Entry, Proposal.history.model, Position])
def test_nothing_is_proposed_when_a_write_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, broken: type
) -> None:
    partnership = make_ready(cast)

    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no")

    monkeypatch.setattr(broken, "save", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_proposal(cast, partnership)
    monkeypatch.undo()
    assert not Proposal.objects.exists()
    assert Position.objects.get().proposal_id is None


def test_the_system_proposes_nothing(cast: Cast) -> None:
    with pytest.raises(ValueError, match="system"):
        proposal_make(
            by=Actor.system(cast.workspace.pk),
            partnership=make_ready(cast),
            kind="commit",
            rationale="Because",
            terms=terms_for("commit"),
        )
