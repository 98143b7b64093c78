"""Each finding about evidence has its sentence, each sentence its finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from config.kernel.findings import Finding
from evidence import models
from evidence.dossier import (
    AnswerPart,
    AssessmentPart,
    DoubtPart,
    MeasurementPart,
    PilotCriterionPart,
    PilotPart,
    RevalidationPart,
)
from evidence.rules.answers import (
    answer_assessment_gaps,
    answer_gaps,
    nothing_to_answer,
)
from evidence.rules.files import MAX_SIZE, file_findings
from evidence.rules.pilots import conclusion_gaps, measurement_gaps, pilot_criterion_gaps
from evidence.rules.series import read_series, text_findings
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Period,
    Source,
    Subject,
    Verdict,
)
from evidence.rules.weight import (
    artifact_gaps,
    assessment_gaps,
    reading_gaps,
    revalidation_gaps,
    weigh,
)
from evidence.sentences import BOOK
from tests.evidence.parts import ARTIFACT, READING
from tests.partnerships.parts import TODAY
from tests.sentences import assert_worded, assert_words_agree

A_DAY = timedelta(days=1)
WITHDRAWN = datetime(2026, 10, 5, tzinfo=UTC)
BARE = replace(
    ARTIFACT,
    title="",
    limits="",
    link="",
    audited_how="",
    auditable=Auditability.BY_INDEPENDENT_AUDITOR,
    conditions=Conditions.DEMO,
    subject=Subject.INTEGRATION_SHIPPED,
    observed_on=TODAY + 2 * A_DAY,
    holds_until=TODAY + A_DAY,
)


A_LOOK = RevalidationPart(id="71", looked_on=TODAY + A_DAY, holds_until=TODAY - A_DAY)
AN_ASSESSMENT = AssessmentPart(id="81", verdict=Verdict.REJECTED, assessed_by_id="5")
AN_ANSWER = AnswerPart(id="82", written_by_id="5", verdict=Verdict.UPHELD, assessed_by_id="6")
A_PILOT = PilotPart(
    id="91",
    conditions=Conditions.TEST,
    starts_on=TODAY,
    ends_on=TODAY - A_DAY,
    concluded_at=WITHDRAWN,
)
A_ROW = PilotCriterionPart(id="92", criterion_id="11")
A_MEASUREMENT = MeasurementPart(id="93", criterion_id="1", trigger_id="2")


def of_pilots() -> list[Finding]:
    open_pilot = replace(A_PILOT, concluded_at=None, criteria=(A_ROW,), ends_on=TODAY + A_DAY)
    nothing: frozenset[str] = frozenset()
    row = {"of_partnership": frozenset({"11"}), "taken": frozenset({"11"})}
    return [
        *conclusion_gaps(A_PILOT, {}, TODAY),
        *conclusion_gaps(open_pilot, {}, TODAY),
        *pilot_criterion_gaps(A_ROW, open_pilot, **row),
        *pilot_criterion_gaps(A_ROW, open_pilot, of_partnership=nothing, taken=nothing),
        *measurement_gaps(A_MEASUREMENT, criteria=nothing, triggers=nothing, period_was="week"),
    ]


def of_series() -> list[Finding]:
    refused = [
        "2026-01;1",
        "2026-01;1",
        "soon;1",
        "2026-Q1;1",
        "2030-01;1",
        "2025-01;many",
        "2025-02;12,345",
        f"2025-03;1{'0' * 18}",
        "2025-04;0.1234567",
        f"2025-05;1;{'x' * 600}",
        f"2025-01;1;{'x' * 2000}",
    ]
    lines = read_series("\n".join(refused), Period.MONTH, TODAY)
    too_many = read_series("\n".join(["2026-01;1"] * 2001), Period.MONTH, TODAY)
    reasons = [line.reason for line in lines if line.reason]
    return [*reasons, *text_findings(()), *text_findings(too_many)]


def every_finding() -> list[Finding]:
    readings = [
        (replace(READING, withdrawn_at=WITHDRAWN), replace(ARTIFACT, withdrawn_at=WITHDRAWN)),
        (READING, replace(ARTIFACT, holds_until=TODAY - A_DAY)),
        (READING, BARE),
        (READING, replace(ARTIFACT, doubts=(DoubtPart(id="1", doubted_on=TODAY),))),
        (replace(READING, assessment=AN_ASSESSMENT), replace(ARTIFACT, superseded_by_id="52")),
    ]
    weights = [weigh(reading, artifact, TODAY) for reading, artifact in readings]
    return [
        *(each for weight in weights for each in (*weight.reasons, *weight.remarks)),
        *artifact_gaps(BARE, TODAY),
        *reading_gaps(replace(READING, why="")),
        *revalidation_gaps(A_LOOK, ARTIFACT, TODAY),
        *revalidation_gaps(replace(A_LOOK, looked_on=date(2020, 1, 1)), ARTIFACT, TODAY),
        *assessment_gaps(AN_ASSESSMENT, READING),
        *nothing_to_answer(READING, ARTIFACT),
        *nothing_to_answer(
            replace(READING, bearing=Bearing.REFUTES, withdrawn_at=WITHDRAWN), ARTIFACT
        ),
        *answer_gaps(AN_ANSWER),
        *answer_assessment_gaps(AN_ANSWER, "5", ""),
        *answer_assessment_gaps(AN_ANSWER, "6", "", ("5",)),
        *assessment_gaps(replace(AN_ASSESSMENT, assessed_by_id="99"), READING, ("5",)),
        *of_pilots(),
        *of_series(),
        *file_findings("a.exe", MAX_SIZE + 1, b""),
        *file_findings("a.pdf", 0, b""),
        *file_findings("a.pdf", 9, b"MZ"),
    ]


def test_each_finding_has_a_sentence_and_each_sentence_a_finding() -> None:
    assert_worded(BOOK, every_finding())


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (ArtifactKind, models.Kind),
        (Source, models.Source),
        (Conditions, models.Conditions),
        (Subject, models.Subject),
        (Auditability, models.Auditability),
        (Bearing, models.Bearing),
    ],
)
def test_rules_and_database_know_the_same_words(words: type, choices: type) -> None:
    assert_words_agree(words, choices)
