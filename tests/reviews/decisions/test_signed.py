"""What a signature is over: everything that was on the screen, and nothing that was not."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from accounts.ledger.models import Entry
from config.kernel.scope import workspace_scope
from config.kernel.shapes import shape_of
from partnerships.models import Policy
from reviews.decisions.actions.signatures import proposal_authorise
from reviews.decisions.errors import OtherOnScreen
from reviews.decisions.signed import (
    POLICY_FIELDS,
    policy_digest,
    signature_digest_of,
    signed_document,
)
from reviews.models import Proposal, Signature
from tests.conftest import Cast
from tests.reviews.stage import authorise, make_proposal, on_screen
from tests.tampering import tampering

#: How the database's owner changes what was signed, with every trigger off.
ALTERATIONS = [
    "UPDATE reviews_proposal SET dossier = dossier || ' ' WHERE id = %(proposal)s",
    'UPDATE reviews_proposal SET terms = terms || \'{"scope": "More"}\' WHERE id = %(proposal)s',
    "UPDATE reviews_proposal SET rationale = 'Another' WHERE id = %(proposal)s",
    "UPDATE reviews_proposal SET kind = 'defer' WHERE id = %(proposal)s",
    "UPDATE reviews_proposal SET judgement = judgement || '{\"bar\": 9}' WHERE id = %(proposal)s",
    "UPDATE reviews_proposal SET policy_id = NULL WHERE id = %(proposal)s",
    "UPDATE reviews_signature SET meaning = 'I looked at it.' WHERE id = %(signature)s",
]


def test_the_signature_and_the_decision_hold_the_digest_of_the_screen(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast)
        shown = on_screen(proposal)
        decision = authorise(cast, proposal)
        signature = Signature.objects.get()
        assert decision.signed_digest == signature.signed_digest == shown
        assert signature.signed_as == "seam-signature/1"
        assert signature_digest_of(signature) == shown


def test_anybody_can_work_the_digest_out_with_a_json_writer(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decision = authorise(cast, make_proposal(cast))
        document = signed_document(decision.proposal, decision.signature.meaning)
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == decision.signed_digest
    assert set(document) == {
        "format",
        "dossier",
        "policy",
        "judgement",
        "kind",
        "terms",
        "rationale",
        "meaning",
    }
    assert document["dossier"] == decision.dossier_digest


def test_the_policy_is_signed_by_the_digest_that_the_ledger_has_of_it(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        policy = Policy.objects.get()
        entry = Entry.objects.get(pk=policy.entry_id)
        (row,) = (each for each in entry.rows if each["model"] == "partnerships.policy")
        assert policy_digest(policy) == row["digest"]


def test_a_column_added_to_the_policy_asks_for_a_new_list_of_fields() -> None:
    assert shape_of(Policy) == POLICY_FIELDS


def test_authorising_and_declining_are_other_words_and_so_other_digests(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast)
        with pytest.raises(OtherOnScreen, match="nothing was signed"):
            proposal_authorise(
                by=cast.actor("approver"),
                proposal=proposal,
                shown=on_screen(proposal, declining=True),
                reason="Yes",
            )
        assert not Signature.objects.exists()


@pytest.mark.parametrize("field", ["policy", "judgement"])
def test_what_was_proposed_without_policy_or_judgement_is_signed_without(
    cast: Cast, field: str
) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast)
        setattr(proposal, field, None)
        document: dict[str, Any] = signed_document(proposal, "I decline.")
    assert document[field] == ""


@pytest.mark.parametrize("statement", ALTERATIONS)
def test_whatever_is_altered_afterwards_the_digest_no_longer_fits(
    committed_cast: Cast, statement: str
) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        decision = authorise(committed_cast, make_proposal(committed_cast))
    ids = {"proposal": decision.proposal_id, "signature": decision.signature_id}
    with tampering(committed_cast, "reviews_proposal", "reviews_signature") as cursor:
        cursor.execute(statement, ids)
        assert cursor.rowcount == 1
    with workspace_scope(committed_cast.workspace.pk):
        signature = Signature.objects.get(pk=decision.signature_id)
        assert signature_digest_of(signature) != signature.signed_digest


def test_a_signature_from_before_has_none_and_its_record_says_so(committed_cast: Cast) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        decision = authorise(cast, make_proposal(cast))
    with tampering(cast, "reviews_signature", "reviews_decision") as cursor:
        cursor.execute("UPDATE reviews_decision SET signed_digest = ''")
        cursor.execute("UPDATE reviews_signature SET signed_digest = '', signed_as = ''")
    with workspace_scope(cast.workspace.pk):
        assert signature_digest_of(Signature.objects.get(pk=decision.signature_id)) == ""
    body = cast.client("auditor").get(cast.url(f"decisions/{decision.pk}/")).content.decode()
    assert "Signed before digests covered policy and judgement" in body
    assert decision.dossier_digest in body


def test_the_record_shows_both_digests_to_copy_and_whole_on_paper(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decision = authorise(cast, make_proposal(cast))
    body = cast.client("auditor").get(cast.url(f"decisions/{decision.pk}/")).content.decode()
    for digest in (decision.signed_digest, decision.dossier_digest):
        assert f'data-copy="{digest}"' in body
        assert f'<span class="digest-whole print-only mono">{digest}</span>' in body


def test_the_page_of_a_proposal_shows_the_digest_that_is_signed(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal: Proposal = make_proposal(cast)
    page = cast.client("approver").get(cast.url(f"proposals/{proposal.pk}/")).content.decode()
    for declining in (False, True):
        assert f'name="shown" value="{on_screen(proposal, declining=declining)}"' in page
