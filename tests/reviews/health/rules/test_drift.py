"""Drift as a picture: even steps from review to review, gaps stay gaps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reviews.health.rules.drift import DRAWN, NAMED, Counted, Drawn, drawn

FIRST = date(2026, 1, 31)


def reviews(*counts: int | None) -> list[Counted]:
    return [Counted(FIRST + timedelta(30 * n), count) for n, count in enumerate(counts)]


def picture(*counts: int | None) -> Drawn:
    found = drawn(reviews(*counts))
    assert found is not None
    return found


@pytest.mark.parametrize("counts", [(), (None,), (None, None)])
def test_nothing_counted_is_no_picture(counts: tuple[int | None, ...]) -> None:
    assert drawn(reviews(*counts)) is None


@pytest.mark.parametrize(
    ("counts", "runs", "missing"),
    [
        ((1,), [1], 0),
        ((0, 0), [2], 0),
        ((1, 2, 4), [3], 0),
        ((1, None, 4), [1, 1], 1),
        ((None, 2, 4), [2], 1),
        ((1, 2, None), [2], 1),
    ],
)
def test_a_review_that_did_not_count_breaks_the_line(
    counts: tuple[int | None, ...], runs: list[int], missing: int
) -> None:
    found = picture(*counts)
    assert [len(line.split()) for line in found.lines] == runs
    assert found.missing == missing
    assert len(found.marks) == sum(runs)


def test_more_stands_higher_and_none_stands_on_the_ground() -> None:
    none, some, most = (float(mark.y) for mark in picture(0, 2, 4).marks)
    assert none > some > most
    assert [tick.label for tick in picture(0, 2, 4).beside] == ["0", "4"]


def test_one_review_alone_stands_in_the_middle() -> None:
    (mark,) = picture(3).marks
    assert 300 < float(mark.x) < 360


def test_only_the_last_reviews_are_drawn_and_few_are_named() -> None:
    found = picture(*range(DRAWN + 5))
    assert len(found.marks) == DRAWN
    assert len(found.along) <= NAMED
    assert found.along[-1].label == f"{(FIRST + timedelta(30 * (DRAWN + 4))):%Y-%m}"
