"""What has to be said of a violation, and of how it was put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reviews.dossier import ViolationPart
from reviews.health.rules.violations import resolved_gaps, violation_gaps
from reviews.vocabulary import Severity

TODAY = date(2026, 11, 20)
A_DAY = timedelta(1)
SEEN = ViolationPart(
    id="1", what="They changed the gateway", severity=Severity.MINOR, seen_on=TODAY - 5 * A_DAY
)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, []),
        ({"what": " . "}, ["what_missing"]),
        ({"seen_on": TODAY}, []),
        ({"seen_on": TODAY + A_DAY}, ["seen_on_to_come"]),
        ({"resolved_on": TODAY, "resolved_how": "Rolled back"}, []),
        ({"resolved_on": SEEN.seen_on, "resolved_how": "Rolled back"}, []),
        ({"resolved_on": TODAY}, ["resolved_how_missing"]),
        ({"resolved_how": "Rolled back"}, ["resolved_on_missing"]),
        (
            {"resolved_on": SEEN.seen_on - A_DAY, "resolved_how": "Rolled back"},
            ["resolved_on_before_seen"],
        ),
        ({"resolved_on": TODAY + A_DAY, "resolved_how": "To come"}, ["resolved_on_to_come"]),
    ],
)
def test_what_a_violation_lacks(changed: dict[str, Any], missing: list[str]) -> None:
    found = violation_gaps(replace(SEEN, **changed), TODAY)
    assert [each.code.partition(".")[2] for each in found] == missing


def test_putting_right_says_when_and_how() -> None:
    found = resolved_gaps(SEEN, TODAY)
    assert [each.field for each in found] == ["resolved_on", "resolved_how"]
