"""Changing what a partnership is called, what it is for, and since when it runs."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from partnerships.actions.partnerships import partnership_move, partnership_update
from partnerships.forms.partnerships import PartnershipForm
from partnerships.models import Partnership
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partnership

GOOD = {
    "name": "Card acquiring",
    "purpose": "Settle in two days",
    "in_operation_since": "2026-01-05",
    "in_operation_until": "2026-06-30",
    "live": "Checkout for two markets",
    "version": "1",
}


def edit_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/edit/")


def test_what_was_typed_is_saved(cast: Cast) -> None:
    partnership = make_partnership(cast)
    response = cast.client("contributor").post(edit_url(cast, partnership), GOOD)
    assert response.status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Partnership.objects.get().purpose == "Settle in two days"


def test_a_decision_meanwhile_does_not_stand_in_the_way(cast: Cast) -> None:
    partnership = make_partnership(cast)
    partnership_move(by=cast.actor("approver"), partnership=partnership, standing="deferred")
    response = cast.client("contributor").post(edit_url(cast, partnership), GOOD)
    assert response.status_code == 303


def test_an_older_page_is_refused_with_both_texts(cast: Cast) -> None:
    partnership = make_partnership(cast, name=GOOD["name"])
    partnership_update(
        by=cast.actor("contributor"),
        partnership=partnership,
        version=1,
        name=GOOD["name"],
        purpose="What the other wrote",
    )
    assert_stale_shows_both(
        cast.client("contributor"),
        edit_url(cast, partnership),
        GOOD,
        "purpose",
        mine="What I wrote",
        theirs="What the other wrote",
    )


def test_the_header_says_what_is_live_and_what_was(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    page_url = cast.url(f"partnerships/{partnership.pk}/")
    assert "Not in operation" in client.get(page_url).content.decode()
    client.post(edit_url(cast, partnership), GOOD | {"in_operation_until": ""})
    page = client.get(page_url).content.decode()
    assert "In operation since" in page
    assert "Checkout for two markets" in page
    client.post(edit_url(cast, partnership), GOOD | {"version": "2"})
    assert "In operation from" in client.get(page_url).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("in_operation_since", "", "Enter since when it is in operation"),
        ("in_operation_since", "9999-01-01", "Enter a day that has come"),
        ("in_operation_until", "9999-01-01", "Enter a day that has come"),
        ("in_operation_until", "2026-01-04", "Enter a day on or after the one since which"),
    ],
)
def test_what_is_in_operation_hangs_together(
    cast: Cast, field: str, value: str, sentence: str
) -> None:
    url = edit_url(cast, make_partnership(cast))
    with nothing_written(cast):
        response = cast.client("contributor").post(url, GOOD | {field: value})
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])


def test_standing_cannot_be_edited(cast: Cast) -> None:
    partnership = make_partnership(cast)
    cast.client("contributor").post(edit_url(cast, partnership), GOOD | {"standing": "committed"})
    with workspace_scope(cast.workspace.pk):
        assert Partnership.objects.get().standing == "candidate"


@pytest.mark.parametrize(("field", "value"), bad_values(PartnershipForm))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    url = edit_url(cast, make_partnership(cast))
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, field, value)


@pytest.mark.parametrize("field", text_fields(PartnershipForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    url = edit_url(cast, make_partnership(cast))
    assert_markup_is_text(cast.client("contributor"), url, GOOD, field)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("contributor", 200),
        ("approver", 403),
        ("auditor", 403),
        ("administrator", 403),
        ("stranger", 404),
        ("anonymous", 302),
    ],
)
def test_contributors_edit_partnerships(cast: Cast, role: str, status: int) -> None:
    url = edit_url(cast, make_partnership(cast))
    assert cast.client(role).get(url).status_code == status


def test_another_workspaces_partnership_does_not_exist_here(cast: Cast) -> None:
    theirs = make_partnership(cast, "stranger")
    assert cast.client("contributor").get(edit_url(cast, theirs)).status_code == 404
