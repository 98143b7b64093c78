"""Figures as people paste them from a spreadsheet, and what recording them would do.

Two columns, the period and the value, and a note if there is a third; between them a tab, a
semicolon or a comma. Each line is answered for itself: added, changed, as it was, left open, or
refused with the reason. Nothing is guessed: a figure that can be read in two ways is refused.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from config.kernel.findings import Finding, finding
from evidence.rules.periods import TooCoarse, period_in
from evidence.rules.vocabulary import Period

#: What one paste or file may hold, in lines and characters.
MOST_LINES = 2_000
LONGEST_LINE = 1_000
LONGEST_NOTE = 500
#: What a file may have, in bytes; ten years of weeks take 10 KB.
LARGEST_FILE = 256 * 1024

#: What a value may have before and after its point, as the column holds it.
WHOLE_DIGITS = 18
DECIMALS = 6


class Outcome(StrEnum):
    """What recording a line would do."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    GAP = "gap"
    HEADER = "header"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Figure:
    """One period's value, as it would be recorded."""

    starts_on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that somebody pasted: `number` from 1, what it says, and what it would do."""

    number: int
    text: str
    outcome: Outcome
    figure: Figure | None = None
    starts_on: date | None = None
    before: Figure | None = None
    reason: Finding | None = None


def read_series(
    text: str, period: Period, today: date, known: Mapping[date, Figure] | None = None
) -> tuple[Line, ...]:
    """What each line of `text` would do to a series whose values so far are `known`.

    A first line that names neither a period nor a number is a header and is passed over; empty
    lines say nothing. A line with a period and no value leaves the period open.
    """
    separator = _separator(text)
    seen: dict[date, int] = {}
    lines: list[Line] = []
    for number, raw in _numbered(text):
        cells = _cells(raw, separator)
        if not lines and _is_header(cells, period):
            lines.append(Line(number=number, text=_shown(raw), outcome=Outcome.HEADER))
            continue
        lines.append(_line(number, raw, cells, period, today, known or {}, seen))
    return tuple(lines)


def text_findings(lines: tuple[Line, ...]) -> tuple[Finding, ...]:
    """Why a text as a whole cannot be recorded: nothing in it, or too much."""
    if all(line.outcome in (Outcome.GAP, Outcome.HEADER) for line in lines):
        return (finding("series.nothing", field="text"),)
    if len(lines) > MOST_LINES:
        return (finding("series.too_many", field="text", most=MOST_LINES),)
    return ()


def is_accepted(lines: tuple[Line, ...]) -> bool:
    """Whether all of it can be recorded: one refused line holds back the rest."""
    return all(line.outcome is not Outcome.REFUSED for line in lines)


def changes(lines: tuple[Line, ...]) -> tuple[Figure, ...]:
    """The figures that would be written: those added and those changed."""
    told = (Outcome.ADDED, Outcome.CHANGED)
    return tuple(line.figure for line in lines if line.figure and line.outcome in told)


def seen(lines: tuple[Line, ...]) -> str:
    """A mark of what somebody was shown, "" where nothing can be recorded.

    When it differs on the way back, the series changed meanwhile, and they look again.
    """
    if not is_accepted(lines):
        return ""
    told = repr([(line.outcome.value, line.figure, line.before) for line in lines])
    return hashlib.sha256(told.encode()).hexdigest()


def was_seen(lines: tuple[Line, ...], mark: str) -> bool:
    """Whether all of it can be recorded and is what somebody was shown."""
    return is_accepted(lines) and mark == seen(lines)


def file_text(content: bytes) -> str:
    """The text of an uploaded table, whichever way the spreadsheet saved it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def as_text(figures: tuple[Figure, ...]) -> str:
    """Figures as a text that `read_series` reads back as they are."""
    lines = (f"{f.starts_on.isoformat()};{f.value:f};{_quoted(f.note)}" for f in figures)
    return "\n".join(lines)


