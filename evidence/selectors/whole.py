"""All that this app knows of one partnership, now or as it stood at an entry of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from accounts.ledger.rowsets import Rows, Source, Wanted
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
from evidence.models import (
    Artifact,
    Assessment,
    MeasuredValue,
    Measurement,
    Pilot,
    PilotCriterion,
    Reading,
    Revalidation,
    StoredFile,
)
from evidence.selectors.dossier import EvidenceParts, cut

P = TypeVar("P")


def whole_evidence(source: Source, partnership_id: int, criteria: Collection[int]) -> EvidenceParts:
    """What was read for a partnership's `criteria`, withdrawn readings too, and what was measured.

    An artifact stands in it once somebody has said what it shows here; until then it bears on
    nothing. Three queries.
    """
    here = source.read(
        Wanted(Reading, "criterion_id", criteria),
        Wanted(Pilot, "partnership_id", [partnership_id]),
        Wanted(Measurement, "partnership_id", [partnership_id]),
    )
    below = source.read(
        Wanted(Artifact, "id", here.ids(Reading, "artifact_id")),
        Wanted(Assessment, "reading_id", here.ids(Reading)),
        Wanted(PilotCriterion, "pilot_id", here.ids(Pilot)),
        Wanted(MeasuredValue, "measurement_id", here.ids(Measurement)),
    )
    last = source.read(
        Wanted(StoredFile, "id", below.ids(Artifact, "file_id")),
        Wanted(Revalidation, "artifact_id", below.ids(Artifact)),
    )
    return EvidenceParts(
        artifacts=_artifacts(below, last),
        readings=_readings(here, below),
        pilots=_pilots(here, below),
        measurements=_measurements(here, below),
    )


def _artifacts(below: Rows, last: Rows) -> tuple[ArtifactPart, ...]:
    files = {file.pk: part_of(FilePart, file) for file in last.of(StoredFile)}
    again = last.beneath(Revalidation, "artifact")
    rows = sorted(below.of(Artifact), key=lambda row: (row.observed_on, row.pk))
    return tuple(
        part_of(
            ArtifactPart,
            row,
            file=files.get(row.file_id or 0),
            revalidations=_parts(RevalidationPart, again[row.pk]),
        )
        for row in rows
    )


def _readings(here: Rows, below: Rows) -> tuple[ReadingPart, ...]:
    assessed = below.beneath(Assessment, "reading")
    return tuple(
        part_of(ReadingPart, row, assessment=_assessment(row, assessed[row.pk]))
        for row in here.of(Reading)
    )


def _assessment(reading: Reading, assessments: list[Assessment]) -> AssessmentPart | None:
    """The assessment of what the reading says now; one of an earlier wording says nothing of it."""
    said = [each for each in assessments if each.reading_version == reading.version]
    return part_of(AssessmentPart, said[-1]) if said else None


def _pilots(here: Rows, below: Rows) -> tuple[PilotPart, ...]:
    criteria = below.beneath(PilotCriterion, "pilot")
    return tuple(
        part_of(PilotPart, pilot, criteria=_parts(PilotCriterionPart, criteria[pilot.pk]))
        for pilot in here.of(Pilot)
    )


def _measurements(here: Rows, below: Rows) -> tuple[MeasurementPart, ...]:
    values = below.beneath(MeasuredValue, "measurement")
    return tuple(
        part_of(MeasurementPart, row, **cut(_parts(ValuePart, values[row.pk])))
        for row in here.of(Measurement)
    )


def _parts(part: type[P], rows: Iterable[Any]) -> tuple[P, ...]:
    return tuple(part_of(part, row) for row in rows)
