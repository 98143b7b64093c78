"""Each finding of a health review has its sentence, and no sentence is left over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.kernel.scope import workspace_scope
from reviews.dossier import ViolationPart
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
from reviews.health.rules.violations import resolved_gaps, violation_gaps
from reviews.health.sentences import BOOK, SECTION_LABELS, SENTENCES
from reviews.vocabulary import EndsIn, Severity
from tests.conftest import Cast
from tests.partnerships.parts import TODAY

A_DAY = timedelta(1)
SEEN = ViolationPart(id="1", severity=Severity.MINOR, seen_on=TODAY + A_DAY)

FOUND = (
    *closing_gaps(ReviewFacts(id="1")),
    *closing_gaps(ReviewFacts(id="1", ends_in=EndsIn.CONTINUE, violated=True)),
    *answer_gaps("1", Section.BOUNDARY, "None"),
    *line_gaps("1", True, ""),
    *drift_gaps("", 1),
    *drift_gaps("Calls", None),
    *sighting_gaps("1", None, "", TODAY),
    *sighting_gaps("1", TODAY + A_DAY, "Seen", TODAY),
    *violation_gaps(SEEN, TODAY),
    *resolved_gaps(SEEN, TODAY),
    *resolved_gaps(
        ViolationPart(id="1", severity=Severity.MINOR, seen_on=TODAY, resolved_on=TODAY - A_DAY),
        TODAY,
    ),
    *resolved_gaps(
        ViolationPart(id="1", severity=Severity.MINOR, seen_on=TODAY, resolved_on=TODAY + A_DAY),
        TODAY,
    ),
)


def test_findings_and_sentences_are_the_same() -> None:
    assert {each.code for each in FOUND} == set(SENTENCES)


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.code)
def test_a_sentence_is_whole(found: object) -> None:
    said = BOOK.sentence(found)  # type: ignore[arg-type]
    assert said.endswith(".")
    assert "%(" not in said


def test_every_section_has_its_words() -> None:
    assert set(SECTION_LABELS) == set(Section)


def test_a_missing_answer_leads_to_its_section(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        problems = BOOK.problems(closing_gaps(ReviewFacts(id="5")))
    places = [f"/health-reviews/5/{each.value}/#id_{each.value}" for each in QUESTIONS]
    places.append("/health-reviews/5/close/#id_ends_in")
    for problem, place in zip(problems, places, strict=True):
        assert problem.url is not None
        assert problem.url.endswith(place)
