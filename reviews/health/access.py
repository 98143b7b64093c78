"""Load and authorise health reviews and violations in one function."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import APPROVER, CONTRIBUTOR, Actor
from config.kernel.audited import locked
from partnerships.access import require_contributor, require_member
from reviews.health.rules.sections import QUESTIONS
from reviews.models import HealthReview, Violation


def health_reviews_for_read(actor: Actor) -> QuerySet[HealthReview]:
    """The workspace's health reviews, each with its partnership and partner."""
    require_member(actor)
    rows: QuerySet[HealthReview] = HealthReview.objects.filter(workspace_id=actor.workspace_id)
    return rows.select_related("partnership__partner")


def health_review_for_read(actor: Actor, pk: int) -> HealthReview:
    return get_object_or_404(health_reviews_for_read(actor), pk=pk)


def health_review_for_update(actor: Actor, pk: int, *, writes: bool) -> HealthReview:
    """The review, for whoever writes its sections; that it is open is for the action to say.

    Whoever `writes` holds the partnership: what the form asks about stays until it is saved.
    """
    review = health_review_for_read(actor, pk)
    require_contributor(actor)
    if writes:
        locked(review.partnership)
        review.refresh_from_db(fields=["closed_at", "version", *QUESTIONS])
    return review


def health_review_for_closing(actor: Actor, pk: int) -> HealthReview:
    """The review, for contributors and approvers: whoever opened it, or another."""
    review = health_review_for_read(actor, pk)
    if not may_close(actor):
        raise PermissionDenied(
            _("Contributors and approvers close health reviews. Ask an administrator for a role.")
        )
    return review


def may_close(actor: Actor) -> bool:
    """Whether a page offers this actor to close a review."""
    return actor.can(CONTRIBUTOR) or actor.can(APPROVER)


def violation_for_update(actor: Actor, pk: int) -> Violation:
    """A violation with its partnership, for contributors."""
    require_member(actor)
    rows = Violation.objects.filter(workspace_id=actor.workspace_id)
    row = get_object_or_404(
        rows.select_related("partnership__partner", "responsibility", "artifact"), pk=pk
    )
    require_contributor(actor)
    return row
