"""What a comparison of two moments shows: sections, the parts in them, and what each says."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.ledger.models import Entry
from reviews.decisions.rules.comparison import Event
from reviews.trail.changes import Change

#: A reason up to here follows "because"; a longer one is a paragraph.
SHORT_REASON = 160


@dataclass(frozen=True)
class Line:
    """One change: its sentence without who and when, the texts beneath it, and why.

    `entry` is the one that wrote it; None where it follows from another change. `sides` holds the
    same change, and what belongs to it, as it said before and as it says now, however short.
    """

    sentence: str
    texts: tuple[Change, ...] = ()
    entry: Entry | None = None
    because: str = ""
    sides: tuple[Change, ...] = ()

    @property
    def rewritten(self) -> list[Change]:
        """The texts that said something before and say something else now."""
        return [each for each in self.texts if each.before and each.after]

    @property
    def one_sided(self) -> list[Change]:
        """The texts that only one of the two moments has."""
        return [each for each in self.texts if not (each.before and each.after)]

    @property
    def is_short(self) -> bool:
        """Whether the reason fits into the sentence."""
        return len(self.because) <= SHORT_REASON and "\n" not in self.because

    @property
    def reason(self) -> str:
        """The reason as it stands inside the sentence, whose full stop is its own."""
        return self.because.strip().removesuffix(".")


@dataclass(frozen=True)
class ComparedRow:
    """One part that differs. `said` is all that an added or a removed one says, with what came or
    went along with it.
    """

    event: str
    noun: str
    name: str
    within: str
    lines: tuple[Line, ...]
    said: tuple[Change, ...]
    href: str

    @property
    def came_or_went(self) -> tuple[Change, ...]:
        """All that an added or a removed part says, its name first, on one side alone."""
        if self.event == Event.CHANGED:
            return ()
        is_said = any(self.name in (each.before, each.after) for each in self.said)
        sides = (self.name, "") if self.event == Event.REMOVED else ("", self.name)
        return self.said if is_said or not self.name else (Change(self.noun, *sides), *self.said)


@dataclass(frozen=True)
class Section:
    """The parts of one section of the page that differ. `href` is the history of the part that
    the section is named after.
    """

    title: str
    rows: tuple[ComparedRow, ...]
    href: str = ""
