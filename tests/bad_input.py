"""What people and machines get wrong, tried on every field of a form.

@pytest.mark.parametrize(("field", "value"), bad_values(ClaimForm))
def test_bad_input_is_answered_in_words(cast, field, value):
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, field, value)

@pytest.mark.parametrize("field", text_fields(ClaimForm))
def test_markup_is_shown_as_it_was_typed(cast, field):
    assert_markup_is_text(cast.client("contributor"), url, GOOD, field)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils.html import escape

from accounts.ledger.models import Entry
from config.kernel.fields import LinkField, NameField
from config.kernel.forms import SeamForm
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

MARKUP = "<script>alert(1)</script><b>bold</b> & \"quoted\" 'text' {{ 7|add:7 }}"
TEXTS = ("CharField", "LongTextField", "NameField")
MEGABYTE = 1024 * 1024


def bad_values(form_class: type[SeamForm], *, leave_out: tuple[str, ...] = ()) -> list[Any]:
    """(field, value) for everything that each field must refuse, as parameters with readable ids.

    `leave_out` names fields that hold no text of people, such as uploads.
    """
    found = []
    for name, field in form_class.base_fields.items():
        if name not in leave_out:
            found += [
                pytest.param(name, value, id=f"{name}-{case}") for case, value in _wrong(field)
            ]
    return found


def text_fields(form_class: type[SeamForm], *, leave_out: tuple[str, ...] = ()) -> list[str]:
    """The names of the fields that take any text."""
    return [
        name
        for name, field in form_class.base_fields.items()
        if type(field).__name__ in TEXTS and name not in leave_out
    ]


def _misleading(field: forms.Field) -> Iterator[tuple[str, str]]:
    """What reads as something else than it is."""
    if isinstance(field, NameField):
        yield from (("says-nothing", "\u200b—"), ("turned", "a\u202eb"), ("two-lines", "a\nb"))
    if isinstance(field, LinkField):
        yield from (
            ("password", "https://user:secret@example.org/"),
            ("turned", "https://example.org/\u202egpj"),
            ("no-page", "ftp://example.org/"),
        )


def _wrong(field: forms.Field) -> Iterator[tuple[str, str]]:
    if field.required:
        yield "empty", ""
        yield "spaces", "  \t "
    if isinstance(field, forms.BooleanField):
        return
    if isinstance(field, forms.IntegerField):
        yield from (("no-number", "many"), ("huge", "9" * 40))
        if field.min_value is not None:
            yield "negative", str(field.min_value - 1)
    elif isinstance(field, forms.DateField):
        yield from (("no-date", "soon"), ("no-such-day", "2027-02-30"), ("year-0", "0000-01-01"))
    elif isinstance(field, forms.ChoiceField):
        yield from (("unknown", "no-such-choice"), ("markup", MARKUP))
    elif isinstance(field, forms.CharField) and field.max_length:
        yield "too-long", "é" * (field.max_length + 1)
    yield from _misleading(field)
    yield "nul", "before\x00after"
    yield "megabyte", "x" * MEGABYTE


@contextmanager
def nothing_written(cast: Cast) -> Iterator[None]:
    """No entry reached the ledger inside the block, so nothing was saved, not even half."""
    before = _entries(cast)
    yield
    assert _entries(cast) == before, "something was written"


def assert_refused(
    client: Client, url: str, good: dict[str, Any], field: str, value: Any, **headers: Any
) -> None:
    """The page comes back with 4xx, words at the field, and everything else as it was typed."""
    response = client.post(url, {**good, field: value}, **headers)
    assert response.status_code in (409, 413, 422), response.status_code
    page = response.content.decode()
    assert 'id="error-summary"' in page
    form = response.context["form"]
    assert form.errors, "refused without a word"
    for name, kept in good.items():
        if name not in (field, "version"):
            assert escape(str(kept)) in page, f"what was typed in {name} is lost"


def assert_markup_is_text(client: Client, url: str, good: dict[str, Any], field: str) -> None:
    """Markup is saved as text, or refused in words; wherever it is shown, it is shown as text."""
    response = client.post(url, {**good, field: MARKUP}, follow=True)
    assert response.status_code in (200, 422)
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "<b>bold</b>" not in page


def assert_stale_shows_both(
    client: Client, url: str, good: dict[str, Any], field: str, *, mine: str, theirs: str
) -> None:
    """A write that saw version 1 after somebody saved `theirs` is refused with both texts."""
    response = client.post(url, {**good, field: mine, "version": "1"})
    assert response.status_code == 409
    page = response.content.decode()
    assert escape(mine) in page
    assert escape(theirs) in page
    again = client.post(
        url, {**good, field: mine, "version": str(response.context["form"]["version"].value())}
    )
    assert again.status_code == 303, "after comparing, what the person wants must be savable"


def _entries(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Entry.objects.count()
