"""What stands against a criterion, and who may say what of an answer to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from evidence.dossier import AnswerPart, ArtifactPart, AssessmentPart, ReadingPart
from evidence.rules.answers import (
    answer_assessment_gaps,
    answer_gaps,
    assessor_gaps,
    nothing_to_answer,
    stands_against,
)
from evidence.rules.vocabulary import Bearing, Verdict
from tests.evidence.parts import ARTIFACT, READING

AGAINST = replace(READING, bearing=Bearing.REFUTES)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REJECTED = AssessmentPart(id="1", verdict=Verdict.REJECTED, assessed_by_id="6")
ANSWER = AnswerPart(id="1", text="Their fault was ours", written_by_id="5")


@pytest.mark.parametrize(
    ("reading", "artifact", "code"),
    [
        (READING, ARTIFACT, "answer.nothing_refuted"),
        (replace(AGAINST, bearing=Bearing.AMBIGUOUS), ARTIFACT, "answer.nothing_refuted"),
        (replace(AGAINST, withdrawn_at=LONG_AGO), ARTIFACT, "answer.not_in_force"),
        (replace(AGAINST, assessment=REJECTED), ARTIFACT, "answer.not_in_force"),
        (AGAINST, replace(ARTIFACT, withdrawn_at=LONG_AGO), "answer.not_in_force"),
        (AGAINST, replace(ARTIFACT, superseded_by_id="52"), "answer.not_in_force"),
    ],
)
def test_only_what_stands_against_a_criterion_is_answered(
    reading: ReadingPart, artifact: ArtifactPart, code: str
) -> None:
    assert not stands_against(reading, artifact)
    assert [each.code for each in nothing_to_answer(reading, artifact)] == [code]


def test_no_day_makes_evidence_against_a_criterion_weigh_less() -> None:
    expired = replace(ARTIFACT, observed_on=date(2000, 1, 1), holds_until=date(2001, 1, 1))
    for artifact in (ARTIFACT, expired):
        assert stands_against(AGAINST, artifact)
        assert nothing_to_answer(AGAINST, artifact) == ()


@pytest.mark.parametrize("text", ["", "  ", "–", "..."])
def test_an_answer_says_something(text: str) -> None:
    assert [each.code for each in answer_gaps(replace(ANSWER, text=text))] == [
        "answer.text_missing"
    ]
    assert answer_gaps(ANSWER) == ()


def test_nobody_assesses_their_own_answer_or_one_that_was_assessed() -> None:
    assert assessor_gaps(ANSWER, "6") == ()
    assert [each.code for each in assessor_gaps(ANSWER, "5")] == ["answer.own"]
    seen = assessor_gaps(ANSWER, "6", behind=("5",))
    assert [each.code for each in seen] == ["answer.link_seen_by_writer"]
    assessed = replace(ANSWER, verdict=Verdict.REJECTED, assessed_by_id="6")
    assert [each.code for each in assessor_gaps(assessed, "7")] == ["answer.assessed_already"]


def test_an_assessment_says_why() -> None:
    assert answer_assessment_gaps(ANSWER, "6", "I saw the logs") == ()
    found = answer_assessment_gaps(ANSWER, "6", " – ")
    assert [(each.code, each.field) for each in found] == [("answer.why_missing", "why")]
