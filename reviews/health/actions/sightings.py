"""A trigger was seen."""

from __future__ import annotations

from datetime import date

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.recording import action
from evidence.models import Artifact
from partnerships.actions.threads import recorded_in
from partnerships.models import Trigger
from reviews.health.actions.violations import today_in
from reviews.health.rules.sections import sighting_gaps
from reviews.health.sentences import BOOK
from reviews.models import HealthReview, Sighting


@action
def sighting_note(
    *,
    by: Actor,
    trigger: Trigger,
    seen_on: date,
    what: str,
    artifact: Artifact | None = None,
    review: HealthReview | None = None,
) -> Sighting:
    """Note that `trigger` was seen on `seen_on`; it puts a commitment in question from that day.

    Raises DomainError with what is missing.
    """
    with recorded_in(trigger.partnership, by=by, kind="sighting.noted") as under_way:
        if gaps := sighting_gaps(str(trigger.pk), seen_on, what, today_in(by.workspace_id)):
            raise DomainError(BOOK.problems(gaps))
        sighting = Sighting(
            workspace_id=by.workspace_id,
            trigger=trigger,
            review=review,
            seen_on=seen_on,
            what=what,
            artifact=artifact,
            noted_by_id=by.user_id,
            noted_at=clock.now(),
        )
        sighting.save()
        under_way.subject = under_way.subject or sighting
    return sighting
