"""The small pieces that every page is made of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from config.kernel import clock
from config.kernel.templatetags import look

TODAY = date(2027, 3, 10)


def rendered(source: str, **context: Any) -> str:
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (12, "in 12 days"),
        (-60, "60 days ago"),
        (92, "in 3 months"),
        (-420, "14 months ago"),
        (1461, "in 4 years"),
    ],
)
def test_a_distance_is_said_in_the_unit_that_still_says_something(days: int, words: str) -> None:
    assert look.far_off(TODAY + timedelta(days=days), TODAY) == words


def test_a_moment_is_shown_on_its_day_in_the_zone_being_served() -> None:
    late = datetime(2027, 3, 9, 23, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Europe/Madrid")), clock.moved_to(late):
        shown = rendered("{% when at words=True time=True %}", at=late)
    assert "10 March 2027, 00:30" in shown
    assert "(today)" in shown


@pytest.mark.parametrize("value", [TODAY, "2027-03-10", "2027-03-10T09:00:00Z"])
def test_a_date_may_come_as_the_text_of_a_dossier(value: Any) -> None:
    assert "10 March 2027" in rendered("{% when at %}", at=value)


@pytest.mark.parametrize("value", [None, "", "soon"])
def test_where_there_is_no_date_it_says_so(value: Any) -> None:
    assert "No date" in rendered("{% when at %}", at=value)


def test_every_standing_and_condition_has_its_own_shape_in_the_sprite() -> None:
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text()
    shapes = [*look.STANDINGS, *look.CONDITIONS, *(f"bar-{number}" for number in look.BARS)]
    assert [name for name in shapes if f'<symbol id="{name}"' not in sprite] == []


def test_a_bar_is_words_even_where_only_notches_show() -> None:
    assert "Bar 3 of 4" in rendered("{% bar 3 words=False %}")
    assert "No bar yet" in rendered("{% bar None %}")


@pytest.mark.parametrize(
    "tag", ["{% standing v %}", "{% tag v %}", "{% digest v %}", "{% blank v v %}"]
)
def test_nothing_that_people_typed_becomes_markup(tag: str) -> None:
    assert "<b>" not in rendered(tag, v="<b>" + "x" * 20)


def test_a_blank_of_the_claim_drops_the_full_stop_that_the_sentence_brings() -> None:
    assert look.blank("who answers. ", "x") == '<span class="said">who answers</span>'


def headed(query: str) -> str:
    request = RequestFactory().get(f"/register/?{query}")
    return rendered('{% sortable "name" "Name" default="name" %}', request=request)


def test_a_header_sorts_the_other_way_when_it_sorts_already() -> None:
    assert 'aria-sort="ascending"' in headed("")
    assert "?sort=-name" in headed("")
    assert 'aria-sort="descending"' in headed("sort=-name")
    assert "aria-sort" not in headed("sort=partner")


def test_a_header_keeps_the_filter_and_leaves_the_page() -> None:
    assert "?q=pay&amp;sort=-name" in headed("q=pay&after=cursor")


@pytest.mark.parametrize(
    ("view", "mark"),
    [
        ("partnerships:partner_list", 'aria-current="page"'),
        ("partnerships:partner_edit", 'aria-current="true"'),
        ("accounts:home", "href"),
    ],
)
def test_a_navigation_marks_where_one_is(view: str, mark: str) -> None:
    request: Any = RequestFactory().get("/")
    request.workspace = SimpleNamespace(slug="harbour")
    request.resolver_match = SimpleNamespace(view_name=view)
    link = rendered(
        '{% nav_link "partnerships:partner_list" "Partners" "partnerships:partner_" %}',
        request=request,
    )
    assert mark in link
    assert "/workspaces/harbour/partners/" in link
    assert ("aria-current" in link) == (view != "accounts:home")
