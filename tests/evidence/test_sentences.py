"""Each finding about evidence has its sentence, each sentence its finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.kernel.findings import Finding
from evidence import models
from evidence.rules.files import MAX_SIZE, file_findings
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Source,
    Subject,
)
from evidence.rules.weight import artifact_gaps, reading_gaps, weigh
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


def every_finding() -> list[Finding]:
    readings = [
        (replace(READING, withdrawn_at=WITHDRAWN), replace(ARTIFACT, withdrawn_at=WITHDRAWN)),
        (READING, replace(ARTIFACT, holds_until=TODAY - A_DAY)),
        (READING, BARE),
    ]
    weights = [weigh(reading, artifact, TODAY) for reading, artifact in readings]
    return [
        *(each for weight in weights for each in (*weight.reasons, *weight.remarks)),
        *artifact_gaps(BARE, TODAY),
        *reading_gaps(replace(READING, why="")),
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
