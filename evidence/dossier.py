"""The part of a dossier that this app holds: artifacts and what was read in them.

The conventions are those of partnerships.dossier. Files are named by their hash: a dossier says
which bytes were relied on, and does not carry them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Source,
    Subject,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A stored file: `sha256` in hexadecimal, `size` in bytes."""

    sha256: str
    size: int
    name: str
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactPart:
    """One piece of evidence. `observed_on` is the end of the period that it describes."""

    id: str
    partner_id: str
    title: str
    kind: ArtifactKind
    source: Source
    conditions: Conditions
    subject: Subject
    limits: str = ""
    observed_on: date
    holds_until: date | None = None
    auditable: Auditability = Auditability.NO
    audited_how: str = ""
    file: FilePart | None = None
    link: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPart:
    """What one artifact shows for one success criterion, as one person read it.

    `read_by_id` is the id of a person; names are kept apart from everything that is sealed.
    """

    id: str
    artifact_id: str
    criterion_id: str
    bearing: Bearing
    why: str = ""
    limits_here: str = ""
    read_by_id: str | None = None
    read_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
