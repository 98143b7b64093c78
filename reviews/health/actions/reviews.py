"""Opening a health review and closing it; between the two lie its sections."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked
from config.kernel.errors import DomainError
from config.kernel.recording import action
from evidence.actions.artifacts import artifact_doubt
from partnerships.actions.threads import recorded_in
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind
from reviews.gate.judging import judgement_of
from reviews.gate.selectors.policies import gate_policy
from reviews.health.actions.violations import today_in
from reviews.health.errors import ReviewClosed, ReviewOpen
from reviews.health.rules.sections import closing_gaps
from reviews.health.selectors.reviews import facts_of, open_review_of
from reviews.health.sentences import BOOK
from reviews.models import HealthReview
from reviews.selectors.dossier import dossier_of


@action
def health_review_open(*, by: Actor, partnership: Partnership) -> HealthReview:
    """Begin a health review; the day by which it was due is written down with it.

    Raises ReviewOpen with the one that is open already, DomainError for what is unwound.
    """
    with recorded_in(partnership, by=by, kind="health_review.opened") as under_way:
        if partnership.is_over:
            raise DomainError(_("It is unwound: there is nothing left to review."))
        there = open_review_of(partnership)
        if there is not None:
            raise ReviewOpen(there)
        policy = gate_policy(partnership.workspace_id)
        judged = judgement_of(DecisionKind.COMMIT, dossier_of(partnership), policy)
        review = HealthReview(
            workspace_id=by.workspace_id,
            partnership=partnership,
            due_on=judged.review_due_on,
            opened_by_id=by.person_id,
            opened_at=clock.now(),
        )
        review.save()
        under_way.subject = under_way.subject or review
    return review


@action
def health_review_close(
    *,
    by: Actor,
    review: HealthReview,
    version: int | None,
    ends_in: str,
    ends_in_reason: str = "",
    exit_cost_keeps: bool = False,
) -> HealthReview:
    """Close a review: what it ends in, held today in the workspace's time zone.

    What it trusts less weighs nothing from now on, until somebody looks at it again. Raises
    StaleVersion when it changed after `version`, ReviewClosed when somebody closed it before,
    DomainError with everything that is not answered.
    """
    partnership = review.partnership
    with recorded_in(partnership, by=by, kind="health_review.closed", subject=review):
        current = locked(review)
        if current.closed_at is not None:
            raise ReviewClosed
        current = locked(review, version=version)
        ending = {"ends_in": ends_in, "ends_in_reason": ends_in_reason}
        assign_changes(current, ending | {"exit_cost_keeps": exit_cost_keeps})
        if gaps := closing_gaps(facts_of(current)):
            raise DomainError(BOOK.problems(gaps))
        _doubt(by, current)
        current.closed_by_id, current.closed_at = by.person_id, clock.now()
        current.held_on = today_in(by.workspace_id)
        current.save()
    return current


def _doubt(by: Actor, review: HealthReview) -> None:
    """What was withdrawn or superseded meanwhile weighs nothing as it is."""
    rows = review.lesstrusteds.select_related("artifact__partner").order_by("artifact_id")
    for row in rows.filter(artifact__withdrawn_at=None, artifact__superseded_by=None):
        artifact_doubt(
            by=by, artifact=row.artifact, doubted_on=today_in(by.workspace_id), why=row.why
        )
