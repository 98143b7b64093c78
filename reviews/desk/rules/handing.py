"""Who looks after a line of the desk, and who may hand it to whom.

A line that was handed over stands on one desk more and on one less. It may be handed on: those who
gave it stand in a row, and whoever got it last looks after it. Where that person left or lost the
role, it stands with the one before, so that nothing waits where nobody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from config.kernel.findings import Finding, Findings, finding, is_blank
from reviews.desk.rules.lines import Handing, Line


def in_force(handings: Sequence[Handing], holders: frozenset[int]) -> Sequence[Handing]:
    """The handings that hold, the first first: the last is to somebody who may have the line."""
    last = next(
        (at for at, each in reversed(list(enumerate(handings))) if each.given_to_id in holders),
        -1,
    )
    return handings[: last + 1]


def looked_after(line: Line, handings: Sequence[Handing]) -> Line:
    """The line with who looks after it and who gave it away."""
    holding = in_force(handings, line.holders)
    if not holding:
        return line
    givers = frozenset(each.given_by_id for each in holding) - {holding[-1].given_to_id}
    return replace(line, handing=holding[-1], givers=givers)


def stands_with(line: Line, person_id: int) -> bool:
    """Whether a line that was read for this person stands on their desk: they did not give it."""
    return person_id not in line.givers


def receivers(line: Line, by_id: int) -> frozenset[int]:
    """To whom this person could hand the line."""
    return line.holders - {by_id}


def hand_over_refusal(line: Line | None, by_id: int) -> Finding | None:
    """Why this person cannot hand the line over; None when they can.

    `line` is the one that was read for them, None where there is none.
    """
    if line is None or not stands_with(line, by_id):
        return finding("desk_line.not_here")
    if not line.holders:
        return finding("desk_line.stays")
    if line.handing is not None and line.handing.given_to_id != by_id:
        return finding("desk_line.held")
    return None if receivers(line, by_id) else finding("desk_line.nobody_else")


def hand_over_gaps(line: Line, by_id: int, to_id: int, note: str) -> Findings:
    """What the handing over of a line that can be handed over lacks."""
    return tuple(_hand_over_gaps(line, by_id, to_id, note))


def _hand_over_gaps(line: Line, by_id: int, to_id: int, note: str) -> Iterator[Finding]:
    if to_id not in receivers(line, by_id):
        yield finding("desk_line.not_theirs", field="to")
    if is_blank(note):
        yield finding("desk_line.note_missing", field="note")
