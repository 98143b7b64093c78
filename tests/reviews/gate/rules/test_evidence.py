"""Each success criterion needs a reading that counts before anybody can commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from evidence.dossier import AssessmentPart
from evidence.rules.vocabulary import Bearing, Verdict
from partnerships.dossier import CriterionPart
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.evidence import evidence_gaps, reading_counts
from reviews.gate.rules.judgement import Condition, ConditionCode, ConditionState
from tests.evidence.parts import ARTIFACT, READING
from tests.partnerships.parts import COMPLETE_CLAIM, TODAY
from tests.reviews.parts import COMPLETE_DOSSIER

THEN = datetime(2026, 11, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)
LAST_DAY = date(2027, 3, 31)
SECOND = CriterionPart(id="12", statement="Disputes are answered in a day", target="90 of 100")


def evidence_read(dossier: Dossier, today: date = TODAY) -> Condition:
    (found,) = [
        each
        for each in judge(DecisionKind.COMMIT, dossier, today).conditions
        if each.code is ConditionCode.EVIDENCE_READ
    ]
    return found


@pytest.mark.parametrize("bearing", Bearing)
def test_a_reading_in_force_counts_whichever_way_it_bears(bearing: Bearing) -> None:
    assert reading_counts(replace(READING, bearing=bearing), ARTIFACT, TODAY)


@pytest.mark.parametrize(
    ("reading", "artifact", "today", "counts"),
    [
        ({}, {}, LAST_DAY, True),
        ({}, {}, LAST_DAY + A_DAY, False),
        ({}, {"observed_on": TODAY + A_DAY}, TODAY, False),
        ({"withdrawn_at": THEN, "withdrawn_reason": "Miscounted"}, {}, TODAY, False),
        ({}, {"withdrawn_at": THEN, "withdrawn_reason": "Invented"}, TODAY, False),
        ({}, {"superseded_by_id": "52"}, TODAY, False),
        ({"assessment": AssessmentPart(id="1", verdict=Verdict.UPHELD)}, {}, TODAY, True),
        ({"assessment": AssessmentPart(id="1", verdict=Verdict.REJECTED)}, {}, TODAY, False),
    ],
)
def test_what_is_no_longer_in_force_does_not_count(
    reading: dict[str, Any], artifact: dict[str, Any], today: date, counts: bool
) -> None:
    read, seen = replace(READING, **reading), replace(ARTIFACT, **artifact)
    assert reading_counts(read, seen, today) is counts
    dossier = replace(COMPLETE_DOSSIER, readings=(read,), artifacts=(seen,))
    codes = [gap.code for gap in evidence_gaps(dossier, today)]
    assert codes == ([] if counts else ["partnership.criterion_reading_gone"])
    expected = ConditionState.MET if counts else ConditionState.NOT_MET
    assert evidence_read(dossier, today).state is expected


def test_nothing_read_at_all_is_unknown_and_stops_a_commit() -> None:
    bare = replace(COMPLETE_DOSSIER, artifacts=(), readings=())
    assert evidence_read(bare).state is ConditionState.UNKNOWN
    assert not judge(DecisionKind.COMMIT, bare, TODAY).is_open


def test_one_criterion_without_a_reading_is_named_and_stops_a_commit() -> None:
    claim = replace(COMPLETE_CLAIM, criteria=(*COMPLETE_CLAIM.criteria, SECOND))
    condition = evidence_read(replace(COMPLETE_DOSSIER, claims=(claim,)))
    (gap,) = condition.findings
    assert condition.state is ConditionState.NOT_MET
    assert (gap.code, gap.subject) == ("partnership.criterion_not_read", "3")
    assert gap.value("criterion") == SECOND.statement


def test_a_criterion_without_words_is_named_by_its_claim() -> None:
    claim = replace(COMPLETE_CLAIM, criteria=(CriterionPart(id="13"),))
    (gap,) = evidence_gaps(replace(COMPLETE_DOSSIER, claims=(claim,), readings=()), TODAY)
    assert gap.value("criterion") == COMPLETE_CLAIM.uncertainty


def test_without_a_criterion_there_is_nothing_to_read_for() -> None:
    claim = replace(COMPLETE_CLAIM, criteria=())
    condition = evidence_read(replace(COMPLETE_DOSSIER, claims=(claim,), readings=()))
    assert [gap.code for gap in condition.findings] == ["partnership.nothing_to_read_for"]
    assert condition.state is ConditionState.UNKNOWN


def test_a_second_reading_in_force_stands_in_for_one_withdrawn() -> None:
    gone = replace(READING, id="62", withdrawn_at=THEN, withdrawn_reason="Miscounted")
    assert evidence_gaps(replace(COMPLETE_DOSSIER, readings=(gone, READING)), TODAY) == ()
