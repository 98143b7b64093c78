"""What a line of the desk says, and where it stands among the others.

One list in order of time: what is past its day or in effect, then what comes next, then what has no
day. Deciding late is deciding too, so a date must be seen before it is over (chapter 28, 2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from reviews.vocabulary import LineKind


class Timing(StrEnum):
    """What the day of a line is: by when, since when, or when it was over."""

    DUE = "due"
    SINCE = "since"
    DONE = "done"


class Nearness(StrEnum):
    """How near a line is, in the order in which a desk is read."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    NO_DATE = "no_date"
    DONE = "done"


#: The last day of a group, in days from today, of the groups of what is to come.
_REACH = ((0, Nearness.TODAY), (7, Nearness.WEEK), (30, Nearness.MONTH))

_KINDS, _NEAR = list(LineKind), list(Nearness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """One time that a line was handed over: by whom, to whom, when and with which words."""

    id: int
    given_by_id: int
    given_to_id: int
    note: str
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that waits: what, why it is here and what clears it. `href` is where that is done.

    `subject` names the object, and the day where the same object can wait again: with the kind it
    is always the same line. `day` is one of the workspace's zone. `holders` are those who could
    clear it, to whom it can be handed; none for a line that cannot be handed over.

    `handing` says who looks after it now, `givers` are those who gave it away.
    """

    kind: LineKind
    subject: str
    title: Any
    href: str
    why: Any
    clears: Any
    day: date | None = None
    timing: Timing = Timing.DUE
    holders: frozenset[int] = frozenset()
    handing: Handing | None = None
    givers: frozenset[int] = frozenset()

    @property
    def key(self) -> tuple[LineKind, str]:
        """By which a line is known, whoever looks."""
        return self.kind, self.subject


@dataclass(frozen=True, slots=True)
class Group:
    """The lines that are equally near."""

    nearness: Nearness
    lines: tuple[Line, ...]


def subject_of(noun: str, pk: int, day: date | None = None) -> str:
    """The name of an object, such as "claim-7"; with a day, of what it waits for on that day."""
    return f"{noun}-{pk}" if day is None else f"{noun}-{pk}-{day:%Y%m%d}"


def object_of(subject: str) -> tuple[str, int]:
    """The noun and the id that `subject_of` put together. Raises ValueError for anything else."""
    noun, _dash, rest = subject.partition("-")
    return noun, int(rest.partition("-")[0])


def nearness(line: Line, today: date) -> Nearness:
    """How near a line is on `today`, a day of the same zone."""
    if line.timing is Timing.DONE:
        return Nearness.DONE
    if line.day is None:
        return Nearness.NO_DATE
    days = (line.day - today).days
    if line.timing is Timing.SINCE or days < 0:
        return Nearness.NOW
    return next((near for reach, near in _REACH if days <= reach), Nearness.LATER)


def in_order(lines: Iterable[Line], today: date) -> list[Line]:
    """All lines as one list, by time; of one day, by kind, then as they came."""
    return sorted(lines, key=lambda line: _place(line, today))


def _place(line: Line, today: date) -> tuple[int, int, int]:
    day = (line.day or date.max).toordinal()
    near = _NEAR.index(nearness(line, today))
    if line.timing is Timing.DONE:
        return near, -day, 0  # the latest first
    return near, day, _KINDS.index(line.kind)


def grouped(lines: Iterable[Line], today: date) -> tuple[Group, ...]:
    """The lines in order, under how near they are; no group is empty."""
    found: dict[Nearness, list[Line]] = {}
    for line in in_order(lines, today):
        found.setdefault(nearness(line, today), []).append(line)
    return tuple(Group(near, tuple(there)) for near, there in found.items())


def counts(lines: Iterable[Line]) -> Mapping[LineKind, int]:
    """How many lines there are of each kind, in the order of kinds, without those of none."""
    counted = Counter(line.kind for line in lines)
    return {kind: counted[kind] for kind in LineKind if counted[kind]}
