"""Rows that come and go in place: all nouns behave alike, with HTMX and without."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Draft
from config.kernel.scope import workspace_scope
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.partnerships.views.row_nouns import NOUNS, Noun

each_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)


def each_field(cases: Any, **kwargs: Any) -> list[Any]:
    found = []
    for noun in NOUNS:
        for case in cases(noun.form, **kwargs):
            values = case.values if hasattr(case, "values") else (case,)
            name = case.id if hasattr(case, "id") else case
            found.append(pytest.param(noun, *values, id=f"{noun.name}-{name}"))
    return found


def count(cast: Cast, noun: Noun) -> int:
    with workspace_scope(cast.workspace.pk):
        return int(noun.model.objects.count())


@each_noun
def test_without_javascript_each_form_has_its_page_and_leads_back(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    assert client.get(noun.new_url(cast, row)).status_code == 200
    made = client.post(noun.new_url(cast, row), noun.good)
    assert (made.status_code, made["Location"]) == (
        303,
        noun.page_url(cast, row) + f"#{noun.name}-rows",
    )
    assert count(cast, noun) == 2
    edited = client.post(noun.url(cast, row, "edit"), noun.good | {"version": "1"})
    assert (edited.status_code, edited["Location"]) == (
        303,
        noun.page_url(cast, row) + f"#{noun.name}-rows",
    )
    asked = client.get(noun.url(cast, row, "remove"))
    assert next(iter(noun.good.values())) in asked.content.decode()
    removed = client.post(noun.url(cast, row, "remove"), {"version": "1"})
    assert removed.status_code == 303
    assert count(cast, noun) == 1


@each_noun
def test_in_place_the_list_comes_back_with_its_margin(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    form = client.get(noun.new_url(cast, row), **noun.in_place).content.decode()
    assert form.strip().startswith(f'<section class="section" id="{noun.name}-rows"')
    assert f'id="{noun.name}-form"' in form
    assert "<html" not in form
    made = client.post(noun.new_url(cast, row), noun.good, **noun.in_place)
    page = made.content.decode()
    assert made.status_code == 200
    assert page.count('class="row-title"') == 2
    assert f'id="{noun.name}-form"' not in page
    assert ('id="conditions"' in page) == noun.has_margin
    asked = client.get(noun.url(cast, row, "remove"), **noun.in_place).content.decode()
    assert f'id="{noun.name}-removing"' in asked
    gone = client.post(noun.url(cast, row, "remove"), {"version": "1"}, **noun.in_place)
    assert gone.content.decode().count('class="row-title"') == 1


@each_noun
def test_while_one_form_is_open_no_other_can_be_opened_over_it(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    client.post(noun.new_url(cast, row), noun.good)
    page = client.get(noun.url(cast, row, "edit"), **noun.in_place).content.decode()
    assert page.count(f'id="{noun.name}-form"') == 1
    assert "row-actions" not in page
    assert "rows-add" not in page


@each_noun
def test_cancelling_in_place_gives_the_list_again(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    closed = {noun.name: str(row.pk)}
    page = client.get(noun.page_url(cast, row), closed, **noun.in_place).content.decode()
    assert f'<section class="section" id="{noun.name}-rows"' in page, "HTMX selects it"
    assert "row-actions" in page
    assert page.count("autofocus") == 1, "the focus goes back to where it was"


@each_noun
def test_a_draft_of_a_row_is_gone_once_it_is_saved_in_place(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    key = f"{noun.name}:new:{noun.parent_of(row)}"
    client.post(cast.url(f"drafts/{key}/"), noun.good)
    offered = client.get(noun.new_url(cast, row), **noun.in_place).content.decode()
    assert f'{noun.new_url(cast, row)}?draft=restore"' in offered
    client.post(noun.new_url(cast, row), noun.good | {"draft_key": key}, **noun.in_place)
    with workspace_scope(cast.workspace.pk):
        assert not Draft.objects.exists()


@each_noun
def test_an_older_row_is_refused_with_both_texts(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    field = next(iter(noun.good))
    theirs = noun.good | {field: "What the other wrote", "version": "1"}
    client.post(noun.url(cast, row, "edit"), theirs)
    assert_stale_shows_both(
        client,
        noun.url(cast, row, "edit"),
        noun.good,
        field,
        mine="What I wrote",
        theirs="What the other wrote",
    )


@each_noun
@pytest.mark.parametrize("in_place", [False, True], ids=["page", "in-place"])
def test_a_row_that_changed_is_not_removed_unseen(cast: Cast, noun: Noun, in_place: bool) -> None:
    headers = noun.in_place if in_place else {}
    client, row = cast.client("contributor"), noun.make(cast)
    field = next(iter(noun.good))
    client.post(noun.url(cast, row, "edit"), noun.good | {field: "Newer", "version": "1"})
    response = client.post(noun.url(cast, row, "remove"), {"version": "1"}, **headers)
    assert response.status_code in (409, 422)
    assert "Somebody changed this" in response.content.decode()
    assert "Newer" in response.content.decode()
    assert count(cast, noun) == 1


@pytest.mark.parametrize(("noun", "field", "value"), each_field(bad_values, leave_out=("version",)))
@pytest.mark.parametrize("in_place", [False, True], ids=["page", "in-place"])
def test_bad_input_is_answered_in_words(
    cast: Cast, noun: Noun, field: str, value: str, in_place: bool
) -> None:
    row, headers = noun.make(cast), noun.in_place if in_place else {}
    with nothing_written(cast):
        assert_refused(
            cast.client("contributor"), noun.new_url(cast, row), noun.good, field, value, **headers
        )


@pytest.mark.parametrize(("noun", "field"), each_field(text_fields))
def test_markup_is_shown_as_it_was_typed(cast: Cast, noun: Noun, field: str) -> None:
    row = noun.make(cast)
    assert_markup_is_text(cast.client("contributor"), noun.new_url(cast, row), noun.good, field)


@each_noun
@pytest.mark.parametrize(
    ("role", "status"),
    [("approver", 403), ("auditor", 403), ("administrator", 403), ("stranger", 404)],
)
def test_only_contributors_write_rows(cast: Cast, noun: Noun, role: str, status: int) -> None:
    row = noun.make(cast)
    for url in (
        noun.new_url(cast, row),
        noun.url(cast, row, "edit"),
        noun.url(cast, row, "remove"),
    ):
        assert cast.client(role).get(url).status_code == status
        assert cast.client(role).post(url, noun.good | {"version": "1"}).status_code == status
    assert count(cast, noun) == 1


@each_noun
def test_another_workspaces_rows_do_not_exist_here(cast: Cast, noun: Noun) -> None:
    row = noun.make(cast, "stranger")
    client = cast.client("contributor")
    for url in (
        noun.new_url(cast, row),
        noun.url(cast, row, "edit"),
        noun.url(cast, row, "remove"),
    ):
        assert client.post(url, noun.good | {"version": "1"}).status_code == 404


@each_noun
def test_a_row_removed_meanwhile_is_not_found(cast: Cast, noun: Noun) -> None:
    client, row = cast.client("contributor"), noun.make(cast)
    client.post(noun.url(cast, row, "remove"), {"version": "1"})
    assert client.post(noun.url(cast, row, "remove"), {"version": "1"}).status_code == 404


@each_noun
def test_what_was_said_before_goes_when_the_rows_change(cast: Cast, noun: Noun) -> None:
    row = noun.make(cast)
    client = cast.client("contributor")
    response = client.post(noun.new_url(cast, row), noun.good, **noun.in_place)
    assert '<div id="messages" hx-swap-oob="true"></div>' in response.content.decode()


@each_noun
def test_a_page_of_one_row_says_what_its_margin_is(cast: Cast, noun: Noun) -> None:
    row = noun.make(cast)
    client = cast.client("contributor")
    for url in (
        noun.new_url(cast, row),
        noun.url(cast, row, "edit"),
        noun.url(cast, row, "remove"),
    ):
        page = client.get(url).content.decode()
        assert ("What a commitment asks for here" in page) == noun.has_margin
