"""Who looks after a line, and who may hand it to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reviews.desk.rules.handing import (
    hand_over_gaps,
    hand_over_refusal,
    in_force,
    looked_after,
    receivers,
    stands_with,
)
from reviews.desk.rules.lines import Handing, Line
from reviews.vocabulary import LineKind

ANA, BO, CY, DEE = 1, 2, 3, 4
ALL = frozenset({ANA, BO, CY, DEE})
LINE = Line(
    kind=LineKind.REVIEW,
    subject="partnership-7",
    title="",
    href="",
    why="",
    clears="",
    holders=ALL,
)


def handing(giver: int, receiver: int) -> Handing:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    pk = 10 * giver + receiver
    return Handing(id=pk, given_by_id=giver, given_to_id=receiver, note="Away", given_at=at)


def after(*handings: Handing, holders: frozenset[int] = ALL) -> Line:
    return looked_after(replace(LINE, holders=holders), handings)


def desks(line: Line) -> set[int]:
    """The people on whose desks it stands."""
    return {person for person in ALL if stands_with(line, person)}


def test_a_line_that_nobody_handed_over_stands_with_everybody_it_is_for() -> None:
    assert after() == LINE
    assert desks(after()) == ALL


@pytest.mark.parametrize(
    ("handings", "holder", "without"),
    [
        ([(ANA, BO)], BO, {ANA}),
        ([(ANA, BO), (BO, CY)], CY, {ANA, BO}),
        ([(ANA, BO), (BO, CY), (CY, ANA)], ANA, {BO, CY}),
    ],
)
def test_it_leaves_the_desk_of_each_who_gave_it_and_is_with_the_last(
    handings: list[tuple[int, int]], holder: int, without: set[int]
) -> None:
    line = after(*(handing(*each) for each in handings))
    assert line.handing is not None
    assert line.handing.given_to_id == holder
    assert desks(line) == ALL - without


def test_where_the_receiver_may_have_it_no_more_it_stands_with_the_one_before() -> None:
    chain = [handing(ANA, BO), handing(BO, CY)]
    line = after(*chain, holders=ALL - {CY})
    assert line.handing == chain[0]
    assert desks(line) == ALL - {ANA}
    assert after(*chain, holders=ALL - {BO, CY}).handing is None
    assert list(in_force(chain, frozenset())) == []


def test_one_in_the_middle_who_left_does_not_break_the_row() -> None:
    chain = [handing(ANA, BO), handing(BO, CY)]
    assert after(*chain, holders=ALL - {BO}).handing == chain[1]


@pytest.mark.parametrize(
    ("line", "by", "code"),
    [
        (None, ANA, "desk_line.not_here"),
        (after(handing(ANA, BO)), ANA, "desk_line.not_here"),
        (replace(LINE, holders=frozenset()), ANA, "desk_line.stays"),
        (after(handing(ANA, BO)), CY, "desk_line.held"),
        (replace(LINE, holders=frozenset({ANA})), ANA, "desk_line.nobody_else"),
        (LINE, ANA, None),
        (after(handing(ANA, BO)), BO, None),
    ],
)
def test_who_can_hand_a_line_over(line: Line | None, by: int, code: str | None) -> None:
    refusal = hand_over_refusal(line, by)
    assert (refusal and refusal.code) == code


def test_a_line_goes_to_those_who_may_have_it_and_not_to_oneself() -> None:
    assert receivers(LINE, ANA) == {BO, CY, DEE}


@pytest.mark.parametrize(
    ("to", "note", "codes"),
    [
        (BO, "Away until Monday", []),
        (ANA, "Away", ["desk_line.not_theirs"]),
        (99, "Away", ["desk_line.not_theirs"]),
        (BO, " — ", ["desk_line.note_missing"]),
        (99, "", ["desk_line.not_theirs", "desk_line.note_missing"]),
    ],
)
def test_what_handing_over_lacks(to: int, note: str, codes: list[str]) -> None:
    assert [each.code for each in hand_over_gaps(LINE, ANA, to, note)] == codes
