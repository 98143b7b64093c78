"""Which readings count under a bar, and why the others do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from evidence.dossier import RevalidationPart
from evidence.rules.vocabulary import (
    Auditability,
    Bearing,
    Conditions,
    Period,
    Source,
    Subject,
    Verdict,
)
from partnerships.dossier import ClaimPart, CriterionPart
from reviews.dossier import Dossier
from reviews.gate.rules.policy import DEFAULT, DEFAULT_BARS, Reach
from reviews.gate.rules.weighing import (
    AUDITABLE,
    INDEPENDENT,
    REAL,
    Evidence,
    days_after,
    is_another,
    is_upheld,
    last_seen,
    next_period,
    units,
)
from tests.evidence.parts import ARTIFACT, READING
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import DEFENSIBLE, TREND, UPHELD, with_row

A_DAY = timedelta(days=1)
AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
HIGHEST = 4


def reasons(bar: int, dossier: Dossier, today: date = TODAY) -> list[str]:
    """Why the one reading of the dossier does not count."""
    (weighed,) = Evidence(dossier, DEFAULT.bar(bar), today).readings
    assert weighed.counts == (not weighed.reasons)
    return [each.code for each in weighed.reasons]


def with_artifact(**values: Any) -> Dossier:
    return with_row(DEFENSIBLE, "artifacts", **values)


def with_reading(**values: Any) -> Dossier:
    return with_row(DEFENSIBLE, "readings", **values)


def seen(days_ago: int, **values: Any) -> Dossier:
    return with_artifact(observed_on=TODAY - days_ago * A_DAY, **values)


def measured(dossier: Dossier, period: Period) -> Dossier:
    return with_row(dossier, "measurements", period=period)


def test_what_is_complete_counts_at_the_highest_bar() -> None:
    assert reasons(HIGHEST, DEFENSIBLE) == []


@pytest.mark.parametrize("bar", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("dossier", "reason"),
    [
        (with_reading(bearing=Bearing.REFUTES), "reading.refutes"),
        (with_reading(bearing=Bearing.AMBIGUOUS), "reading.ambiguous"),
        (with_reading(withdrawn_at=AT), "reading.withdrawn"),
        (with_reading(assessment=replace(UPHELD, verdict=Verdict.REJECTED)), "reading.rejected"),
        (with_artifact(withdrawn_at=AT), "artifact.withdrawn"),
        (with_artifact(superseded_by_id="99"), "artifact.superseded"),
        (with_artifact(holds_until=TODAY - A_DAY), "artifact.expired"),
        (with_artifact(observed_on=TODAY + A_DAY), "artifact.not_yet"),
        (with_artifact(conditions=Conditions.DEMO), "artifact.demo_is_no_pilot"),
        (
            with_artifact(subject=Subject.INTEGRATION_SHIPPED),
            "artifact.integration_is_no_outcome",
        ),
    ],
)
def test_some_things_carry_nothing_at_any_bar(bar: int, dossier: Dossier, reason: str) -> None:
    assert reason in reasons(bar, dossier)


@pytest.mark.parametrize(
    ("dossier", "reason", "at"),
    [
        (with_reading(assessment=None), "reading.not_assessed", {2, 3, 4}),
        (
            with_reading(assessment=replace(UPHELD, assessed_by_id=READING.read_by_id)),
            "reading.not_assessed",
            {2, 3, 4},
        ),
        (
            with_reading(assessment=replace(UPHELD, assessed_by_id=None)),
            "reading.not_assessed",
            {2, 3, 4},
        ),
        (with_artifact(auditable=Auditability.NO), "artifact.not_auditable", {3, 4}),
        (seen(91), "artifact.too_old", {4}),
        (seen(181), "artifact.too_old", {3, 4}),
        (seen(366), "artifact.too_old", {1, 2, 3, 4}),
    ],
)
def test_what_a_bar_asks_it_asks_by_taking_away(
    dossier: Dossier, reason: str, at: set[int]
) -> None:
    assert {bar for bar in (1, 2, 3, 4) if reasons(bar, dossier) == [reason]} == at
    assert {bar for bar in (1, 2, 3, 4) if reasons(bar, dossier) == []} == {1, 2, 3, 4} - at


def test_a_reading_says_everything_that_is_the_matter_with_it() -> None:
    dossier = with_row(seen(400, conditions=Conditions.DEMO), "readings", assessment=None)
    assert reasons(HIGHEST, dossier) == [
        "artifact.demo_is_no_pilot",
        "artifact.too_old",
        "reading.not_assessed",
    ]


@pytest.mark.parametrize("demand", [INDEPENDENT, REAL, AUDITABLE])
def test_a_bar_that_asks_it_of_each_reading_counts_no_reading_without_it(demand: Any) -> None:
    lacking = with_artifact(
        source=Source.PARTNER, conditions=Conditions.TEST, auditable=Auditability.NO
    )
    asked: dict[str, Any] = {demand.name: Reach.EACH_READING}
    bar = replace(DEFAULT_BARS[0], **asked)
    (weighed,) = Evidence(lacking, bar, TODAY).readings
    assert [each.code for each in weighed.reasons] == [f"artifact.not_{demand.name}"]


@pytest.mark.parametrize(
    ("bar", "period", "days"),
    [
        (4, Period.WEEK, 90),
        (4, Period.MONTH, 90),
        (4, Period.QUARTER, 184),
        (3, Period.MONTH, 180),
        (3, Period.QUARTER, 184),
        (2, Period.QUARTER, 365),
    ],
)
def test_two_periods_of_a_measurement_excuse_an_older_observation(
    bar: int, period: Period, days: int
) -> None:
    assert reasons(bar, measured(seen(days), period)) == []
    assert reasons(bar, measured(seen(days + 1), period)) == ["artifact.too_old"]


def test_a_measurement_of_another_criterion_excuses_nothing() -> None:
    dossier = measured(seen(100), Period.QUARTER)
    assert reasons(4, with_row(dossier, "measurements", criterion_id=None)) == ["artifact.too_old"]


def test_no_period_makes_a_window_longer_than_a_year_or_shorter_than_the_bar_says() -> None:
    bar = replace(DEFAULT_BARS[0], observed_within_days=700)
    evidence = Evidence(measured(DEFENSIBLE, Period.QUARTER), bar, TODAY)
    assert evidence.window("11") == evidence.window("another") == 700


def test_looked_at_again_is_seen_again() -> None:
    looks = tuple(
        RevalidationPart(id=str(day), looked_on=date(2026, day, 1), holds_until=date(2027, day, 1))
        for day in (10, 6)
    )
    artifact = replace(ARTIFACT, observed_on=date(2026, 1, 1), revalidations=looks)
    assert last_seen(artifact) == date(2026, 10, 1)
    assert last_seen(replace(artifact, revalidations=())) == date(2026, 1, 1)
    assert reasons(4, with_artifact(observed_on=date(2026, 1, 1), revalidations=looks)) == []


@pytest.mark.parametrize(
    ("person", "other", "another"),
    [
        ("5", "6", True),
        ("5", "5", False),
        (None, "5", False),
        (None, None, False),
        ("5", None, True),
    ],
)
def test_nobody_knows_of_somebody_unnamed_whether_it_is_another_person(
    person: str | None, other: str | None, another: bool
) -> None:
    assert is_another(person, other) is another
    assessed = replace(UPHELD, assessed_by_id=person)
    assert is_upheld(replace(READING, read_by_id=other, assessment=assessed)) is another


def test_only_what_was_upheld_is_upheld() -> None:
    assert not is_upheld(replace(READING, assessment=None))
    rejected = replace(UPHELD, verdict=Verdict.REJECTED)
    assert not is_upheld(replace(READING, assessment=rejected))


def test_evidence_is_asked_for_claims_or_for_criteria() -> None:
    criteria = (CriterionPart(id="1"), CriterionPart(id="2"))
    claims = (ClaimPart(id="a", criteria=criteria), ClaimPart(id="b"))
    assert units(claims, Reach.NOTHING) == ()
    whole = [each.criterion_ids for each in units(claims, Reach.EACH_CLAIM)]
    assert whole == [("1", "2"), ()]
    for reach in (Reach.EACH_CRITERION, Reach.EACH_READING):
        assert [each.criterion_ids for each in units(claims, reach)] == [("1",), ("2",), ()]


def test_days_end_with_the_calendar() -> None:
    assert days_after(date.max, 1) is None
    assert days_after(TODAY, 1) == TODAY + A_DAY
    last = replace(TREND.values[0], starts_on=date(9999, 12, 27))
    assert next_period(last, TREND) is None
    assert next_period(TREND.values[0], TREND) == TREND.values[1].starts_on
    assert Evidence(DEFENSIBLE, DEFAULT_BARS[0], date(1, 2, 1)).earliest("11") == date.min
