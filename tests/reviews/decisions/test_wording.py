"""Beside a reading that does not count stands why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from evidence.dossier import AssessmentPart
from evidence.rules.vocabulary import Verdict
from reviews.decisions.wording import not_counted
from tests.evidence.parts import ARTIFACT, READING
from tests.partnerships.parts import TODAY

THEN = datetime(2026, 11, 1, tzinfo=UTC)
GONE = {"withdrawn_at": THEN, "withdrawn_reason": "Miscounted"}


@pytest.mark.parametrize(
    ("reading", "artifact", "day", "said"),
    [
        ({}, {}, TODAY, ""),
        (GONE, {}, TODAY, "Withdrawn, does not count: Miscounted"),
        ({}, GONE, TODAY, "The artifact was withdrawn, so this does not count: Miscounted"),
        ({}, {}, date(2027, 4, 1), "Does not count. The artifact held until"),
        ({}, {"superseded_by_id": "52"}, TODAY, "Does not count."),
        ({"assessment": AssessmentPart(id="1", verdict=Verdict.REJECTED)}, {}, TODAY, "Does not"),
    ],
)
def test_a_reading_that_does_not_count_says_why(
    reading: dict[str, Any], artifact: dict[str, Any], day: date, said: str
) -> None:
    found = not_counted(replace(READING, **reading), replace(ARTIFACT, **artifact), day)
    assert found.startswith(said)
    assert bool(found) is bool(said)
