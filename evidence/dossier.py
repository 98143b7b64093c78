"""The part of a dossier that this app holds: artifacts and what was read in them.

The conventions are those of partnerships.dossier. Files are named by their hash: a dossier says
which bytes were relied on, and does not carry them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Direction,
    Period,
    Source,
    Subject,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A stored file: `sha256` in hexadecimal, `size` in bytes."""

    sha256: str
    size: int
    name: str
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevalidationPart:
    """Somebody looked at an artifact again on `looked_on`, and what they saw."""

    id: str
    looked_on: date
    seen: str = ""
    holds_until: date | None = None
    looked_by_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtPart:
    """Since when somebody trusts an artifact less, and why; until the look of `looked_again_id`."""

    id: str
    doubted_on: date
    why: str = ""
    doubted_by_id: str | None = None
    looked_again_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactPart:
    """One piece of evidence. `observed_on` is the end of the period that it describes.

    `partner_id` is None for what belongs to the workspace itself; `superseded_by_id` names the
    artifact that took its place.
    """

    id: str
    partner_id: str | None = None
    pilot_id: str | None = None
    superseded_by_id: str | None = None
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
    revalidations: tuple[RevalidationPart, ...] = ()
    doubts: tuple[DoubtPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPart:
    """What another person than the reader made of a reading as it stands."""

    id: str
    verdict: Verdict
    why: str = ""
    assessed_by_id: str | None = None
    assessed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """What somebody holds against a reading that refutes, and what another person made of it."""

    id: str
    text: str = ""
    written_by_id: str | None = None
    written_at: datetime | None = None
    verdict: Verdict | None = None
    assessed_why: str = ""
    assessed_by_id: str | None = None
    assessed_at: datetime | None = None


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
    assessment: AssessmentPart | None = None
    answer: AnswerPart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotCriterionPart:
    """What a pilot showed for one success criterion."""

    id: str
    criterion_id: str
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPart:
    """A question put to a partnership under conditions that were said beforehand."""

    id: str
    question: str = ""
    conditions: Conditions
    starts_on: date | None = None
    ends_on: date | None = None
    boundary: str = ""
    results: str = ""
    concluded_at: datetime | None = None
    criteria: tuple[PilotCriterionPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePart:
    """One period's figure; a period that is not there is a gap."""

    starts_on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementPart:
    """A series. Of a long one `values` holds the last periods; `earlier` counts those cut off,
    and `earlier_digest` is the SHA-256 of their canonical JSON.
    """

    id: str
    criterion_id: str | None = None
    trigger_id: str | None = None
    name: str = ""
    unit: str = ""
    target: Decimal | None = None
    direction: Direction = Direction.AT_LEAST
    period: Period = Period.MONTH
    source: str = ""
    values: tuple[ValuePart, ...] = ()
    earlier: int = 0
    earlier_digest: str = ""
