"""Evidence as the dossier holds it: the frozen parts that rules judge."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.dossier import ArtifactPart, FilePart, ReadingPart
from evidence.models import Artifact, Reading, StoredFile
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Source,
    Subject,
)
from partnerships.models import Partnership


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceParts:
    """This app's part of one partnership's dossier."""

    artifacts: tuple[ArtifactPart, ...]
    readings: tuple[ReadingPart, ...]


def evidence_parts(partnership: Partnership) -> EvidenceParts:
    """What was read for a partnership's criteria, withdrawn readings too. Two queries.

    An artifact stands in it once somebody has said what it shows here; until then it bears on
    nothing.
    """
    readings = Reading.objects.filter(criterion__claim__partnership=partnership).order_by("id")
    parts = tuple(reading_part(reading) for reading in readings)
    artifacts = Artifact.objects.filter(pk__in={int(part.artifact_id) for part in parts})
    return EvidenceParts(
        artifacts=tuple(
            artifact_part(artifact)
            for artifact in artifacts.select_related("file").order_by("observed_on", "id")
        ),
        readings=parts,
    )


def artifact_part(artifact: Artifact) -> ArtifactPart:
    """An artifact that came with its file. No query."""
    return ArtifactPart(
        id=str(artifact.pk or ""),
        partner_id=str(artifact.partner_id),
        title=artifact.title,
        kind=ArtifactKind(artifact.kind),
        source=Source(artifact.source),
        conditions=Conditions(artifact.conditions),
        subject=Subject(artifact.subject),
        limits=artifact.limits,
        observed_on=artifact.observed_on,
        holds_until=artifact.holds_until,
        auditable=Auditability(artifact.auditable),
        audited_how=artifact.audited_how,
        file=file_part(artifact.file) if artifact.file else None,
        link=artifact.link,
        withdrawn_at=artifact.withdrawn_at,
        withdrawn_reason=artifact.withdrawn_reason,
    )


def file_part(file: StoredFile) -> FilePart:
    """No query."""
    return FilePart(
        sha256=file.sha256, size=file.size, name=file.name, content_type=file.content_type
    )


def reading_part(reading: Reading) -> ReadingPart:
    """No query."""
    return ReadingPart(
        id=str(reading.pk or ""),
        artifact_id=str(reading.artifact_id),
        criterion_id=str(reading.criterion_id),
        bearing=Bearing(reading.bearing),
        why=reading.why,
        limits_here=reading.limits_here,
        read_by_id=None if reading.read_by_id is None else str(reading.read_by_id),
        read_at=reading.read_at,
        withdrawn_at=reading.withdrawn_at,
        withdrawn_reason=reading.withdrawn_reason,
    )
