"""One artifact and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.models import Artifact, Assessment, Reading
from evidence.rules.weight import ArtifactState, Weight, artifact_state, held_until, weigh
from evidence.selectors.dossier import artifact_part, reading_part


@dataclass(frozen=True)
class WeighedReading:
    """A reading, and what it may weigh on the day it is looked at."""

    reading: Reading
    weight: Weight

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
    """What was read in an artifact, by claim, with what was withdrawn last. Two queries."""
    readings = artifact.readings.select_related("criterion__claim__partnership__partner")
    readings = readings.prefetch_related("assessments").order_by(
        "criterion__claim__partnership__sort_key",
        "criterion__claim__partnership_id",
        "criterion__claim_id",
        "criterion_id",
        "id",
    )
    part = artifact_part(artifact)
    weighed = [WeighedReading(r, weigh(reading_part(r), part, today)) for r in readings]
    return sorted(weighed, key=lambda w: w.reading.withdrawn_at is not None)
