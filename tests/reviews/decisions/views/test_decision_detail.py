"""The sealed record."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from partnerships.actions.claims import claim_update
from partnerships.actions.partnerships import partnership_update
from partnerships.models import Claim
from reviews.models import Decision
from tests.conftest import Cast
from tests.reviews.stage import decide, make_ready


@pytest.fixture
def decisions(cast: Cast) -> tuple[Decision, Decision]:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast)
        return decide(cast, partnership, "commit"), decide(cast, partnership, "renegotiate")


def record(cast: Cast, decision: Decision) -> str:
    response = cast.client("auditor").get(cast.url(f"decisions/{decision.pk}/"))
    assert response.status_code == 200
    return response.content.decode()


def test_it_holds_what_was_decided_by_whom_why_and_on_what(
    cast: Cast, decisions: tuple[Decision, Decision]
) -> None:
    decision = decisions[0]
    body = record(cast, decision)
    for said in (
        "Card payments in two countries",
        decision.rationale,
        decision.signature.meaning,
        "The evidence bears it.",
        decision.dossier_digest,
        "UTC+0",
        "Stated: capability",
    ):
        assert said in body


def test_it_says_what_it_supersedes_and_what_superseded_it(
    cast: Cast, decisions: tuple[Decision, Decision]
) -> None:
    first, second = decisions
    assert "A later decision stands in its place" in record(cast, first)
    assert f"/decisions/{second.pk}/" in record(cast, first)
    assert f"/decisions/{first.pk}/" in record(cast, second)
    assert "first decision about this partnership" in record(cast, first)


def test_later_changes_do_not_reach_the_record(
    cast: Cast, decisions: tuple[Decision, Decision]
) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = decisions[0].partnership
        partnership_update(
            by=cast.actor("contributor"),
            partnership=partnership,
            version=None,
            name=partnership.name,
            purpose="An entirely new purpose",
        )
    assert "An entirely new purpose" not in record(cast, decisions[0])


def test_it_says_which_field_changed_since_and_where_that_stands(
    cast: Cast, decisions: tuple[Decision, Decision]
) -> None:
    decision = decisions[0]
    assert "Nothing in it has changed." in record(cast, decision)
    with workspace_scope(cast.workspace.pk):
        claim = Claim.objects.get(partnership=decision.partnership)
        claim_update(
            by=cast.actor("contributor"),
            claim=claim,
            version=None,
            about=claim.about,
            uncertainty=claim.uncertainty,
            capability=claim.capability,
            boundary="They hold no funds",
            evidence_expected=claim.evidence_expected,
            does_not_establish=claim.does_not_establish,
            deferral_date=claim.deferral_date,
        )
    body = record(cast, decision)
    assert "Claim changed</a>" in body
    assert cast.url(f"history/claim/{claim.pk}/") in body
    assert '<span class="muted">(boundary)</span>' in body
    assert "They hold no funds" not in body


def test_paper_shows_whole_digests_and_nothing_to_press(
    cast: Cast, decisions: tuple[Decision, Decision]
) -> None:
    body = record(cast, decisions[0])
    whole = f'<span class="digest-whole print-only mono">{decisions[0].dossier_digest}</span>'
    assert whole in body
    assert body.count('<span class="muted no-print">(') == 2
    assert (
        f'<p class="no-print"><a href="{cast.url(f"proposals/{decisions[0].proposal_id}/")}">'
        in body
    )


@pytest.mark.parametrize("role", ["contributor", "approver", "auditor", "administrator"])
def test_every_member_reads_it(cast: Cast, decisions: tuple[Decision, Decision], role: str) -> None:
    address = cast.url(f"decisions/{decisions[0].pk}/")
    assert cast.client(role).get(address).status_code == 200
