"""Where the marks of a trend stand: a picture of a measurement, laid out before it is drawn.

A trend beats a one-off (chapter 28, section 5.2), if it is honest: a period without a value breaks
the line and is marked, nothing is filled in, and a value on the wrong side of the target has
another shape, not only another colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from evidence.dossier import MeasurementPart, ValuePart
from evidence.rules.periods import between, written
from evidence.rules.vocabulary import Direction

#: The drawing, in its own units; it is scaled to the width of the page.
WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 64, 32, 16, 32

#: How far the names of periods stand apart, and about how many values are named at the side.
ROOM_FOR_A_NAME = 80
TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: where it stands, and whether it lies on the wrong side of the target."""

    x: str
    y: str
    value: ValuePart
    outside: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods without a value between two that have one: where they lie, and how many."""

    x: str
    width: str
    count: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A place along an edge and what it is called; `at` is where its words begin or end."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table beside the picture: a value, or periods that have none."""

    starts_on: date
    value: ValuePart | None = None
    outside: bool = False
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Trend:
    """The whole picture. `lines` are points for polylines, one for each run without a gap."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    along: tuple[Tick, ...]
    beside: tuple[Tick, ...]
    target: str
    rows: tuple[Row, ...]

    @property
    def outside(self) -> int:
        """How many values lie on the wrong side of the target."""
        return sum(mark.outside for mark in self.marks)

    @property
    def missing(self) -> int:
        """How many periods between the first and the last have no value."""
        return sum(gap.count for gap in self.gaps)


def is_outside(value: Decimal, target: Decimal | None, direction: Direction) -> bool:
    """Whether a value lies on the wrong side of the target; on it is right."""
    if target is None:
        return False
    return value < target if direction is Direction.AT_LEAST else value > target


def trend(measurement: MeasurementPart) -> Trend | None:
    """The picture of a measurement, None without a value."""
    values = measurement.values
    if not values:
        return None
    places = _places(measurement)
    low, high = _bounds(values, measurement.target)
    marks = tuple(
        Mark(_x(place, places[-1]), _y(each.value, low, high), each, _outside(each, measurement))
        for place, each in zip(places, values, strict=True)
    )
    return Trend(
        lines=tuple(_lines(marks, places)),
        marks=marks,
        gaps=tuple(_gaps(places)),
        along=tuple(_along(measurement, places)),
        beside=tuple(_beside(low, high)),
        target="" if measurement.target is None else _y(measurement.target, low, high),
        rows=tuple(_rows(measurement, places)),
    )


def _outside(value: ValuePart, measurement: MeasurementPart) -> bool:
    return is_outside(value.value, measurement.target, measurement.direction)


def _places(measurement: MeasurementPart) -> list[int]:
    """How many periods after the first each value lies."""
    first = measurement.values[0].starts_on
    return [between(first, each.starts_on, measurement.period) for each in measurement.values]


def _bounds(values: Sequence[ValuePart], target: Decimal | None) -> tuple[Decimal, Decimal]:
    """The least and the greatest of what is drawn, with air above and below."""
    drawn = [each.value for each in values] + ([] if target is None else [target])
    low, high = min(drawn), max(drawn)
    air = (high - low) / 10 or max(abs(high) / 10, Decimal(1))
    return low - air, high + air


def _x(place: int, last: int) -> str:
    """One value alone stands in the middle."""
    room = WIDTH - LEFT - RIGHT
    return _shown(LEFT + (room * place / last if last else room / 2))


def _y(value: Decimal, low: Decimal, high: Decimal) -> str:
    room = HEIGHT - TOP - BOTTOM
    return _shown(HEIGHT - BOTTOM - float((value - low) / (high - low)) * room)


def _shown(number: float) -> str:
    """A coordinate, with a point in every language."""
    return f"{number:.1f}"


def _lines(marks: Sequence[Mark], places: Sequence[int]) -> Iterator[str]:
    """One run of points for each stretch of periods that follow each other."""
    run: list[Mark] = []
    for mark, place, before in zip(marks, places, [-1, *places], strict=False):
        if place != before + 1 and run:
            yield _points(run)
            run = []
        run.append(mark)
    yield _points(run)


def _points(run: Sequence[Mark]) -> str:
    return " ".join(f"{mark.x},{mark.y}" for mark in run)


def _gaps(places: Sequence[int]) -> Iterator[Gap]:
    for before, place in pairwise(places):
        if place > before + 1:
            start, end = (float(_x(each, places[-1])) for each in (before, place))
            step = (end - start) / (place - before)
            width = (place - before - 1) * step
            yield Gap(_shown(start + step / 2), _shown(width), place - before - 1)


def _along(measurement: MeasurementPart, places: Sequence[int]) -> Iterator[Tick]:
    """Names of periods that have values: the last, and before it as many as have room."""
    room = float(WIDTH)
    for place, each in zip(reversed(places), reversed(measurement.values), strict=True):
        x = _x(place, places[-1])
        if float(x) <= room:
            yield Tick(x, written(each.starts_on, measurement.period))
            room = float(x) - ROOM_FOR_A_NAME


def _beside(low: Decimal, high: Decimal) -> Iterator[Tick]:
    step = _round_step((high - low) / TICKS)
    at = (low / step).to_integral_value(rounding="ROUND_CEILING") * step
    while at <= high:
        yield Tick(_y(at, low, high), f"{_plain(at)}")
        at += step


def _round_step(step: Decimal) -> Decimal:
    """The step rounded up to 1, 2 or 5 times a power of ten."""
    unit = Decimal(1).scaleb(step.adjusted())
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= step)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def _rows(measurement: MeasurementPart, places: Sequence[int]) -> Iterator[Row]:
    """The values in order, with a row for each stretch that has none."""
    before = -1
    for place, value in zip(places, measurement.values, strict=True):
        if place > before + 1:
            yield Row(value.starts_on, missing=place - before - 1)
        yield Row(value.starts_on, value, _outside(value, measurement))
        before = place
