"""The whole of a partnership at one moment, as one tree of frozen facts.

It is what the gate judges, what a proposal freezes and a signer sees, what a decision seals and
an auditor compares. Each app defines its own part; this module puts them together and gives the
whole its canonical JSON. It only grows: a part that comes later has a default, so that every
dossier ever sealed still loads, and is judged on what was known then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.dossier import WorkspacePart
from config.kernel import canonical
from config.kernel.canonical import ShapeError, ShapeProblem
from evidence.dossier import ArtifactPart, ReadingPart
from partnerships.dossier import ClaimPart, FitCardPart, PartnerPart, PartnershipPart

FORMAT = "seam-dossier/1"


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
    fit_card: FitCardPart
    claims: tuple[ClaimPart, ...] = ()
    artifacts: tuple[ArtifactPart, ...] = ()
    readings: tuple[ReadingPart, ...] = ()


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
    unknown or missing member, a value of another type, or a reference to a row that is not there.
    """
    _require_known_format(document)
    dossier = canonical.read(Dossier, document)
    problems = [*_repeated_ids(dossier), *_dangling_references(dossier)]
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
    problems = []
    for path, ids in _rows(dossier):
        seen: set[str] = set()
        for place, each in enumerate(ids):
            if each in seen:
                problems.append(ShapeProblem(f"{path}[{place}].id", "duplicate", each))
            seen.add(each)
    return problems


def _rows(dossier: Dossier) -> list[tuple[str, list[str]]]:
    """The ids of each list of rows, with the list's path."""
    card = dossier.fit_card
    return [
        ("$.claims", [claim.id for claim in dossier.claims]),
        ("$.artifacts", [artifact.id for artifact in dossier.artifacts]),
        ("$.readings", [reading.id for reading in dossier.readings]),
        ("$.fit_card.conflict_risks", [risk.id for risk in card.conflict_risks]),
        ("$.fit_card.integration_points", [point.id for point in card.integration_points]),
        ("$.fit_card.exit_steps", [step.id for step in card.exit_steps]),
        *(
            (f"$.claims[{place}].criteria", [criterion.id for criterion in claim.criteria])
            for place, claim in enumerate(dossier.claims)
        ),
    ]


def _dangling_references(dossier: Dossier) -> list[ShapeProblem]:
    artifacts = {artifact.id for artifact in dossier.artifacts}
    criteria = {criterion.id for claim in dossier.claims for criterion in claim.criteria}
    references = [
        ("$.partnership.partner_id", dossier.partnership.partner_id, {dossier.partner.id}),
        ("$.fit_card.partnership_id", dossier.fit_card.partnership_id, {dossier.partnership.id}),
    ]
    for place, reading in enumerate(dossier.readings):
        path = f"$.readings[{place}]"
        references.append((f"{path}.artifact_id", reading.artifact_id, artifacts))
        references.append((f"{path}.criterion_id", reading.criterion_id, criteria))
    return [
        ShapeProblem(path, "refers_to_nothing", each)
        for path, each, there in references
        if each not in there
    ]
