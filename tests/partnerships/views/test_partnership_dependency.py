"""Declaring dependency depth and reversibility beside what the facts imply."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from partnerships.actions.dependency import dependency_declare
from partnerships.forms.dependency import DependencyForm
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
from tests.factories import complete_fit_card, make_partnership

GOOD = {
    "dependency_depth": "supporting",
    "depth_reason": "Invoices go on",
    "reversibility": "reversible",
    "reversibility_reason": "Six weeks, as the contract says",
    "version": "1",
}


def page_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/dependency/")


def test_what_was_declared_is_saved_and_shown_to_everybody(cast: Cast) -> None:
    partnership = make_partnership(cast)
    response = cast.client("contributor").post(page_url(cast, partnership), GOOD)
    assert response.status_code == 303
    page = cast.client("auditor").get(page_url(cast, partnership)).content.decode()
    for said in ("Supporting", "Invoices go on", "Six weeks"):
        assert said in page
    assert "<form" not in page.partition("<main")[2]


def test_the_facts_stand_beside_it_and_the_harder_of_the_two_holds(cast: Cast) -> None:
    partnership = make_partnership(cast)
    complete_fit_card(cast, partnership)  # nobody ever walked through the way out
    cast.client("contributor").post(page_url(cast, partnership), GOOD)
    response = cast.client("auditor").get(page_url(cast, partnership))
    depth, reversibility = response.context["compared"]
    assert (depth.declared, depth.holds, depth.raised) == ("Supporting", "Supporting", False)
    assert (reversibility.declared, reversibility.holds) == ("Reversible", "Costly to reverse")
    assert [reason.text for reason in reversibility.reasons] == [
        "Nobody has walked through the way out, or rehearsed it."
    ]
    overview = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/"))
    assert "raised by facts" in overview.content.decode()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("depth_reason", "Say why you hold it to be this deep"),
        ("dependency_depth", "Choose how deep the dependency is"),
        ("reversibility_reason", "Say why you hold it to be this reversible"),
        ("reversibility", "Choose what it takes to undo this"),
    ],
)
def test_a_declaration_needs_its_reason(cast: Cast, field: str, sentence: str) -> None:
    url = page_url(cast, make_partnership(cast))
    with nothing_written(cast):
        response = cast.client("contributor").post(url, GOOD | {field: ""})
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])


def test_a_declaration_may_be_taken_back(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    client.post(page_url(cast, partnership), GOOD)
    empty = dict.fromkeys(GOOD, "") | {"version": "2"}
    assert client.post(page_url(cast, partnership), empty).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Partnership.objects.get(pk=partnership.pk).dependency_depth == ""


def test_an_older_page_is_refused_with_both_texts(cast: Cast) -> None:
    partnership = make_partnership(cast)
    theirs = {name: value for name, value in GOOD.items() if name != "version"}
    dependency_declare(
        by=cast.actor("contributor"),
        partnership=partnership,
        version=1,
        **theirs | {"depth_reason": "What the other wrote"},
    )
    assert_stale_shows_both(
        cast.client("contributor"),
        page_url(cast, partnership),
        GOOD,
        "depth_reason",
        mine="What I wrote",
        theirs="What the other wrote",
    )


@pytest.mark.parametrize(("field", "value"), bad_values(DependencyForm))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    url = page_url(cast, make_partnership(cast))
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, field, value)


@pytest.mark.parametrize("field", text_fields(DependencyForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    url = page_url(cast, make_partnership(cast))
    assert_markup_is_text(cast.client("contributor"), url, GOOD, field)


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
def test_others_read_and_declare_nothing(cast: Cast, role: str) -> None:
    url = page_url(cast, make_partnership(cast))
    assert cast.client(role).get(url).status_code == 200
    assert cast.client(role).post(url, GOOD).status_code == 403


def test_another_workspaces_partnership_does_not_exist_here(cast: Cast) -> None:
    theirs = make_partnership(cast, "stranger")
    for answer in (cast.client("contributor").get, cast.client("contributor").post):
        assert answer(page_url(cast, theirs)).status_code == 404
