"""Health reviews and violations for tests, made through the actions that people use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.kernel import clock
from partnerships.models import Partnership
from reviews.health.actions.reviews import health_review_close, health_review_open
from reviews.health.actions.sections import boundary_answer, evidence_answer, triggers_answer
from reviews.health.actions.violations import violation_note
from reviews.models import HealthReview, Violation
from tests.conftest import Cast

ANSWERS = {
    "boundary": "No boundary was violated; we looked at all of them.",
    "evidence": "We trust all of it as before.",
    "triggers": "What the triggers say, and nothing beyond.",
}


def in_days(days: int) -> date:
    """A day counted from today in the cast's workspace, whose day begins before UTC's."""
    return clock.today(ZoneInfo("Europe/Madrid")) + timedelta(days=days)


def open_review(cast: Cast, partnership: Partnership, role: str = "contributor") -> HealthReview:
    """A review in which nothing is written yet."""
    return health_review_open(by=cast.actor(role), partnership=partnership)


def answer(
    cast: Cast,
    review: HealthReview,
    *,
    said: dict[str, str] = ANSWERS,
    less_trusted: dict[int, str] | None = None,
) -> HealthReview:
    """The review with its three questions answered."""
    by: Any = {"by": cast.actor("contributor"), "version": None}
    boundary_answer(review=review, boundary=said["boundary"], **by)
    trusted = {"evidence": said["evidence"], "less_trusted": less_trusted or {}}
    evidence_answer(review=review, **trusted, **by)
    return triggers_answer(review=review, triggers=said["triggers"], seen=[], **by)


def close(
    cast: Cast, review: HealthReview, role: str = "contributor", **ending: Any
) -> HealthReview:
    """The review, closed."""
    ending.setdefault("ends_in", "continue")
    return health_review_close(by=cast.actor(role), review=review, version=None, **ending)


def hold_review(cast: Cast, partnership: Partnership, **ending: Any) -> HealthReview:
    """A review that was opened, answered and closed."""
    return close(cast, answer(cast, open_review(cast, partnership)), **ending)


def note_violation(cast: Cast, partnership: Partnership, **said: Any) -> Violation:
    """A violation that was seen yesterday and is not put right."""
    said = {
        "what": "They changed the gateway",
        "severity": "serious",
        "seen_on": in_days(-1),
    } | said
    return violation_note(by=cast.actor("contributor"), partnership=partnership, **said)
