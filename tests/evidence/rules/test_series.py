"""What people paste, and what recording it would do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.periods import first_day
from evidence.rules.series import (
    LONGEST_LINE,
    LONGEST_NOTE,
    MOST_LINES,
    Figure,
    Line,
    Outcome,
    as_text,
    changes,
    file_text,
    is_accepted,
    read_series,
    seen,
    text_findings,
    was_seen,
)
from evidence.rules.vocabulary import Period
from tests.partnerships.parts import TODAY

MONTH = Period.MONTH


def read(text: str, known: dict[date, Figure] | None = None) -> tuple[Line, ...]:
    return read_series(text, MONTH, TODAY, known)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2026-01\t97.5", "97.5"),
        ("2026-01;97,5", "97.5"),
        ("2026-01,97,5", "97.5"),
        ("2026-01,97.5", "97.5"),
        ('2026-01,"97,5"', "97.5"),
        ("2026-01;97,5 %", "97.5"),
        ("2026-01;1.234,5", "1234.5"),
        ("2026-01;1,234.5", "1234.5"),
        ("2026-01;1 234 567", "1234567"),
        ("2026-01;1'234", "1234"),
        ("2026-01;1\u202f234,5", "1234.5"),
        ("2026-01;\u22124", "-4"),
        ("2026-01;.5", "0.5"),
        ("2026-01;0,125", "0.125"),
        ("2026-01;12.345", "12.345"),
        ("31.01.2026;7", "7"),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, value: str) -> None:
    (found,) = read(line)
    assert found.figure == Figure(date(2026, 1, 1), Decimal(value))
    assert found.outcome is Outcome.ADDED


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("soon;1", "series.no_period"),
        ("2026-Q1;1", "series.too_coarse"),
        ("2026-12;1", "series.not_begun"),
        ("2026-01;many", "series.no_number"),
        ("2026-01;1,2,3", "series.no_number"),
        ("2026-01;NaN", "series.no_number"),
        ("2026-01;1e5", "series.no_number"),
        ("2026-01;٧", "series.no_number"),
        ("2026-01;12,345", "series.ambiguous_number"),
        ("2026-01;1" + "0" * 18, "series.too_large"),
        ("2026-01;0.1234567", "series.too_precise"),
        ("2026-01;1;" + "x" * (LONGEST_NOTE + 1), "series.note_too_long"),
        ("2026-01;1;" + "x" * LONGEST_LINE, "series.line_too_long"),
    ],
)
def test_a_refused_line_says_why_and_holds_back_the_rest(line: str, code: str) -> None:
    lines = read(f"2025-12;1\n{line}")
    assert [each.outcome for each in lines] == [Outcome.ADDED, Outcome.REFUSED]
    assert lines[1].reason is not None
    assert lines[1].reason.code == code
    assert not is_accepted(lines)
    assert not was_seen(lines, seen(lines))


def test_a_period_stands_once() -> None:
    lines = read("2026-01;1\n2026-01-15;2")
    assert lines[1].reason is not None
    assert (lines[1].reason.code, lines[1].reason.value("line")) == ("series.twice", 1)


def test_headings_are_passed_over_and_said_to_be() -> None:
    lines = read("Month\tOrders paid\r\n\r\n2026-01\t5\r\n2026-02\t6\r\n")
    assert [(each.number, each.outcome) for each in lines] == [
        (1, Outcome.HEADER),
        (3, Outcome.ADDED),
        (4, Outcome.ADDED),
    ]


def test_a_period_without_a_value_stays_open() -> None:
    lines = read("2026-01;5\n2026-02;\n2026-03;7")
    assert [each.outcome for each in lines][1] is Outcome.GAP
    assert [figure.starts_on.month for figure in changes(lines)] == [1, 3]


def test_a_note_may_stand_in_the_third_column() -> None:
    notes = [read(line)[0].figure for line in ("2026-01;5;a; strike", "2026-01,5,a, strike")]
    assert [figure.note for figure in notes if figure] == ["a", "a, strike"]


def test_what_stands_there_is_told_from_what_changes() -> None:
    known = {
        date(2026, 1, 1): Figure(date(2026, 1, 1), Decimal("5.000000"), "counted twice"),
        date(2026, 2, 1): Figure(date(2026, 2, 1), Decimal(6)),
    }
    lines = read("2026-01;5\n2026-02;7\n2026-03;8", known)
    assert [each.outcome for each in lines] == [Outcome.SAME, Outcome.CHANGED, Outcome.ADDED]
    assert lines[1].before == known[date(2026, 2, 1)]
    assert len(changes(lines)) == 2
    assert seen(lines) != seen(read("2026-01;5\n2026-02;7\n2026-03;8"))


@pytest.mark.parametrize("text", ["", "\n \n", "Month;Value", "2026-01;"])
def test_a_text_without_values_is_refused(text: str) -> None:
    assert [each.code for each in text_findings(read(text))] == ["series.nothing"]


def test_too_many_lines_are_refused() -> None:
    lines = read("\n".join(["2026-01;1"] * (MOST_LINES + 1)))
    assert [each.code for each in text_findings(lines)] == ["series.too_many"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_however_the_spreadsheet_saved_it(encoding: str) -> None:
    assert file_text("2026-01;5;fête".encode(encoding)) == "2026-01;5;fête"


FIGURES = st.builds(
    Figure,
    starts_on=st.dates(date(1990, 1, 1), TODAY),
    value=st.decimals(-(10**12), 10**12, places=6),
    note=st.text(st.characters(blacklist_categories=("C", "Z")), max_size=40),
)


@given(st.lists(FIGURES, min_size=1, max_size=30), st.sampled_from(Period))
def test_what_is_written_out_is_read_back(figures: list[Figure], period: Period) -> None:
    by_day = {first_day(each.starts_on, period): each for each in figures}
    whole = tuple(Figure(day, each.value, each.note) for day, each in by_day.items())
    assert changes(read_series(as_text(whole), period, TODAY)) == whole


@given(st.text(max_size=300))
def test_any_text_is_answered_line_by_line(text: str) -> None:
    for line in read(text):
        assert (line.outcome is Outcome.REFUSED) == (line.reason is not None)
