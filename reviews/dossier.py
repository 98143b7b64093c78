"""The whole of a partnership at one moment, as one tree of frozen facts.

It is what the gate judges, what a proposal freezes and a signer sees, what a decision seals and
an auditor compares. Each app defines its own part; this module puts them together and gives the
whole its canonical JSON. It only grows: a part that comes later has a default, so that every
dossier ever sealed still loads, and is judged on what was known then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from accounts.dossier import WorkspacePart
from config.kernel import canonical
from config.kernel.canonical import ShapeError, ShapeProblem
from evidence.dossier import ArtifactPart, MeasurementPart, PilotPart, ReadingPart
from partnerships.dossier import (
    BoundaryDesignPart,
    ClaimPart,
    FitCardPart,
    PartnerPart,
    PartnershipPart,
    ScaleStepPart,
    TriggerPart,
)
from partnerships.rules.standing import DecisionKind
from reviews.vocabulary import EndsIn, Severity

FORMAT = "seam-dossier/1"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart:
    """What was decided before, as far as rules look at it, oldest first.

    `decided_on` is a day in the workspace's time zone; `bar` is the one that was cleared.
    """

    id: str
    kind: DecisionKind
    decided_on: date
    decided_at: datetime | None = None
    bar: int | None = None
    term_ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicablePart:
    """Why a requirement of the gate has no object here; whoever assessed it stands by the reason.

    `requirement` is a code of reviews.gate.rules.judgement, kept as text so that a dossier still
    loads when one of them is no longer asked for.
    """

    id: str
    requirement: str
    reason: str = ""
    stated_by_id: str | None = None
    stated_at: datetime | None = None
    assessed_by_id: str | None = None
    assessed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReviewPart:
    """A health review that was closed on `held_on`, and what it ended in."""

    id: str
    due_on: date | None = None
    held_on: date
    ends_in: EndsIn
    ends_in_reason: str = ""
    exit_cost_keeps: bool = False
    overstepped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationPart:
    """A boundary that was crossed. `review_id` is the health review in which it was noted."""

    id: str
    review_id: str | None = None
    responsibility_id: str | None = None
    what: str = ""
    severity: Severity
    seen_on: date
    resolved_on: date | None = None
    resolved_how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingPart:
    """A trigger that was seen; `set_aside_at` is when somebody said that it calls for nothing."""

    id: str
    trigger_id: str
    seen_on: date
    what: str = ""
    noted_at: datetime | None = None
    set_aside_at: datetime | None = None
    set_aside_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A partnership with everything known about it.

    `as_of` is the sequence of the ledger entry up to which it was read; 0 for a dossier that comes
    from no ledger. Claims, artifacts and readings stand in the order of their ids, so that the
    same facts give the same bytes. Artifacts are those that the readings are about.
    """

    format: str = FORMAT
    workspace: WorkspacePart
    as_of: int
    partner: PartnerPart
    partnership: PartnershipPart
    scale_steps: tuple[ScaleStepPart, ...] = ()
    fit_card: FitCardPart
    boundary_design: BoundaryDesignPart
    claims: tuple[ClaimPart, ...] = ()
    triggers: tuple[TriggerPart, ...] = ()
    pilots: tuple[PilotPart, ...] = ()
    artifacts: tuple[ArtifactPart, ...] = ()
    readings: tuple[ReadingPart, ...] = ()
    measurements: tuple[MeasurementPart, ...] = ()
    not_applicable: tuple[NotApplicablePart, ...] = ()
    decisions: tuple[DecisionPart, ...] = ()
    health_reviews: tuple[HealthReviewPart, ...] = ()
    violations: tuple[ViolationPart, ...] = ()
    sightings: tuple[SightingPart, ...] = ()


def canonical_bytes(dossier: Dossier) -> bytes:
    """The dossier as the bytes that are digested, signed and sealed (RFC 8785)."""
    return canonical.canonical_bytes(dossier)


def digest(content: bytes) -> str:
    """The SHA-256 by which a sealed dossier is known, as 64 hexadecimal digits."""
    return canonical.digest(content)


