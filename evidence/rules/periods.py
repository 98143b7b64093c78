"""Weeks, months and quarters: which day they begin on, and how people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from evidence.rules.vocabulary import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}
_WEEK = timedelta(days=7)

_DAY = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})"),
)
_MONTH = (
    re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})"),
)
_QUARTER = (
    re.compile(r"(?P<year>\d{4})[- /]?Q(?P<quarter>[1-4])", re.IGNORECASE),
    re.compile(r"Q(?P<quarter>[1-4])[- /]?(?P<year>\d{4})", re.IGNORECASE),
)
_WEEKS = (re.compile(r"(?P<year>\d{4})[- /]?W(?P<week>\d{1,2})", re.IGNORECASE),)

#: From fine to coarse: what is written coarser than the period names no one period.
_GRAINS = {Period.WEEK: 0, Period.MONTH: 1, Period.QUARTER: 2}


class TooCoarse(ValueError):
    """What is written is longer than one period, so nobody knows which is meant."""


def first_day(day: date, period: Period) -> date:
    """The first day of the period in which `day` lies; weeks begin on Monday."""
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[period]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def following(start: date, period: Period) -> date:
    """The first day of the next period. Raises OverflowError at the end of the calendar."""
    return later(start, 1, period)


def later(start: date, periods: int, period: Period) -> date:
    """The first day of the period so many `periods` later, or earlier when negative.

    Raises OverflowError at either end of the calendar.
    """
    if period is Period.WEEK:
        return start + _WEEK * periods
    months = start.year * 12 + start.month - 1 + _MONTHS[period] * periods
    try:
        return date(months // 12, months % 12 + 1, 1)
    except ValueError as error:
        raise OverflowError from error


def between(start: date, end: date, period: Period) -> int:
    """How many periods lie from the one that begins on `start` to the one that begins on `end`."""
    if period is Period.WEEK:
        return (end - start) // _WEEK
    return ((end.year - start.year) * 12 + end.month - start.month) // _MONTHS[period]


def written(start: date, period: Period) -> str:
    """The period in figures: 2026-W03, 2026-01 or 2026-Q1."""
    if period is Period.WEEK:
        year, week, _day = start.isocalendar()
        return f"{year:04}-W{week:02}"
    if period is Period.QUARTER:
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    return f"{start.year:04}-{start.month:02}"


def period_in(text: str, period: Period) -> date | None:
    """The first day of the period that `text` names; None when it names none.

    A day stands for the period in which it lies: 2026-01-31, 31.01.2026, 31/01/2026. A month is
    2026-01 or 01/2026, a quarter 2026-Q1, a week 2026-W03. Raises TooCoarse for one that is longer
    than the period.
    """
    found = _read(text.strip())
    if found is None:
        return None
    day, grain = found
    if grain is not None and grain is not period:
        if _GRAINS[grain] > _GRAINS[period]:
            raise TooCoarse(text)
        if grain is Period.WEEK:
            # A week can lie in two months: the one that holds its Thursday, as ISO 8601 has it.
            day += timedelta(days=3)
    try:
        return first_day(day, period)
    except OverflowError:
        return None


def _read(text: str) -> tuple[date, Period | None] | None:
    if parts := _match(_DAY, text):
        return _dated(parts["year"], parts["month"], parts["day"], None)
    if parts := _match(_QUARTER, text):
        return _dated(parts["year"], parts["quarter"] * 3 - 2, 1, Period.QUARTER)
    if parts := _match(_WEEKS, text):
        return _of_week(parts["year"], parts["week"])
    if parts := _match(_MONTH, text):
        return _dated(parts["year"], parts["month"], 1, Period.MONTH)
    return None


def _match(patterns: tuple[re.Pattern[str], ...], text: str) -> dict[str, int]:
    if not text.isascii():
        return {}
    matches = (pattern.fullmatch(text) for pattern in patterns)
    found = next((match for match in matches if match), None)
    return {name: int(value) for name, value in found.groupdict().items()} if found else {}


def _dated(
    year: int, month: int, day: int, grain: Period | None
) -> tuple[date, Period | None] | None:
    try:
        return date(year, month, day), grain
    except ValueError:
        return None


def _of_week(year: int, week: int) -> tuple[date, Period | None] | None:
    try:
        return date.fromisocalendar(year, week, 1), Period.WEEK
    except ValueError:
        return None
