"""On which day time alone could next change a judgement.

Evidence decays by the day, and a deferral trigger fires on one. A day that is named here makes no
new judgement by itself: it is when somebody has to look again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence.rules.periods import following
from evidence.rules.weight import held_until
from reviews.dossier import Dossier
from reviews.gate.rules.weighing import Evidence, days_after, last_seen


def next_change(dossier: Dossier, evidence: Evidence) -> date | None:
    """The first day after the one of the judgement on which it could be another one."""
    return min(
        (day for day in _days(dossier, evidence) if day is not None and day > evidence.today),
        default=None,
    )


def _days(dossier: Dossier, evidence: Evidence) -> Iterator[date | None]:
    for claim in dossier.claims:
        if claim.deferral_date is not None:
            yield days_after(claim.deferral_date, 1)
    for each in evidence.readings:
        until = held_until(each.artifact)
        if until is not None:
            yield days_after(until, 1)
        yield each.artifact.observed_on
        window = evidence.window(each.reading.criterion_id)
        yield days_after(last_seen(each.artifact), window + 1)
    if evidence.bar.trend_periods:
        yield from _ends_of_trends(evidence)


def _ends_of_trends(evidence: Evidence) -> Iterator[date | None]:
    for criterion_id, measurements in evidence.measured.items():
        for each in measurements:
            for value in each.values[-1:]:
                ends = following(value.starts_on, each.period)
                yield days_after(ends, evidence.window(criterion_id))
