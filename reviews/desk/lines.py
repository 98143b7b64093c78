"""What a line of the desk says: what it is, why it is here, what clears it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from partnerships.models import Standing

#: How many lines a pile shows at most: a desk is no register.
LENGTH = 12

#: Where a claim's deferral trigger still means something, and a card is still to be completed.
UNDECIDED = (Standing.CANDIDATE, Standing.DEFERRED, Standing.RENEGOTIATING)


@dataclass(frozen=True)
class Line:
    """One thing that waits. `href` is where it clears; `day` when it counts, or since when."""

    title: Any
    href: str
    why: Any
    clears: Any
    day: date | datetime | None = None
    is_past: bool = False
    is_since: bool = False


@dataclass(frozen=True)
class Pile:
    """Lines of one sort under a heading."""

    key: str
    title: Any
    lines: Iterable[Line] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.lines))
