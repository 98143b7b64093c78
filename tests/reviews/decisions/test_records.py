"""The record of a decision as a file: whoever holds it can work out every digest in it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

import pytest

from config.kernel import clock
from config.kernel.scope import workspace_scope
from reviews.models import Decision
from tests.conftest import Cast
from tests.reviews.stage import authorise, make_proposal


@pytest.fixture
def decision(cast: Cast) -> Decision:
    with workspace_scope(cast.workspace.pk):
        return authorise(cast, make_proposal(cast))


def digest(document: Any) -> str:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def record(cast: Cast, decision: Decision) -> dict[str, Any]:
    response = cast.client("auditor").get(cast.url(f"decisions/{decision.pk}/record/"))
    assert response["Content-Disposition"].startswith("attachment")
    document: dict[str, Any] = json.loads(response.content)
    return document


def test_it_says_who_signed_in_what_capacity_when_what_and_why(
    cast: Cast, decision: Decision
) -> None:
    (signed,) = record(cast, decision)["signatures"]
    assert signed["name"] == cast.user("approver").name
    assert signed["capacity"] == "approver"
    at = datetime.fromisoformat(signed["signed_at"])
    assert at == decision.signature.signed_at
    assert at.utcoffset() == at.astimezone(cast.workspace.zone).utcoffset()
    assert signed["time_zone"] == cast.workspace.time_zone
    assert signed["meaning"] == decision.signature.meaning
    assert signed["reason"] == "The evidence bears it."
    assert signed["dossier_digest"] == decision.dossier_digest


def test_every_digest_can_be_worked_out_from_the_file_alone(cast: Cast, decision: Decision) -> None:
    held = record(cast, decision)
    (signed,) = held["signatures"]
    document = {
        "format": "seam-signature/1",
        "dossier": hashlib.sha256(held["dossier"].encode()).hexdigest(),
        "policy": digest(held["policy"]),
        "judgement": digest(held["judgement"]),
        "kind": held["kind"],
        "terms": held["terms"],
        "rationale": held["rationale"],
        "meaning": signed["meaning"],
    }
    assert digest(document) == signed["signed_digest"] == signed["recomputed"]
    assert document["dossier"] == held["dossier_digest"]
    assert held["signed_digest"] == decision.signed_digest


def test_the_record_leads_to_its_file(cast: Cast, decision: Decision) -> None:
    body = cast.client("auditor").get(cast.url(f"decisions/{decision.pk}/")).content.decode()
    assert cast.url(f"decisions/{decision.pk}/record/") in body


def test_before_signing_the_page_shows_what_the_signature_will_say(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast)
    for path in ("", "authorise/", "decline/"):
        body = cast.client("approver").get(cast.url(f"proposals/{proposal.pk}/{path}")).content
        text = body.decode()
        assert f'<p class="name">{cast.user("approver").name}</p>' in text
        assert f"{clock.now().astimezone(cast.workspace.zone):%Z}, UTC+" in text
        assert "I decline" in text or "I authorise" in text
