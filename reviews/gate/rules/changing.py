"""On which day time alone could next change a judgement.

Evidence decays by the day, and a deferral trigger fires on one. A day that is named here makes no
new judgement by itself: it is when somebody has to look again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence.rules.weight import held_until
from reviews.dossier import Dossier
from reviews.gate.rules.history import commitment_in_force
from reviews.gate.rules.policy import Policy
from reviews.gate.rules.signals import SHORTLY_BEFORE
from reviews.gate.rules.weighing import Evidence, days_after, last_seen, next_period


def next_change(
    dossier: Dossier, evidence: Evidence, policy: Policy, review_due_on: date | None = None
) -> date | None:
    """The first day after the one of the judgement on which it could be another one."""
    days = (
        *_of_claims(dossier),
        *_of_evidence(evidence),
        *_of_signals(dossier, policy),
        *_of_questions(dossier, review_due_on),
    )
    return min((day for day in days if day is not None and day > evidence.today), default=None)


def _of_claims(dossier: Dossier) -> Iterator[date | None]:
    for claim in dossier.claims:
        if claim.deferral_date is not None:
            yield days_after(claim.deferral_date, 1)


def _of_evidence(evidence: Evidence) -> Iterator[date | None]:
    for each in evidence.readings:
        until = held_until(each.artifact)
        if until is not None:
            yield days_after(until, 1)
        yield each.artifact.observed_on
        window = evidence.window(each.reading.criterion_id)
        yield days_after(last_seen(each.artifact), window + 1)
    if evidence.bar.trend_periods:
        yield from _of_trends(evidence)


def _of_trends(evidence: Evidence) -> Iterator[date | None]:
    """When a period begins that was written down before, and when a run ended too long ago."""
    for criterion_id, measurements in evidence.measured.items():
        for each in measurements:
            for value in each.values:
                yield value.starts_on
                ends = next_period(value, each)
                yield ends and days_after(ends, evidence.window(criterion_id))


def _of_signals(dossier: Dossier, policy: Policy) -> Iterator[date | None]:
    yield dossier.partnership.in_operation_since
    yield dossier.partnership.in_operation_until
    for lowered in (dossier.partnership.lowered_on, policy.lowered_on):
        if lowered is not None:
            yield lowered
            yield days_after(lowered, SHORTLY_BEFORE + 1)


def _of_questions(dossier: Dossier, review_due_on: date | None) -> Iterator[date | None]:
    """When the term is over, and when a health review is overdue."""
    commitment = commitment_in_force(dossier)
    term_ends_on = commitment.term_ends_on if commitment else None
    for last in (review_due_on, term_ends_on):
        if last is not None:
            yield days_after(last, 1)
