"""The sections of a health review: three questions that everybody answers, and three that help.

A review is short and regular (chapter 28, 4.2): only the questions are required, and an answer is a
sentence, "none" included, because somebody has to be able to read what was looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.kernel.findings import Finding, Findings, finding, is_blank
from reviews.vocabulary import EndsIn


class Section(StrEnum):
    """In reading order; those of QUESTIONS are required."""

    BOUNDARY = "boundary"
    EVIDENCE = "evidence"
    TRIGGERS = "triggers"
    LINES = "lines"
    DRIFT = "drift"
    CRITERIA = "criteria"


QUESTIONS = (Section.BOUNDARY, Section.EVIDENCE, Section.TRIGGERS)

#: With fewer words an answer is no sentence: "none" does not say what was looked at.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """A health review as far as the rules look at it.

    `violated` says whether a boundary was violated in it, or since the one before.
    """

    id: str
    boundary: str = ""
    evidence: str = ""
    triggers: str = ""
    ends_in: EndsIn | None = None
    ends_in_reason: str = ""
    violated: bool = False


def answer_gaps(review_id: str, section: Section, answer: str) -> Findings:
    """What one of the three answers lacks; empty when it is a sentence."""
    return tuple(_answer_gaps(review_id, section, answer))


def _answer_gaps(review_id: str, section: Section, answer: str) -> Iterator[Finding]:
    where = {"subject": review_id, "section": section.value, "field": section.value}
    if is_blank(answer):
        yield finding(f"health_review.{section}_missing", **where)
    elif len(answer.split()) < FEWEST_WORDS:
        yield finding("health_review.no_sentence", **where)


def closing_gaps(review: ReviewFacts) -> Findings:
    """What keeps a review from being closed; empty when it may be."""
    answers = {each: getattr(review, each.value) for each in QUESTIONS}
    return (
        *(gap for each, said in answers.items() for gap in answer_gaps(review.id, each, said)),
        *_ending_gaps(review),
    )


def _ending_gaps(review: ReviewFacts) -> Iterator[Finding]:
    """Going on despite violations is a decision to justify; proposing is justified later."""
    if review.ends_in is None:
        yield finding("health_review.ends_in_missing", subject=review.id, field="ends_in")
    goes_on = review.ends_in is EndsIn.CONTINUE
    if goes_on and review.violated and is_blank(review.ends_in_reason):
        yield finding("health_review.reason_missing", subject=review.id, field="ends_in_reason")


def line_gaps(claim_id: str, overstepped: bool, how: str) -> Findings:
    """Overstepping says how, or nobody could set it right."""
    if overstepped and is_blank(how):
        return (finding("line_checked.how_missing", subject=claim_id, field=f"how_{claim_id}"),)
    return ()


def drift_gaps(name: str, count: int | None) -> Findings:
    """An indicator of one's own has a name and, in the review that begins it, a count."""
    if count is not None and is_blank(name):
        return (finding("drift_indicator.name_missing", field="own_name"),)
    if not is_blank(name) and count is None:
        return (finding("drift_indicator.count_missing", field="own_count"),)
    return ()


def sighting_gaps(trigger_id: str, seen_on: date | None, what: str, today: date) -> Findings:
    """What is missing to say that a trigger was seen."""
    return tuple(_sighting_gaps(trigger_id, seen_on, what, today))


def _sighting_gaps(
    trigger_id: str, seen_on: date | None, what: str, today: date
) -> Iterator[Finding]:
    on, said = f"seen_on_{trigger_id}", f"what_{trigger_id}"
    if seen_on is None:
        yield finding("sighting.seen_on_missing", subject=trigger_id, field=on)
    elif seen_on > today:
        yield finding("sighting.seen_on_to_come", subject=trigger_id, field=on, date=today)
    if is_blank(what):
        yield finding("sighting.what_missing", subject=trigger_id, field=said)
