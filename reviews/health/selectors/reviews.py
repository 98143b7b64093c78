"""Health reviews with what hangs beneath them, and drift over all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from partnerships.models import Partnership
from reviews.health.rules.drift import DRAWN, Counted, Drawn, drawn
from reviews.health.rules.sections import ReviewFacts
from reviews.models import DriftIndicator, DriftSeen, HealthReview, Violation
from reviews.vocabulary import DriftKind, EndsIn
from reviews.words import DRIFT_KINDS


@dataclass(frozen=True)
class DriftLine:
    """One indicator over the reviews: its picture, and the counts for the table beside it."""

    id: str
    name: str
    picture: Drawn
    counts: tuple[int | None, ...]
    unit: str = ""


def open_review_of(partnership: Partnership) -> HealthReview | None:
    """The review that somebody opened and nobody closed."""
    found: HealthReview | None = HealthReview.objects.filter(
        partnership=partnership, closed_at=None
    ).first()
    return found


def closed_reviews(partnership: Partnership) -> list[HealthReview]:
    """The closed reviews, the newest first."""
    rows = HealthReview.objects.filter(partnership=partnership, closed_at__isnull=False)
    return list(rows.order_by("-closed_at", "-pk"))


def violations_of(partnership: Partnership) -> QuerySet[Violation]:
    """The violations of a partnership, newest first, each with what it is about."""
    rows: QuerySet[Violation] = Violation.objects.filter(partnership=partnership)
    return rows.select_related("responsibility", "artifact", "review").order_by("-seen_on", "-pk")


def violations_of_cycle(review: HealthReview) -> QuerySet[Violation]:
    """What was noted in this review, and outside of any since the one before was closed.

    Of a closed review, only its own and what was noted before it was closed.
    """
    before = HealthReview.objects.filter(
        partnership_id=review.partnership_id, closed_at__isnull=False
    ).exclude(pk=review.pk)
    if review.closed_at is not None:
        before = before.filter(closed_at__lt=review.closed_at)
    last = before.order_by("-closed_at").values_list("closed_at", flat=True).first()
    between = Q(review=None) & (Q(noted_at__gt=last) if last else Q())
    if review.closed_at is not None:
        between &= Q(noted_at__lte=review.closed_at)
    rows: QuerySet[Violation] = Violation.objects.filter(
        Q(review=review) | between, partnership_id=review.partnership_id
    )
    return rows.select_related("responsibility", "artifact", "review").order_by("seen_on", "pk")


def facts_of(review: HealthReview) -> ReviewFacts:
    """What the rules look at when a review is to be closed. Two queries."""
    return ReviewFacts(
        id=str(review.pk),
        boundary=review.boundary,
        evidence=review.evidence,
        triggers=review.triggers,
        ends_in=EndsIn(review.ends_in) if review.ends_in else None,
        ends_in_reason=review.ends_in_reason,
        violated=violations_of_cycle(review).exists(),
    )


def beneath(review: HealthReview) -> dict[str, Any]:
    """Everything that hangs beneath a review, by what a page calls it. Six queries."""
    return {
        "violations": list(violations_of_cycle(review)),
        "less_trusted": list(review.lesstrusteds.select_related("artifact")),
        "sightings": list(review.sightings.select_related("trigger")),
        "lines": list(review.linecheckeds.select_related("claim")),
        "drift": list(review.driftseens.select_related("indicator")),
        "criteria": list(review.criterionfareds.select_related("criterion__claim")),
    }


def indicators_of(partnership: Partnership) -> list[tuple[str, str]]:
    """What can be counted: by the kind for what everybody has, by its id for one of our own."""
    own = DriftIndicator.objects.filter(partnership=partnership, kind=DriftKind.OWN.value)
    usual = [(kind.value, str(DRIFT_KINDS[kind])) for kind in DriftKind if kind != DriftKind.OWN]
    return usual + [(str(row.pk), row.name) for row in own]


def drift_over(partnership: Partnership, closed: list[HealthReview]) -> list[DriftLine]:
    """Each indicator over the closed reviews that are drawn, oldest first. One query."""
    shown = list(reversed(closed))[-DRAWN:]
    seen = DriftSeen.objects.filter(review__in=shown).select_related("indicator")
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    named: dict[int, DriftIndicator] = {}
    for row in seen.order_by("indicator_id"):
        counts[row.indicator_id][row.review_id] = row.count
        named[row.indicator_id] = row.indicator
    lines = (_line(row, counts[pk], shown) for pk, row in named.items())
    return [line for line in lines if line is not None]


def _line(
    indicator: DriftIndicator, counts: dict[int, int], shown: list[HealthReview]
) -> DriftLine | None:
    held = ((review.held_on, counts.get(review.pk)) for review in shown)
    counted = [Counted(day, count) for day, count in held if day is not None]
    picture = drawn(counted)
    if picture is None:
        return None
    return DriftLine(
        str(indicator.pk), str(indicator), picture, tuple(each.count for each in counted)
    )
