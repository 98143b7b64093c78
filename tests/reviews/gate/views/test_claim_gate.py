"""What the gate says about one claim: on a page of its own, and within the claim's page."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from partnerships.models import Claim
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import make_claim, make_criterion
from tests.reviews.stage import make_ready


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """The one claim of a partnership that may be committed to."""
    partnership = make_ready(cast)
    with workspace_scope(cast.workspace.pk):
        return Claim.objects.select_related("partnership__partner").get(partnership=partnership)


def page(cast: Cast, claim: Claim, role: str = "contributor") -> str:
    response = cast.client(role).get(cast.url(f"claims/{claim.pk}/gate/"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_claim_that_holds_says_so_with_its_evidence(cast: Cast, claim: Claim) -> None:
    shown = page(cast, claim)
    assert "nothing about this claim stops a commitment" in shown
    assert "Bar 1 of 4" in shown
    assert "1 counted, 0 not counted" in shown
    assert cast.url(f"claims/{claim.pk}/") in shown, "the way back"
    assert cast.url(f"partnerships/{claim.partnership_id}/gate/") in shown


def test_what_another_claim_lacks_is_not_held_against_this_one(cast: Cast, claim: Claim) -> None:
    other = make_claim(cast, claim.partnership, uncertainty="whether refunds settle in two days")
    make_criterion(cast, other)
    assert "nothing about this claim stops a commitment" in page(cast, claim)
    shown = page(cast, other)
    assert "something about this claim stops a commitment" in shown
    assert "“whether refunds settle in two days”: nothing that counts supports it" in shown


def test_what_does_not_count_is_listed_with_the_reason(cast: Cast, claim: Claim) -> None:
    with workspace_scope(cast.workspace.pk):
        criterion = claim.criteria.get()
    demo = make_artifact(cast, claim.partnership.partner, title="A walk-through", conditions="demo")
    make_reading(cast, demo, criterion)
    shown = page(cast, claim)
    assert "1 not counted" in shown
    assert "A walk-through" in shown


def test_only_who_writes_is_led_to_where_it_is_met(cast: Cast, claim: Claim) -> None:
    other = make_claim(cast, claim.partnership)
    edit = f'href="{cast.url(f"claims/{other.pk}/edit/")}'
    assert edit in page(cast, other)
    assert edit not in page(cast, other, "auditor")


def test_the_page_of_the_claim_takes_in_the_part_and_links_to_the_whole(
    cast: Cast, claim: Claim
) -> None:
    client, address = cast.client("auditor"), cast.url(f"claims/{claim.pk}/gate/")
    whole = client.get(cast.url(f"claims/{claim.pk}/")).content.decode()
    assert f'<a href="{address}">What the gate says about this claim</a>' in whole
    assert f'id="claim-gate" hx-get="{address}"' in whole
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": "claim-gate"})
    shown = part.content.decode()
    assert "At the gate" in shown
    assert "<html" not in shown


def test_the_page_of_the_claim_is_told_when_a_row_is_saved(cast: Cast, claim: Claim) -> None:
    response = cast.client("contributor").post(
        cast.url(f"claims/{claim.pk}/criteria/new/"),
        {"statement": "Refunds settle", "target": "2 days"},
        headers={"HX-Request": "true", "HX-Target": "criterion-rows"},
    )
    assert json.loads(response.headers["HX-Trigger"]) == {"saved": {}}


def test_the_number_of_queries_does_not_grow_with_the_claims(cast: Cast, claim: Claim) -> None:
    client, address = cast.client("auditor"), cast.url(f"claims/{claim.pk}/gate/")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(4):
        other = make_claim(cast, claim.partnership, uncertainty=f"whether it holds {number}")
        criterion = make_criterion(cast, other)
        artifact = make_artifact(cast, claim.partnership.partner, title=f"Log {number}")
        make_reading(cast, artifact, criterion)
    client.get(address)  # what was written is judged once
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
