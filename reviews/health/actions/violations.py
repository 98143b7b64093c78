"""Noting that a boundary was crossed, and that it was put right."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from accounts.models import Workspace
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import locked
from config.kernel.errors import DomainError
from config.kernel.findings import Findings
from config.kernel.parts import part_of
from config.kernel.recording import action
from evidence.models import Artifact
from partnerships.actions.positions import position_write
from partnerships.actions.threads import recorded_in
from partnerships.models import Partnership, Responsibility
from reviews.dossier import ViolationPart
from reviews.health.errors import ReviewClosed
from reviews.health.rules.violations import resolved_gaps, violation_gaps
from reviews.health.sentences import BOOK
from reviews.models import HealthReview, Violation


class Crossing(TypedDict, total=False):
    """What is said of a violation."""

    responsibility: Responsibility | None
    what: str
    severity: str
    seen_on: date
    artifact: Artifact | None
    resolved_on: date | None
    resolved_how: str


@action
def violation_note(
    *,
    by: Actor,
    partnership: Partnership,
    review: HealthReview | None = None,
    **said: Unpack[Crossing],
) -> Violation:
    """Note a violation, in a health review or at any other time.

    Raises DomainError with what is missing, or when the review was closed meanwhile; Gone when the
    responsibility was removed.
    """
    with recorded_in(partnership, by=by, kind="violation.noted") as under_way:
        if crossed := said.get("responsibility"):
            locked(crossed)
        if review is not None and locked(review).closed_at is not None:
            raise ReviewClosed
        violation = Violation(
            workspace_id=by.workspace_id,
            partnership=partnership,
            review=review,
            noted_by_id=by.person_id,
            noted_at=clock.now(),
            **said,
        )
        _require(violation_gaps(part_of(ViolationPart, violation), today_in(by.workspace_id)))
        violation.save()
        under_way.subject = under_way.subject or violation
        _count(partnership)
    return violation


@action
def violation_resolve(
    *, by: Actor, violation: Violation, version: int | None, resolved_on: date, resolved_how: str
) -> Violation:
    """Say when and how a violation was put right.

    Raises StaleVersion when it changed after `version`; DomainError with what is missing, or when
    it was put right already.
    """
    partnership = violation.partnership
    kind = "violation.resolved"
    with recorded_in(partnership, by=by, kind=kind, subject=violation):
        current: Any = locked(violation, version=version)
        if current.resolved_on is not None:
            raise DomainError(_("Somebody has said already how this was put right."))
        current.resolved_on, current.resolved_how = resolved_on, resolved_how
        _require(resolved_gaps(part_of(ViolationPart, current), today_in(by.workspace_id)))
        current.save()
        _count(partnership)
    return violation


def _count(partnership: Partnership) -> None:
    """The boundary status says "violated" at once, before anything is judged again."""
    there = Violation.objects.filter(partnership=partnership, resolved_on=None)
    position_write(partnership=partnership, violations=there.count())


def _require(gaps: Findings) -> None:
    if gaps:
        raise DomainError(BOOK.problems(gaps))


def today_in(workspace_id: int) -> date:
    """Today in the workspace's time zone, whoever asks."""
    workspace = Workspace.objects.only("time_zone").get(pk=workspace_id)
    return clock.today(ZoneInfo(workspace.time_zone))
