"""Evidence as the dossier holds it: the frozen parts that rules judge.

What hangs beneath what is said by the five functions that put a part together from rows. The rows
come from the ORM, where a page or an action holds one of them, or level by level for a whole
partnership, now or as it stood at an entry of the ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.ledger.rowsets import Rows, Source, Wanted
from config.kernel import canonical
from config.kernel.parts import part_of, parts_of
from evidence.dossier import (
    AnswerPart,
    ArtifactPart,
    AssessmentPart,
    DoubtPart,
    FilePart,
    MeasurementPart,
    PilotCriterionPart,
    PilotPart,
    ReadingPart,
    RevalidationPart,
    ValuePart,
)
from evidence.models import (
    Answer,
    Artifact,
    Assessment,
    Doubt,
    MeasuredValue,
    Measurement,
    Pilot,
    PilotCriterion,
    Reading,
    Revalidation,
    StoredFile,
)

#: How many periods of a measurement a dossier carries; six years of months.
PERIODS_KEPT = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceParts:
    """This app's part of one partnership's dossier."""

    artifacts: tuple[ArtifactPart, ...]
    readings: tuple[ReadingPart, ...]
    pilots: tuple[PilotPart, ...]
    measurements: tuple[MeasurementPart, ...]


def evidence_by_partnership(
    source: Source, criteria: Mapping[int, Collection[int]]
) -> dict[int, EvidenceParts]:
    """What was read and measured for partnerships, withdrawn readings too, by partnership.

    `criteria` are the ids of each one's success criteria. An artifact stands in it once somebody
    has said what it shows here; until then it bears on nothing. Three queries.
    """
    here = source.read(
        Wanted(Reading, "criterion_id", sorted({pk for ids in criteria.values() for pk in ids})),
        Wanted(Pilot, "partnership_id", sorted(criteria)),
        Wanted(Measurement, "partnership_id", sorted(criteria)),
    )
    below = source.read(
        Wanted(Artifact, "id", here.ids(Reading, "artifact_id")),
        Wanted(Assessment, "reading_id", here.ids(Reading)),
        Wanted(Answer, "reading_id", here.ids(Reading)),
        Wanted(PilotCriterion, "pilot_id", here.ids(Pilot)),
        Wanted(MeasuredValue, "measurement_id", here.ids(Measurement)),
    )
    last = source.read(
        Wanted(StoredFile, "id", below.ids(Artifact, "file_id")),
        Wanted(Revalidation, "artifact_id", below.ids(Artifact)),
        Wanted(Doubt, "artifact_id", below.ids(Artifact)),
    )
    read = _ReadEvidence(here, below, last)
    return {pk: read.of(pk, ids) for pk, ids in criteria.items()}


@dataclass(frozen=True, slots=True)
class _ReadEvidence:
    """Rows of some partnerships, put together for one of them at a time. No query."""

    _here: Rows
    _below: Rows
    _last: Rows

    def of(self, partnership_id: int, criteria: Collection[int]) -> EvidenceParts:
        by_criterion = self._here.beneath(Reading, "criterion")
        readings = sorted(
            (row for pk in criteria for row in by_criterion[pk]), key=lambda row: row.pk
        )
        assessed = self._below.beneath(Assessment, "reading")
        answered = self._below.beneath(Answer, "reading")
        criteria_of = self._below.beneath(PilotCriterion, "pilot")
        values = self._below.beneath(MeasuredValue, "measurement")
        return EvidenceParts(
            artifacts=self._artifacts({row.artifact_id for row in readings}),
            readings=tuple(_reading(row, assessed[row.pk], answered[row.pk]) for row in readings),
            pilots=tuple(
                _pilot(row, criteria_of[row.pk])
                for row in self._here.beneath(Pilot, "partnership")[partnership_id]
            ),
            measurements=tuple(
                _measurement(row, values[row.pk])
                for row in self._here.beneath(Measurement, "partnership")[partnership_id]
            ),
        )

    def _artifacts(self, ids: Collection[int]) -> tuple[ArtifactPart, ...]:
        """Artifacts in the order in which they were observed."""
        artifacts, files = self._below.by_id(Artifact), self._last.by_id(StoredFile)
        again = self._last.beneath(Revalidation, "artifact")
        doubted = self._last.beneath(Doubt, "artifact")
        return tuple(
            _artifact(row, files.get(row.file_id or 0), again[row.pk], doubted[row.pk])
            for row in sorted(
                (artifacts[pk] for pk in ids), key=lambda row: (row.observed_on, row.pk)
            )
        )


def artifact_part(artifact: Artifact) -> ArtifactPart:
    """An artifact that came with its file, its revalidations and its doubts. No query."""
    again = artifact.revalidations.all() if artifact.pk else ()
    doubted = artifact.doubts.all() if artifact.pk else ()
    return _artifact(artifact, artifact.file, again, doubted)


def reading_part(reading: Reading) -> ReadingPart:
    """A reading that came with its assessments, without an answer to it. No query."""
    return _reading(reading, reading.assessments.all() if reading.pk else (), ())


def pilot_part(pilot: Pilot) -> PilotPart:
    """A pilot that came with its criteria. No query."""
    return _pilot(pilot, pilot.criteria.all())


def measurement_part(measurement: Measurement) -> MeasurementPart:
    """A measurement that came with its values. No query."""
    return _measurement(measurement, measurement.values.all() if measurement.pk else ())


def _artifact(
    artifact: Artifact,
    file: StoredFile | None,
    again: Iterable[Revalidation],
    doubted: Iterable[Doubt],
) -> ArtifactPart:
    return part_of(
        ArtifactPart,
        artifact,
        file=part_of(FilePart, file) if file else None,
        revalidations=parts_of(RevalidationPart, again),
        doubts=parts_of(DoubtPart, doubted),
    )


def _reading(
    reading: Reading, assessments: Iterable[Assessment], answers: Iterable[Answer]
) -> ReadingPart:
    return part_of(
        ReadingPart,
        reading,
        assessment=_assessment(reading, assessments),
        answer=next(iter(parts_of(AnswerPart, answers)), None),
    )


def _assessment(reading: Reading, assessments: Iterable[Assessment]) -> AssessmentPart | None:
    """The assessment of what the reading says now; one of an earlier wording says nothing of it."""
    said = [each for each in assessments if each.reading_version == reading.version]
    return part_of(AssessmentPart, said[-1]) if said else None


def _pilot(pilot: Pilot, criteria: Iterable[PilotCriterion]) -> PilotPart:
    return part_of(PilotPart, pilot, criteria=parts_of(PilotCriterionPart, criteria))


def _measurement(measurement: Measurement, recorded: Iterable[MeasuredValue]) -> MeasurementPart:
    """With the last periods' values, and of those before their number and a digest."""
    values = parts_of(ValuePart, recorded)
    earlier, kept = values[:-PERIODS_KEPT], values[-PERIODS_KEPT:]
    return part_of(
        MeasurementPart,
        measurement,
        values=kept,
        earlier=len(earlier),
        earlier_digest=_digest_of(earlier),
    )


def _digest_of(values: Sequence[ValuePart]) -> str:
    return canonical.digest(canonical.canonical_bytes(tuple(values))) if values else ""
