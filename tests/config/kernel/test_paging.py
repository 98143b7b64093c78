"""Keyset paging: every row once, in either direction, whatever a cursor says."""

from __future__ import annotations

import base64
import json

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from config.kernel.paging import Page, keyset

NAMES = st.lists(st.sampled_from(["a", "b", "Á", "z", "é€😀", " "]), max_size=12)


def people(names: list[str]) -> None:
    User.objects.bulk_create(
        User(email=f"p{number}@paging.example", name=name) for number, name in enumerate(names)
    )


def everybody() -> QuerySet[User]:
    return User.objects.filter(email__endswith="@paging.example")


def page(after: str | None, order: list[str], size: int) -> Page[User]:
    return keyset(everybody(), order=order, after=after, size=size)


class PagesTest(TestCase):
    @given(names=NAMES, size=st.integers(1, 5), order=st.sampled_from(["", "-"]))
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def test_pages_hold_every_row_once_forwards_and_back(
        self, names: list[str], size: int, order: str
    ) -> None:
        people(names)
        columns = [f"{order}name", f"{order}id"]
        whole = list(everybody().order_by(*columns).values_list("pk", flat=True))
        forwards = [page(None, columns, size)]
        while forwards[-1].next_cursor:
            forwards.append(page(forwards[-1].next_cursor, columns, size))
        assert [row.pk for each in forwards for row in each.rows] == whole
        back = [forwards[-1]]
        while back[0].previous_cursor:
            back.insert(0, page(back[0].previous_cursor, columns, size))
        assert [row.pk for each in back for row in each.rows] == whole


def cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "é",
        "====",
        "\x00",
        cursor("n"),
        cursor("x", "a", 1),
        cursor("n", "a", "no number"),
        cursor("n", "a", 2**63),
        cursor("n", "a", 1.5),
        cursor("n", None, None),
        cursor("n", {"a": 1}, 1),
        cursor("n", "a\x00", 1),
        cursor("n", "\ud800", 1),
        base64.urlsafe_b64encode(b"[" * 50_000).decode(),
        base64.urlsafe_b64encode(b'{"n": 1}').decode(),
        base64.urlsafe_b64encode(b"7").decode(),
    ],
)
def test_a_cursor_that_is_none_gives_the_first_page(bad: str) -> None:
    people(["a", "b"])
    assert [row.name for row in page(bad, ["name", "id"], 10).rows] == ["a", "b"]


@pytest.mark.django_db
def test_a_page_whose_rows_went_away_is_the_first_page() -> None:
    people(["a", "b", "c"])
    second = page(page(None, ["name", "id"], 2).next_cursor, ["name", "id"], 2)
    after_second = cursor("n", "c", 10**9)
    assert [row.name for row in page(after_second, ["name", "id"], 2).rows] == ["a", "b"]
    everybody().filter(name="a").delete()
    back = page(second.previous_cursor, ["name", "id"], 2)
    assert [row.name for row in back.rows] == ["b", "c"]


@pytest.mark.django_db
def test_an_empty_list_has_one_empty_page() -> None:
    assert page(None, ["name", "id"], 2) == Page(rows=[], next_cursor=None, previous_cursor=None)