def _quoted(note: str) -> str:
    return '"' + " ".join(note.split()).replace('"', '""') + '"' if note else ""


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something in them. A line ends where a spreadsheet ends it."""
    lines = re.split(r"\r\n|\r|\n", text)
    for number, raw in enumerate(lines, start=1):
        if raw.strip().strip(";,"):
            yield number, raw


def _separator(text: str) -> str:
    return next((mark for mark in "\t;" if mark in text), ",")


def _cells(raw: str, separator: str) -> list[str]:
    if len(raw) > LONGEST_LINE:
        return []
    if separator != "," or '"' in raw:
        row = next(csv.reader([raw], delimiter=separator), [])
        return [cell.strip() for cell in row]
    return [cell.strip() for cell in _with_comma(raw)]


_WHOLE = re.compile(r"\s*[-+]?\d+")
_FRACTION = re.compile(r"\d+%?\s*")


def _with_comma(raw: str) -> list[str]:
    """Commas between the columns, and perhaps one in the value: 2026-01,97,5 is 97.5."""
    period, *rest = raw.split(",")
    if len(rest) > 1 and _WHOLE.fullmatch(rest[0]) and _FRACTION.fullmatch(rest[1]):
        rest = [f"{rest[0]},{rest[1]}", *rest[2:]]
    return [period, *rest[:1], *([",".join(rest[1:])] if len(rest) > 1 else [])]


def _is_header(cells: list[str], period: Period) -> bool:
    if len(cells) < 2:
        return False
    try:
        named = period_in(cells[0], period)
    except TooCoarse:
        return False
    return named is None and bool(cells[1]) and not any(mark.isdigit() for mark in cells[1])


def _line(
    number: int,
    raw: str,
    cells: list[str],
    period: Period,
    today: date,
    known: Mapping[date, Figure],
    seen: dict[date, int],
) -> Line:
    starts_on, reason = _period_of(cells, period, today, seen)
    value, unread = _value_of(cells)
    note = cells[2] if len(cells) > 2 else ""
    if len(note) > LONGEST_NOTE:
        unread = unread or finding("series.note_too_long", most=LONGEST_NOTE)
    reason = reason or unread
    if starts_on is not None:
        seen.setdefault(starts_on, number)
    line = Line(number=number, text=_shown(raw), starts_on=starts_on, outcome=Outcome.GAP)
    if reason:
        return replace(line, outcome=Outcome.REFUSED, reason=reason)
    if starts_on is None or value is None:
        return line
    return _told(line, Figure(starts_on, value, note), known.get(starts_on))


def _shown(raw: str) -> str:
    return raw.strip()[:120]


def _told(line: Line, figure: Figure, before: Figure | None) -> Line:
    if before is None:
        return replace(line, outcome=Outcome.ADDED, figure=figure)
    # A paste without notes says nothing about the notes that are there.
    figure = replace(figure, note=figure.note or before.note)
    outcome = Outcome.SAME if figure == before else Outcome.CHANGED
    return replace(line, outcome=outcome, figure=figure, before=before)


def _period_of(
    cells: list[str], period: Period, today: date, seen: Mapping[date, int]
) -> tuple[date | None, Finding | None]:
    if not cells:
        return None, finding("series.line_too_long", most=LONGEST_LINE)
    try:
        starts_on = period_in(cells[0], period)
    except TooCoarse:
        return None, finding("series.too_coarse")
    if starts_on is None:
        return None, finding("series.no_period")
    if starts_on > today:
        return starts_on, finding("series.not_begun")
    if starts_on in seen:
        return starts_on, finding("series.twice", line=seen[starts_on])
    return starts_on, None


#: A figure with its thousands set apart by one mark, and perhaps another before the decimals.
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:(?P<mark>[ ',.])\d{3})(?:(?P=mark)\d{3})*(?P<rest>[.,]\d+)?")
_PLAIN = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
#: 1,234 is a thousand and more in one country, one and a bit in another.
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})


def _value_of(cells: list[str]) -> tuple[Decimal | None, Finding | None]:
    """The value of a line, None where it is left open, or why it cannot be read."""
    text = cells[1] if len(cells) > 1 else ""
    if not text:
        return None, None
    plain = text.translate(_SPACES).removesuffix("%").strip()
    if _EITHER.fullmatch(plain):
        return None, finding("series.ambiguous_number", figure=plain)
    value = _number(plain)
    if value is None:
        return None, finding("series.no_number")
    return _within_bounds(value)


def _number(text: str) -> Decimal | None:
    if not text.isascii():
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    grouped = _GROUPED.fullmatch(text)
    if grouped is None or (grouped["rest"] or "")[:1] == grouped["mark"]:
        return None
    decimals = grouped["rest"] or ""
    whole = text.removesuffix(decimals).replace(grouped["mark"], "")
    return Decimal(whole + decimals.replace(",", "."))


def _within_bounds(value: Decimal) -> tuple[Decimal | None, Finding | None]:
    if abs(value) >= 10**WHOLE_DIGITS:
        return None, finding("series.too_large", digits=WHOLE_DIGITS)
    shortened = value.normalize()
    if -int(shortened.as_tuple().exponent) > DECIMALS:
        return None, finding("series.too_precise", decimals=DECIMALS)
    return value, None
