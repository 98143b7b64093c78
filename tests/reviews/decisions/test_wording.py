"""Beside a reading that does not count stands why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from config.kernel.scope import workspace_scope
from evidence.dossier import AssessmentPart
from evidence.rules.vocabulary import Verdict
from reviews.decisions.rules.comparison import differences
from reviews.decisions.wording import difference_lines, not_counted
from tests.conftest import Cast
from tests.evidence.parts import ARTIFACT, READING
from tests.partnerships.parts import TODAY
from tests.reviews.parts import COMPLETE_DOSSIER, MEASUREMENT

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


def test_the_values_of_a_series_are_one_line(cast: Cast) -> None:
    first = MEASUREMENT.values[0]
    many = [replace(first, starts_on=date(2026, month, 1)) for month in range(1, 6)]
    bare = replace(COMPLETE_DOSSIER, measurements=(replace(MEASUREMENT, values=()),))
    for count, told in ((1, "2026-01"), (2, "2026-01, 2026-02"), (5, "2026-01 … 2026-05")):
        series = replace(MEASUREMENT, values=tuple(many[:count]))
        found = differences(bare, replace(bare, measurements=(series,)))
        with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
            (line,) = difference_lines(found)
        assert (line.name, line.fields) == (MEASUREMENT.name, told)
        assert line.href.endswith(f"/history/measurement/{MEASUREMENT.id}/")


def test_what_came_along_is_in_the_line_of_what_it_belongs_to(cast: Cast) -> None:
    found = differences(replace(COMPLETE_DOSSIER, claims=(), readings=()), COMPLETE_DOSSIER)
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        lines = difference_lines(found)
    assert [line.part for line in lines] == ["Claim", "Reading"]
