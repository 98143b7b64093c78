"""What holds today, and what a reading of it weighs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.dossier import ArtifactPart, AssessmentPart, ReadingPart, RevalidationPart
from evidence.rules.vocabulary import Auditability, Bearing, Conditions, Subject, Verdict
from evidence.rules.weight import (
    ArtifactState,
    artifact_gaps,
    artifact_state,
    reading_gaps,
    weigh,
)
from tests.evidence.parts import ARTIFACT, ARTIFACTS, READING, READINGS
from tests.partnerships.parts import TODAY

WITHDRAWN = datetime(2026, 10, 5, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, ArtifactState.IN_FORCE),
        ({"holds_until": None}, ArtifactState.IN_FORCE),
        ({"holds_until": TODAY}, ArtifactState.IN_FORCE),
        ({"holds_until": TODAY - A_DAY}, ArtifactState.EXPIRED),
        ({"observed_on": TODAY}, ArtifactState.IN_FORCE),
        ({"observed_on": TODAY + A_DAY}, ArtifactState.NOT_YET),
        ({"withdrawn_at": WITHDRAWN}, ArtifactState.WITHDRAWN),
        (
            {"withdrawn_at": WITHDRAWN, "holds_until": TODAY - A_DAY},
            ArtifactState.WITHDRAWN,
        ),
    ],
)
def test_an_artifact_holds_or_not(change: dict[str, Any], state: ArtifactState) -> None:
    assert artifact_state(replace(ARTIFACT, **change), TODAY) is state


@pytest.mark.parametrize(
    ("reading", "artifact", "code"),
    [
        (replace(READING, withdrawn_at=WITHDRAWN), ARTIFACT, "reading.withdrawn"),
        (READING, replace(ARTIFACT, withdrawn_at=WITHDRAWN), "artifact.withdrawn"),
        (READING, replace(ARTIFACT, holds_until=TODAY - A_DAY), "artifact.expired"),
        (READING, replace(ARTIFACT, observed_on=TODAY + A_DAY), "artifact.not_yet"),
    ],
)
def test_what_no_longer_holds_weighs_nothing(
    reading: ReadingPart, artifact: ArtifactPart, code: str
) -> None:
    weight = weigh(reading, artifact, TODAY)
    assert not weight.counts
    assert [reason.code for reason in weight.reasons] == [code]


def test_superseded_evidence_weighs_nothing_and_is_withdrawn_before_it_is_superseded() -> None:
    superseded = replace(ARTIFACT, superseded_by_id="52", holds_until=TODAY - A_DAY)
    assert artifact_state(superseded, TODAY) is ArtifactState.SUPERSEDED
    weight = weigh(READING, superseded, TODAY)
    assert [reason.code for reason in weight.reasons] == ["artifact.superseded"]
    both = replace(superseded, withdrawn_at=WITHDRAWN)
    assert artifact_state(both, TODAY) is ArtifactState.WITHDRAWN


def a_look(day: date, until: date | None) -> RevalidationPart:
    return RevalidationPart(id="71", looked_on=day, seen="It still holds", holds_until=until)


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ([], ArtifactState.EXPIRED),
        ([a_look(TODAY - 9 * A_DAY, TODAY)], ArtifactState.IN_FORCE),
        ([a_look(TODAY - 9 * A_DAY, None)], ArtifactState.IN_FORCE),
        ([a_look(TODAY - 9 * A_DAY, TODAY - A_DAY)], ArtifactState.EXPIRED),
        (
            [a_look(TODAY - 9 * A_DAY, None), a_look(TODAY - 8 * A_DAY, TODAY - A_DAY)],
            ArtifactState.EXPIRED,
        ),
        (
            [a_look(TODAY - 8 * A_DAY, TODAY), a_look(TODAY - 9 * A_DAY, TODAY - A_DAY)],
            ArtifactState.IN_FORCE,
        ),
    ],
)
def test_whoever_looked_last_says_until_when_it_holds(
    looks: list[RevalidationPart], state: ArtifactState
) -> None:
    expired = replace(ARTIFACT, holds_until=TODAY - 10 * A_DAY, revalidations=tuple(looks))
    assert artifact_state(expired, TODAY) is state


@pytest.mark.parametrize(("verdict", "counts"), [(Verdict.UPHELD, True), (Verdict.REJECTED, False)])
def test_a_rejected_reading_counts_for_nothing(verdict: Verdict, counts: bool) -> None:
    assessed = replace(READING, assessment=AssessmentPart(id="81", verdict=verdict))
    weight = weigh(assessed, ARTIFACT, TODAY)
    assert weight.counts is counts
    assert [reason.code for reason in weight.reasons] == ([] if counts else ["reading.rejected"])


def test_the_result_of_a_pilot_needs_no_file_and_no_link() -> None:
    assert artifact_gaps(replace(ARTIFACT, link="", pilot_id="91"), TODAY) == ()


def test_evidence_in_force_counts_without_remark() -> None:
    weight = weigh(READING, ARTIFACT, TODAY)
    assert (weight.counts, weight.reasons, weight.remarks) == (True, (), ())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"conditions": Conditions.DEMO}, "artifact.demo_is_no_pilot"),
        ({"subject": Subject.INTEGRATION_SHIPPED}, "artifact.integration_is_no_outcome"),
    ],
)
def test_what_is_easily_taken_for_more_carries_a_remark(change: dict[str, Any], code: str) -> None:
    weight = weigh(READING, replace(ARTIFACT, **change), TODAY)
    assert weight.counts
    assert [remark.code for remark in weight.remarks] == [code]


@given(READINGS, ARTIFACTS, st.dates(), st.sampled_from(Bearing))
def test_refuting_evidence_weighs_as_much_as_supporting(
    reading: ReadingPart, artifact: ArtifactPart, today: date, bearing: Bearing
) -> None:
    assert weigh(replace(reading, bearing=bearing), artifact, today) == weigh(
        reading, artifact, today
    )


@given(ARTIFACTS, st.dates(max_value=date(9990, 1, 1)), st.timedeltas(timedelta(0), 99 * A_DAY))
def test_what_expired_never_comes_back_by_itself(
    artifact: ArtifactPart, today: date, passing: timedelta
) -> None:
    if artifact_state(artifact, today) is ArtifactState.EXPIRED:
        assert artifact_state(artifact, today + passing) is ArtifactState.EXPIRED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "artifact.title_missing"),
        ({"limits": "-"}, "artifact.limits_missing"),
        ({"link": ""}, "artifact.file_or_link_missing"),
        ({"observed_on": TODAY + A_DAY}, "artifact.observed_on_future"),
        ({"holds_until": date(2026, 9, 29)}, "artifact.holds_until_before_observed"),
        (
            {"auditable": Auditability.BY_INDEPENDENT_AUDITOR, "audited_how": ""},
            "artifact.audited_how_missing",
        ),
    ],
)
def test_an_artifact_says_what_it_must(change: dict[str, Any], code: str) -> None:
    gaps = artifact_gaps(replace(ARTIFACT, **change), TODAY)
    assert [gap.code for gap in gaps] == [code]


def test_a_complete_artifact_and_reading_may_be_kept() -> None:
    assert artifact_gaps(ARTIFACT, TODAY) == reading_gaps(READING) == ()


def test_a_reading_without_a_why_is_not_kept() -> None:
    assert [gap.code for gap in reading_gaps(replace(READING, why=""))] == ["reading.why_missing"]
