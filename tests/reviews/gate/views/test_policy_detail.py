"""The policy in force, what is asked of it, and what held before."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from reviews.gate.actions.policies import policy_agree
from reviews.gate.selectors.policies import open_change
from tests.conftest import Cast
from tests.reviews.gate.policies import LAXER, STRICTER, adopt, make_change


def page(cast: Cast, role: str = "auditor", path: str = "policy/") -> str:
    response = cast.client(role).get(cast.url(path))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def changed(cast: Cast) -> Cast:
    """Version 2 in force, and a change open that asks for less."""
    with workspace_scope(cast.workspace.pk):
        adopt(cast, STRICTER)
        make_change(cast, LAXER, reason="Fewer looks at small partners")
    return cast


def test_a_new_workspace_shows_the_default_with_every_bar(cast: Cast) -> None:
    body = page(cast)
    assert "Version 1" in body
    assert "The policy with which every workspace begins." in body
    for said in ("Bar 4", "Observed under real conditions", "6 periods", "100,000 EUR"):
        assert said in body
    assert "This is the first." in body
    assert "An open change" not in body


def test_the_grid_has_headers_for_rows_and_columns(cast: Cast) -> None:
    body = page(cast)
    assert '<th scope="row">Single point of failure</th>' in body
    assert '<th scope="col">Effectively irreversible</th>' in body


def test_it_says_by_whom_and_why_it_holds(changed: Cast) -> None:
    body = page(changed)
    assert "Version 2" in body
    assert "Older evidence misled us" in body
    assert "Agreed by</dt><dd>Approver" in body


def test_an_open_change_shows_what_differs_and_where_it_asks_for_less(changed: Cast) -> None:
    body = page(changed)
    assert "An open change" in body
    assert "Bar 1: How long ago it may have been observed" in body
    assert "400 days" in body
    assert "Asks for less" in body
    assert "Bar 2: How long ago" not in body, "only what differs"


@pytest.mark.parametrize(
    ("role", "offered"),
    [("administrator", False), ("approver", True), ("contributor", True), ("auditor", False)],
)
def test_who_may_agree_is_led_there(changed: Cast, role: str, offered: bool) -> None:
    assert ("Read it, then agree or decline" in page(changed, role)) is offered


def test_only_an_administrator_is_offered_to_propose_and_one_at_a_time(cast: Cast) -> None:
    assert cast.url("policy/propose/") in page(cast, "administrator")
    assert cast.url("policy/propose/") not in page(cast, "contributor")
    with workspace_scope(cast.workspace.pk):
        make_change(cast)
    assert cast.url("policy/propose/") not in page(cast, "administrator")


def test_an_earlier_version_stays_to_be_read(changed: Cast) -> None:
    assert changed.url("policy/versions/1/") in page(changed)
    first = page(changed, path="policy/versions/1/")
    assert "180 days" in first
    second = page(changed, path="policy/versions/2/")
    assert "What it changed" in second
    assert "120 days" in second


def test_another_workspaces_policy_does_not_exist_here(changed: Cast) -> None:
    client = changed.client("stranger")
    for path in ("policy/", "policy/versions/1/", "policy/propose/"):
        assert client.get(changed.url(path)).status_code == 404
    assert changed.client("auditor").get(changed.url("policy/versions/9/")).status_code == 404


def test_more_versions_take_no_more_queries(changed: Cast) -> None:
    client = changed.client("approver")
    client.get(changed.url("policy/"))
    with CaptureQueriesContext(connection) as few:
        client.get(changed.url("policy/"))
    with workspace_scope(changed.workspace.pk):
        change = open_change(changed.workspace.pk)
        assert change is not None
        policy_agree(by=changed.actor("approver"), change=change)
        adopt(changed, STRICTER)
        make_change(changed, LAXER)
    with CaptureQueriesContext(connection) as many:
        client.get(changed.url("policy/"))
    assert len(many) == len(few)
