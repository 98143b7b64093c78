"""A dossier seen from another day: every date in it moved by as many days."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from evidence.dossier import MeasurementPart, ValuePart
from evidence.rules.periods import between, first_day, following, later
from evidence.rules.vocabulary import Period

T = TypeVar("T")


def shifted(part: T, days: int) -> T:
    """`part`, such as a dossier, with every date and instant in it `days` later.

    The values of a measurement move by whole periods, as many as fit into the days: so a period
    that was over is over. Raises OverflowError at the ends of the calendar.
    """
    moved: T = _shifted(part, timedelta(days=days))
    return moved


def _shifted(value: Any, by: timedelta) -> Any:
    if isinstance(value, date):  # an instant is one too
        return value + by
    if isinstance(value, tuple):
        return tuple(_shifted(each, by) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    moved = {each.name: _shifted(getattr(value, each.name), by) for each in fields(value)}
    if isinstance(value, MeasurementPart):
        moved["values"] = _series(value.values, value.period, by)
    return replace(value, **moved)


def _series(values: tuple[ValuePart, ...], period: Period, by: timedelta) -> tuple[ValuePart, ...]:
    """All by as many periods as the day moves on which the last of them was over."""
    if not values:
        return ()
    over = following(values[-1].starts_on, period)
    periods = between(over, first_day(over + by, period), period)
    return tuple(replace(each, starts_on=later(each.starts_on, periods, period)) for each in values)
