"""Evidence as the dossier holds it: the frozen parts that rules judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from config.kernel import canonical
from config.kernel.parts import part_of
from evidence.dossier import (
    ArtifactPart,
    AssessmentPart,
    FilePart,
    MeasurementPart,
    PilotCriterionPart,
    PilotPart,
    ReadingPart,
    RevalidationPart,
    ValuePart,
)
from evidence.models import Artifact, Measurement, Pilot, Reading, StoredFile

#: How many periods of a measurement a dossier carries; six years of months.
PERIODS_KEPT = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceParts:
    """This app's part of one partnership's dossier."""

    artifacts: tuple[ArtifactPart, ...]
    readings: tuple[ReadingPart, ...]
    pilots: tuple[PilotPart, ...]
    measurements: tuple[MeasurementPart, ...]


def artifact_part(artifact: Artifact) -> ArtifactPart:
    """An artifact that came with its file and its revalidations. No query."""
    again = artifact.revalidations.all() if artifact.pk else ()
    return part_of(
        ArtifactPart,
        artifact,
        file=file_part(artifact.file) if artifact.file else None,
        revalidations=tuple(part_of(RevalidationPart, each) for each in again),
    )


def file_part(file: StoredFile) -> FilePart:
    """No query."""
    return part_of(FilePart, file)


def reading_part(reading: Reading) -> ReadingPart:
    """A reading with the assessment of what it says now, if it came with its assessments."""
    said = [
        each
        for each in (reading.assessments.all() if reading.pk else ())
        if each.reading_version == reading.version
    ]
    assessment = part_of(AssessmentPart, said[-1]) if said else None
    return part_of(ReadingPart, reading, assessment=assessment)


def pilot_part(pilot: Pilot) -> PilotPart:
    """A pilot that came with its criteria. No query."""
    criteria = tuple(part_of(PilotCriterionPart, each) for each in pilot.criteria.all())
    return part_of(PilotPart, pilot, criteria=criteria)


def measurement_part(measurement: Measurement) -> MeasurementPart:
    """A measurement that came with its values. No query."""
    recorded = measurement.values.all() if measurement.pk else ()
    values = tuple(part_of(ValuePart, each) for each in recorded)
    return part_of(MeasurementPart, measurement, **cut(values))


def cut(values: tuple[ValuePart, ...]) -> dict[str, Any]:
    """The fields of a measurement that hold its values: the last periods, and what went before."""
    earlier, kept = values[:-PERIODS_KEPT], values[-PERIODS_KEPT:]
    return {"values": kept, "earlier": len(earlier), "earlier_digest": _digest_of(earlier)}


def _digest_of(values: Sequence[ValuePart]) -> str:
    return canonical.digest(canonical.canonical_bytes(tuple(values))) if values else ""
