"""Weeks, months and quarters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.periods import (
    TooCoarse,
    between,
    first_day,
    following,
    later,
    period_in,
    written,
)
from evidence.rules.vocabulary import Period

WEEK, MONTH, QUARTER = Period
DAYS = st.dates(min_value=date(1, 1, 8), max_value=date(9990, 12, 31))


@pytest.mark.parametrize(
    ("text", "period", "first"),
    [
        ("2026-01-31", MONTH, date(2026, 1, 1)),
        (" 31.01.2026 ", MONTH, date(2026, 1, 1)),
        ("31/01/2026", QUARTER, date(2026, 1, 1)),
        ("2026-05", MONTH, date(2026, 5, 1)),
        ("05/2026", QUARTER, date(2026, 4, 1)),
        ("2026-Q3", QUARTER, date(2026, 7, 1)),
        ("q3 2026", QUARTER, date(2026, 7, 1)),
        ("2026-W01", WEEK, date(2025, 12, 29)),
        ("2026-W01", MONTH, date(2026, 1, 1)),
        ("2026-01-01", WEEK, date(2025, 12, 29)),
        ("2026-02-30", MONTH, None),
        ("2026-W60", WEEK, None),
        ("2026-13", MONTH, None),
        ("0000-01-01", MONTH, None),
        ("January", MONTH, None),
        ("٢٠٢٦-٠١", MONTH, None),
        ("", MONTH, None),
    ],
)
def test_people_write_periods_in_many_ways(text: str, period: Period, first: date | None) -> None:
    assert period_in(text, period) == first


@pytest.mark.parametrize(
    ("text", "period"), [("2026-01", WEEK), ("2026-Q1", WEEK), ("2026-Q1", MONTH)]
)
def test_what_is_longer_than_a_period_names_none(text: str, period: Period) -> None:
    with pytest.raises(TooCoarse):
        period_in(text, period)


@given(DAYS, st.sampled_from(Period))
def test_a_period_is_read_as_it_is_written(day: date, period: Period) -> None:
    start = first_day(day, period)
    assert start <= day
    assert period_in(written(start, period), period) == start


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(3000, 12, 31)),
    st.sampled_from(Period),
    st.integers(min_value=-500, max_value=500),
)
def test_so_many_periods_lie_between_a_period_and_the_one_so_much_later(
    day: date, period: Period, periods: int
) -> None:
    start = first_day(day, period)
    there = later(start, periods, period)
    assert first_day(there, period) == there
    assert between(start, there, period) == periods


@given(DAYS, st.sampled_from(Period))
def test_the_following_period_is_one_further_and_begins_after_this_one(
    day: date, period: Period
) -> None:
    start = first_day(day, period)
    after = following(start, period)
    assert first_day(after, period) == after > day
    assert between(start, after, period) == 1
