"""A dossier is the text that was frozen, or nothing is read and nothing signed."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction

from config.kernel.scope import workspace_scope
from reviews.decisions.actions.proposals import proposal_withdraw
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.dossier import FORMAT
from reviews.errors import DossierAltered
from reviews.models import Proposal, Signature
from reviews.selectors.dossier import read_frozen
from tests.conftest import Cast
from tests.reviews.stage import authorise, make_proposal, on_screen
from tests.tampering import tampering


def altered(cast: Cast, proposal: Proposal) -> None:
    """What the owner of the tables can do with every trigger off."""
    with tampering(cast, "reviews_proposal") as cursor:
        cursor.execute(
            "UPDATE reviews_proposal SET dossier = replace(dossier, %s, 'Other') WHERE id = %s",
            [proposal.partnership.name, proposal.pk],
        )
        cursor.execute(
            "SELECT dossier <> %s FROM reviews_proposal WHERE id = %s",
            [proposal.dossier, proposal.pk],
        )
        assert cursor.fetchone() == (True,)


@pytest.fixture
def proposal(committed_cast: Cast) -> Proposal:
    with workspace_scope(committed_cast.workspace.pk):
        return make_proposal(committed_cast)


@pytest.mark.parametrize("sign", [proposal_authorise, proposal_decline])
def test_nobody_signs_what_was_not_frozen(
    committed_cast: Cast, proposal: Proposal, sign: object
) -> None:
    altered(committed_cast, proposal)
    with workspace_scope(committed_cast.workspace.pk), pytest.raises(DossierAltered):
        sign(  # type: ignore[operator]
            by=committed_cast.actor("approver"),
            proposal=proposal,
            shown=on_screen(proposal, declining=sign is proposal_decline),
            reason="Because",
        )
    with workspace_scope(committed_cast.workspace.pk):
        assert Signature.objects.count() == 0


@pytest.mark.parametrize("path", ["", "authorise/", "decline/"])
def test_the_pages_of_the_proposal_say_so(
    committed_cast: Cast, proposal: Proposal, path: str
) -> None:
    altered(committed_cast, proposal)
    client = committed_cast.client("approver")
    for send in (client.get, client.post):
        response = send(committed_cast.url(f"proposals/{proposal.pk}/{path}"))
        assert response.status_code == 409
        assert "is not the text that was frozen" in response.content.decode()


def test_the_page_of_the_decision_says_so(committed_cast: Cast, proposal: Proposal) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        decision = authorise(committed_cast, proposal)
    altered(committed_cast, proposal)
    client = committed_cast.client("auditor")
    response = client.get(committed_cast.url(f"decisions/{decision.pk}/"))
    assert response.status_code == 409
    assert "is not the text that was frozen" in response.content.decode()


def test_a_text_with_its_own_digest_is_not_what_a_decision_sealed(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast)
        assert read_frozen(proposal, proposal.dossier_digest).format == FORMAT
        with pytest.raises(DossierAltered):
            read_frozen(proposal, "0" * 64)


def test_a_proposal_made_can_still_be_withdrawn_without_its_dossier(
    committed_cast: Cast, proposal: Proposal
) -> None:
    altered(committed_cast, proposal)
    with workspace_scope(committed_cast.workspace.pk):
        proposal_withdraw(by=committed_cast.actor("contributor"), proposal=proposal)


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_proposal SET dossier = 'other' WHERE id = %s",
        "UPDATE reviews_proposal SET terms = '{}', version = 2 WHERE id = %s",
        "UPDATE reviews_proposal SET proposed_by_id = 1 WHERE id = %s",
        "DELETE FROM reviews_proposal WHERE id = %s",
    ],
)
def test_the_database_changes_nothing_of_what_was_proposed(
    committed_cast: Cast, proposal: Proposal, role: str, statement: str
) -> None:
    with transaction.atomic(using=role), connections[role].cursor() as cursor:
        workspace = str(committed_cast.workspace.pk)
        cursor.execute("SELECT set_config('seam.workspace', %s, true)", [workspace])
        with pytest.raises(DatabaseError) as refused:
            cursor.execute(statement, [proposal.pk])
        transaction.set_rollback(True, using=role)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
    assert not connection.in_atomic_block
