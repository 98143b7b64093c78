"""The auditor's view of everything that was done."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from tests.conftest import Cast
from tests.factories import make_partner
from tests.reviews.stage import decide, make_ready


def trail(cast: Cast, query: str = "", role: str = "auditor") -> str:
    response = cast.client(role).get(cast.url(f"trail/{query}"))
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_who_did_what_and_links_to_where(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast, name="Payments")
        decision = decide(cast, partnership, "commit")
    body = trail(cast)
    assert "Approver authorised the decision: Commit" in body
    assert cast.url(f"decisions/{decision.pk}/") in body
    assert cast.url(f"partnerships/{partnership.pk}/") in body


def test_it_narrows_and_says_when_nothing_is_left(cast: Cast) -> None:
    make_partner(cast, name="Acme")
    contributor = cast.user("contributor").pk
    assert "Acme" in trail(cast, f"?by={contributor}")
    assert "Acme" not in trail(cast, f"?by={cast.user('administrator').pk}")
    assert "Acme" in trail(cast, "?kind=partner.created")
    assert "Nothing of that kind was done" in trail(cast, "?until=2020-01-01")


def test_it_offers_only_kinds_that_were_ever_recorded(cast: Cast) -> None:
    assert 'value="partner.created"' not in trail(cast)
    make_partner(cast, name="Acme")
    body = trail(cast)
    assert 'value="partner.created"' in body
    assert "Filled for a trial" not in body


def test_what_leaves_nothing_over_offers_one_way_back(cast: Cast) -> None:
    make_partner(cast, name="Acme")
    assert trail(cast, "?kind=partner.created").count("Show everything") == 1
    assert trail(cast, "?until=2020-01-01").count("Show everything") == 1


@pytest.mark.parametrize(
    "query",
    [
        "?by=x",
        "?by=999999999999999999999999",
        "?kind=<script>",
        "?since=yesterday&until=9999-99-99",
        "?since=0001-01-01&until=9999-12-31",
        "?after=x",
        "?after=WyJuIiwxXQ",
        "?after=" + "A" * 5000,
    ],
)
def test_an_odd_question_is_answered(cast: Cast, query: str) -> None:
    assert "<script>" not in trail(cast, query).replace("<script ", "")


def test_it_pages_without_losing_the_filter(cast: Cast) -> None:
    for number in range(35):
        make_partner(cast, name=f"Partner number {number}")
    body = trail(cast, "?kind=partner.created")
    assert "kind=partner.created&amp;after=" in body


def test_a_fragment_is_part_of_the_page(cast: Cast) -> None:
    response = cast.client("auditor").get(
        cast.url("trail/"), headers={"HX-Request": "true", "HX-Target": "trail"}
    )
    assert response.content.decode().strip().startswith('<div id="trail">')


def test_the_number_of_queries_is_fixed(cast: Cast) -> None:
    client = cast.client("auditor")
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast), "commit")
    client.get(cast.url("trail/"))
    with CaptureQueriesContext(connection) as few:
        client.get(cast.url("trail/"))
    with workspace_scope(cast.workspace.pk):
        for _number in range(3):
            decide(cast, make_ready(cast), "commit")
    with CaptureQueriesContext(connection) as many:
        client.get(cast.url("trail/"))
    assert len(many) == len(few)
