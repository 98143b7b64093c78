"""One artifact and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from evidence.dossier import ArtifactPart
from evidence.models import Artifact, Assessment, Reading
from evidence.rules.answers import stands_against
from evidence.rules.weight import ArtifactState, Weight, artifact_state, held_until, weigh
from evidence.selectors.dossier import artifact_part, reading_part
from partnerships.models import Partnership


@dataclass(frozen=True)
class WeighedReading:
    """A reading, what it may weigh on the day it is looked at, and whether it stands against."""

    reading: Reading
    weight: Weight
    against: bool

    @property
    def assessments(self) -> list[Assessment]:
        """What others made of it, the newest first. Those of an earlier version no longer count."""
        return sorted(self.reading.assessments.all(), key=lambda each: -each.pk)

    @property
    def to_assess(self) -> bool:
        """Whether nobody has assessed it as it stands."""
        return reading_part(self.reading).assessment is None and not self.reading.withdrawn_at


def state_of(artifact: Artifact, today: date) -> ArtifactState:
    """Whether an artifact that came with its file holds on `today`. No query."""
    return artifact_state(artifact_part(artifact), today)


def holds_until(artifact: Artifact) -> date | None:
    """Until when an artifact that came with its revalidations holds. No query."""
    return held_until(artifact_part(artifact))


def weighed_readings(artifact: Artifact, today: date) -> list[WeighedReading]:
    """What was read in an artifact, by claim, with what was withdrawn last. Three queries."""
    readings = artifact.readings.select_related("criterion__claim__partnership__partner")
    readings = readings.prefetch_related("assessments", "answers").order_by(
        "criterion__claim__partnership__sort_key",
        "criterion__claim__partnership_id",
        "criterion__claim_id",
        "criterion_id",
        "id",
    )
    part = artifact_part(artifact)
    weighed = [_weighed(reading, part, today) for reading in readings]
    return sorted(weighed, key=lambda w: w.reading.withdrawn_at is not None)


def _weighed(reading: Reading, artifact: ArtifactPart, today: date) -> WeighedReading:
    part = reading_part(reading)
    return WeighedReading(
        reading, weigh(part, artifact, today), against=stands_against(part, artifact)
    )


def unread_for(partnership: Partnership) -> int:
    """How many artifacts of the partner nobody has read for this partnership. One query.

    Those that were withdrawn or superseded have nothing more to say and are left out.
    """
    readings = Reading.objects.filter(
        artifact=OuterRef("pk"), criterion__claim__partnership=partnership, withdrawn_at=None
    )
    artifacts = Artifact.objects.filter(
        partner_id=partnership.partner_id, withdrawn_at=None, superseded_by=None
    )
    return int(artifacts.exclude(Exists(readings)).count())
