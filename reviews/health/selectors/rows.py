"""What a health review asks about: evidence, claims, criteria, triggers and indicators."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from evidence.models import Artifact, Reading
from partnerships.models import Claim, Partnership, SuccessCriterion, Trigger
from reviews.models import HealthReview, Sighting


def artifacts_relied_on(partnership: Partnership) -> QuerySet[Artifact]:
    """The artifacts in the log that were read for the partnership's criteria, newest first."""
    readings = Reading.objects.filter(
        artifact=OuterRef("pk"), criterion__claim__partnership=partnership, withdrawn_at=None
    )
    there = Artifact.objects.filter(
        workspace_id=partnership.workspace_id, withdrawn_at=None, superseded_by=None
    )
    found: QuerySet[Artifact] = there.filter(Exists(readings)).order_by("-observed_on", "-id")
    return found


def artifacts_about(partnership: Partnership) -> QuerySet[Artifact]:
    """What may show something about the partnership: its partner's artifacts, and our own."""
    there = Artifact.objects.filter(
        workspace_id=partnership.workspace_id, withdrawn_at=None, superseded_by=None
    )
    about = Q(partner_id=partnership.partner_id) | Q(partner=None)
    found: QuerySet[Artifact] = there.filter(about).order_by("-observed_on", "-id")
    return found


def claims_with_a_line(partnership: Partnership) -> QuerySet[Claim]:
    """The claims that say what they do not establish."""
    claims: QuerySet[Claim] = partnership.claims.exclude(does_not_establish="").order_by("pk")
    return claims


def criteria_of(partnership: Partnership) -> QuerySet[SuccessCriterion]:
    """The success criteria of all claims, each with its claim."""
    rows: QuerySet[SuccessCriterion] = SuccessCriterion.objects.filter(
        claim__partnership=partnership
    )
    return rows.select_related("claim").order_by("claim_id", "pk")


def triggers_of(partnership: Partnership) -> list[Trigger]:
    """The triggers, each with its partnership and who may authorise."""
    rows = Trigger.objects.filter(partnership=partnership)
    return list(rows.select_related("partnership", "authoriser__user").order_by("pk"))


def sightings_in(review: HealthReview) -> list[Sighting]:
    """What was seen in this review, each with its trigger."""
    return list(review.sightings.select_related("trigger").order_by("pk"))