def parse(content: bytes | str) -> Dossier:
    """The dossier that `canonical_bytes` wrote, or that a person wrote as a file.

    Raises ShapeError with every problem and its JSON path.
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return from_json(canonical.loads(raw))


def from_json(document: Mapping[str, Any]) -> Dossier:
    """The dossier in a JSON document that was already taken apart.

    Raises ShapeError: for a format that this program does not know, before anything else; for an
    unknown or missing member, a value of another type, a reference to a row that is not there or
    to its own, or an id that two rows of one kind have.
    """
    _require_known_format(document)
    dossier = canonical.read(Dossier, document)
    problems = [
        *_repeated_ids(dossier),
        *_dangling_references(dossier),
        *_references_to_themselves(dossier),
    ]
    if problems:
        raise ShapeError(problems)
    return dossier


def _require_known_format(document: Any) -> None:
    if not isinstance(document, Mapping):
        raise ShapeError([ShapeProblem("$", "expected", "object")])
    if "format" not in document:
        raise ShapeError([ShapeProblem("$.format", "missing")])
    if document["format"] != FORMAT:
        raise ShapeError([ShapeProblem("$.format", "expected", FORMAT)])


def _repeated_ids(dossier: Dossier) -> list[ShapeProblem]:
    """A reference names a row by its kind and its id, so an id is given once to each kind."""
    problems = []
    seen: set[tuple[type, str]] = set()
    for path, rows in _lists(dossier, "$"):
        for place, row in enumerate(rows):
            if (type(row), row.id) in seen:
                problems.append(ShapeProblem(f"{path}[{place}].id", "duplicate", row.id))
            seen.add((type(row), row.id))
    return problems


def _lists(part: Any, path: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every list of rows with ids in the tree, with its path."""
    for field in fields(part):
        value, here = getattr(part, field.name), f"{path}.{field.name}"
        if is_dataclass(value):
            yield from _lists(value, here)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            if hasattr(value[0], "id"):
                yield here, value
            for place, each in enumerate(value):
                yield from _lists(each, f"{here}[{place}]")


def _dangling_references(dossier: Dossier) -> list[ShapeProblem]:
    return [
        ShapeProblem(path, "refers_to_nothing", each)
        for path, each, there in _references(dossier)
        if each is not None and each not in there
    ]


def _references_to_themselves(dossier: Dossier) -> list[ShapeProblem]:
    return [
        ShapeProblem(f"{path}.superseded_by_id", "refers_to_itself", artifact.id)
        for path, artifact in _placed("$.artifacts", dossier.artifacts)
        if artifact.superseded_by_id == artifact.id
    ]


def _references(dossier: Dossier) -> Iterator[tuple[str, str | None, set[str]]]:
    """Every reference within the dossier: its path, its value, and what it may be."""
    ours, theirs = {dossier.partnership.id}, {dossier.partner.id}
    uncertain = {each.id for step in dossier.scale_steps for each in step.uncertainties}
    yield "$.partnership.partner_id", dossier.partnership.partner_id, theirs
    yield "$.fit_card.partnership_id", dossier.fit_card.partnership_id, ours
    yield "$.boundary_design.partnership_id", dossier.boundary_design.partnership_id, ours
    for path, claim in _placed("$.claims", dossier.claims):
        yield f"{path}.about_id", claim.about_id, uncertain
    yield from _references_of_evidence(dossier)
    for path, violation in _placed("$.violations", dossier.violations):
        yield f"{path}.review_id", violation.review_id, _ids(dossier.health_reviews)
    for path, sighting in _placed("$.sightings", dossier.sightings):
        yield f"{path}.trigger_id", sighting.trigger_id, _ids(dossier.triggers)


def _references_of_evidence(dossier: Dossier) -> Iterator[tuple[str, str | None, set[str]]]:
    theirs, artifacts = {dossier.partner.id}, _ids(dossier.artifacts)
    criteria = {criterion.id for claim in dossier.claims for criterion in claim.criteria}
    for path, pilot in _placed("$.pilots", dossier.pilots):
        for place, each in _placed(f"{path}.criteria", pilot.criteria):
            yield f"{place}.criterion_id", each.criterion_id, criteria
    for path, artifact in _placed("$.artifacts", dossier.artifacts):
        yield f"{path}.partner_id", artifact.partner_id, theirs
    for path, reading in _placed("$.readings", dossier.readings):
        yield f"{path}.artifact_id", reading.artifact_id, artifacts
        yield f"{path}.criterion_id", reading.criterion_id, criteria
    for path, measurement in _placed("$.measurements", dossier.measurements):
        yield f"{path}.criterion_id", measurement.criterion_id, criteria
        yield f"{path}.trigger_id", measurement.trigger_id, _ids(dossier.triggers)


def _ids(rows: tuple[Any, ...]) -> set[str]:
    return {row.id for row in rows}


def _placed(path: str, rows: tuple[T, ...]) -> Iterator[tuple[str, T]]:
    return ((f"{path}[{place}]", row) for place, row in enumerate(rows))
