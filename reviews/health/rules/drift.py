"""Where the marks of a drift indicator stand: how often it was seen, review by review.

Drift shows early and slowly (chapter 28, 4.1), so one count says little and a row of them much. A
review that did not count it breaks the line, as a missing period does in a measurement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evidence.rules.trend import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Mark, Tick

#: How many reviews are drawn; the table beside the picture has the same.
DRAWN = 12

#: So many names of reviews have room along the picture.
NAMED = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """One review: the day on which it was held and what it counted, None for nothing."""

    held_on: date
    count: int | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of one indicator, as the template of trends draws it."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    along: tuple[Tick, ...]
    beside: tuple[Tick, ...]
    gaps: tuple[()] = ()
    target: str = ""
    outside: int = 0
    missing: int = 0


def drawn(counted: Sequence[Counted]) -> Drawn | None:
    """The last reviews as a picture, oldest first; None when nothing was counted."""
    last = counted[-DRAWN:]
    counts = [each.count for each in last if each.count is not None]
    if not counts:
        return None
    top = max(1, *counts) if len(counts) > 1 else max(1, counts[0])
    places = [_x(place, len(last) - 1) for place in range(len(last))]
    marks = [
        None if each.count is None else Mark(x, _y(each.count, top), each, False)  # type: ignore[arg-type]
        for x, each in zip(places, last, strict=True)
    ]
    return Drawn(
        lines=_lines(marks),
        marks=tuple(each for each in marks if each is not None),
        along=_along(places, last),
        beside=tuple(Tick(_y(each, top), str(each)) for each in sorted({0, top})),
        missing=sum(each is None for each in marks),
    )


def _x(place: int, last: int) -> str:
    """Reviews stand evenly; one alone in the middle."""
    room = WIDTH - LEFT - RIGHT
    return f"{LEFT + (room * place / last if last else room / 2):.1f}"


def _y(count: int, top: int) -> str:
    return f"{HEIGHT - BOTTOM - count / top * (HEIGHT - TOP - BOTTOM):.1f}"


def _lines(marks: Sequence[Mark | None]) -> tuple[str, ...]:
    """One run of points for each stretch of reviews that counted."""
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark is None:
            runs.append([])
        else:
            runs[-1].append(mark)
    return tuple(" ".join(f"{m.x},{m.y}" for m in run) for run in runs if run)


def _along(places: Sequence[str], last: Sequence[Counted]) -> tuple[Tick, ...]:
    every = -(-len(last) // NAMED)
    named = list(zip(places, last, strict=True))[::-1][::every]
    return tuple(Tick(x, f"{each.held_on:%Y-%m}") for x, each in reversed(named))
