"""The order of a desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.desk.rules.lines import (
    Line,
    Nearness,
    Timing,
    counts,
    grouped,
    in_order,
    nearness,
    object_of,
    subject_of,
)
from reviews.vocabulary import LineKind

TODAY = date(2026, 11, 24)
LINE = Line(kind=LineKind.TERM, subject="decision-1", title="", href="", why="", clears="")


def line(days: int | None, timing: Timing = Timing.DUE, kind: LineKind = LineKind.TERM) -> Line:
    day = None if days is None else TODAY + timedelta(days)
    return replace(LINE, day=day, timing=timing, kind=kind, subject=f"decision-{days}")


@pytest.mark.parametrize(
    ("days", "timing", "near"),
    [
        (-400, Timing.DUE, Nearness.NOW),
        (-1, Timing.DUE, Nearness.NOW),
        (0, Timing.DUE, Nearness.TODAY),
        (1, Timing.DUE, Nearness.WEEK),
        (7, Timing.DUE, Nearness.WEEK),
        (8, Timing.DUE, Nearness.MONTH),
        (30, Timing.DUE, Nearness.MONTH),
        (31, Timing.DUE, Nearness.LATER),
        (0, Timing.SINCE, Nearness.NOW),
        (-3, Timing.SINCE, Nearness.NOW),
        (None, Timing.DUE, Nearness.NO_DATE),
        (None, Timing.SINCE, Nearness.NO_DATE),
        (-3, Timing.DONE, Nearness.DONE),
        (None, Timing.DONE, Nearness.DONE),
    ],
)
def test_how_near_a_line_is(days: int | None, timing: Timing, near: Nearness) -> None:
    assert nearness(line(days, timing), TODAY) is near


def test_what_is_over_or_in_effect_comes_first_then_what_comes_then_what_has_no_day() -> None:
    overdue, since, soon, undated = line(-2), line(-5, Timing.SINCE), line(3), line(None)
    done = line(-1, Timing.DONE)
    assert in_order([done, undated, soon, overdue, since], TODAY) == [
        since,
        overdue,
        soon,
        undated,
        done,
    ]


def test_of_one_day_the_more_pressing_kind_stands_first_and_equals_stay_as_they_came() -> None:
    review, sign = line(0, kind=LineKind.REVIEW), line(0, kind=LineKind.AUTHORISE)
    another = replace(review, subject="decision-2")
    assert in_order([review, another, sign], TODAY) == [sign, review, another]


def test_what_was_decided_stands_the_latest_first() -> None:
    early, late = line(-9, Timing.DONE), line(-1, Timing.DONE)
    assert in_order([early, late], TODAY) == [late, early]


def test_lines_are_grouped_without_empty_groups() -> None:
    found = grouped([line(40), line(-1), line(2), line(1)], TODAY)
    assert [(group.nearness, len(group.lines)) for group in found] == [
        (Nearness.NOW, 1),
        (Nearness.WEEK, 2),
        (Nearness.LATER, 1),
    ]


def test_an_empty_desk_has_no_group() -> None:
    assert grouped([], TODAY) == ()


LINES = st.lists(
    st.builds(
        line,
        st.none() | st.integers(-60, 60),
        st.sampled_from(Timing),
        st.sampled_from(LineKind),
    )
)


@given(LINES)
def test_grouping_loses_no_line_and_keeps_the_order_of_the_list(lines: list[Line]) -> None:
    found = grouped(lines, TODAY)
    assert [each for group in found for each in group.lines] == in_order(lines, TODAY)
    near = [group.nearness for group in found]
    assert near == sorted(near, key=list(Nearness).index)
    assert len(set(near)) == len(near)


@given(LINES)
def test_every_line_is_counted_once(lines: list[Line]) -> None:
    assert sum(counts(lines).values()) == len(lines)


def test_counts_name_only_what_is_there_in_the_order_of_kinds() -> None:
    lines = [line(1, kind=LineKind.DRAFT), line(1), line(2)]
    assert list(counts(lines).items()) == [(LineKind.TERM, 2), (LineKind.DRAFT, 1)]


@given(st.sampled_from(["claim", "partnership"]), st.integers(1), st.none() | st.dates())
def test_the_object_of_a_line_is_read_back_from_its_subject(
    noun: str, pk: int, day: date | None
) -> None:
    assert object_of(subject_of(noun, pk, day)) == (noun, pk)


def test_another_day_makes_another_line() -> None:
    assert subject_of("claim", 7, TODAY) == "claim-7-20261124"
    assert subject_of("claim", 7, TODAY) != subject_of("claim", 7, date(2026, 11, 25))
