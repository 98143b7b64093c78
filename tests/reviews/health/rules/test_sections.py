"""A health review is closed once its three questions are answered in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from config.kernel.findings import Findings
from reviews.health.rules.sections import (
    QUESTIONS,
    ReviewFacts,
    Section,
    answer_gaps,
    closing_gaps,
    drift_gaps,
    line_gaps,
    sighting_gaps,
)
from reviews.vocabulary import EndsIn

TODAY = date(2026, 11, 20)
WHOLE = ReviewFacts(
    id="1",
    boundary="No boundary was violated.",
    evidence="We trust it as before.",
    triggers="What the triggers say.",
    ends_in=EndsIn.CONTINUE,
)


def codes(found: Findings) -> list[str]:
    return [each.code.partition(".")[2] for each in found]


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, []),
        ({"boundary": ""}, ["boundary_missing"]),
        ({"boundary": " – "}, ["boundary_missing"]),
        ({"boundary": "None"}, ["no_sentence"]),
        ({"boundary": "None at all"}, []),
        ({"evidence": ""}, ["evidence_missing"]),
        ({"triggers": "see above"}, ["no_sentence"]),
        ({"triggers": ""}, ["triggers_missing"]),
        ({"ends_in": None}, ["ends_in_missing"]),
        ({"violated": True}, ["reason_missing"]),
        ({"violated": True, "ends_in_reason": "…"}, ["reason_missing"]),
        ({"violated": True, "ends_in_reason": "It was put right the same day"}, []),
        ({"violated": True, "ends_in": EndsIn.RENEGOTIATE}, []),
        ({"violated": True, "ends_in": EndsIn.UNWIND}, []),
        ({"boundary": "", "evidence": "", "triggers": "", "ends_in": None}, 4),
    ],
)
def test_what_keeps_a_review_from_being_closed(changed: dict[str, Any], missing: Any) -> None:
    found = closing_gaps(replace(WHOLE, **changed))
    assert (len(found) if isinstance(missing, int) else codes(found)) == missing


@pytest.mark.parametrize("section", QUESTIONS)
def test_a_missing_answer_names_its_section_and_field(section: Section) -> None:
    (found,) = answer_gaps("7", section, "")
    assert (found.subject, found.section, found.field) == ("7", section.value, section.value)


@pytest.mark.parametrize(
    ("overstepped", "how", "missing"),
    [
        (False, "", []),
        (True, "", ["how_missing"]),
        (True, " . ", ["how_missing"]),
        (True, "In the board's report", []),
    ],
)
def test_overstepping_a_line_says_how(overstepped: bool, how: str, missing: list[str]) -> None:
    assert codes(line_gaps("3", overstepped, how)) == missing


@pytest.mark.parametrize(
    ("name", "count", "missing"),
    [
        ("", None, []),
        ("Calls past the path", 0, []),
        ("Calls past the path", None, ["count_missing"]),
        ("", 0, ["name_missing"]),
        ("–", 3, ["name_missing"]),
    ],
)
def test_an_own_indicator_has_a_name_and_a_count(
    name: str, count: int | None, missing: list[str]
) -> None:
    assert codes(drift_gaps(name, count)) == missing


@pytest.mark.parametrize(
    ("seen_on", "what", "missing"),
    [
        (TODAY, "Two months below nine in ten", []),
        (None, "Two months below nine in ten", ["seen_on_missing"]),
        (TODAY + timedelta(1), "Two months", ["seen_on_to_come"]),
        (TODAY, " ", ["what_missing"]),
        (None, "", ["seen_on_missing", "what_missing"]),
    ],
)
def test_what_a_sighting_says(seen_on: date | None, what: str, missing: list[str]) -> None:
    assert codes(sighting_gaps("4", seen_on, what, TODAY)) == missing
