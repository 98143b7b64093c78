"""What differs between two dossiers of one partnership: then and now, or any two moments.

A later change voids nothing by itself; whoever reads a frozen dossier is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from partnerships.rules.standing import Standing
from reviews.dossier import Dossier


class Part(StrEnum):
    """A part of a dossier that people tell apart."""

    PARTNER = "partner"
    PARTNERSHIP = "partnership"
    FIT_CARD = "fit_card"
    CONFLICT_RISK = "conflict_risk"
    INTEGRATION_POINT = "integration_point"
    EXIT_STEP = "exit_step"
    BOUNDARY_DESIGN = "boundary_design"
    RESPONSIBILITY = "responsibility"
    TRIGGER = "trigger"
    SCALE_STEP = "scale_step"
    PILOT = "pilot"
    MEASUREMENT = "measurement"
    CLAIM = "claim"
    CRITERION = "criterion"
    ARTIFACT = "artifact"
    READING = "reading"


class Event(StrEnum):
    """What became of a part between the two moments."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs. `name` is what it is called in the later dossier that has it.

    `fields` are those of a changed part that differ.
    """

    part: Part
    event: Event
    id: str
    name: str
    fields: tuple[str, ...] = ()


def differences(then: Dossier, now: Dossier) -> tuple[Difference, ...]:
    """Every part that was added, removed or changed between the two, in the dossier's order.

    The workspace and the ledger's number are no part of what is judged and are left aside.
    """
    before, after = _parts(then), _parts(now)
    return tuple(_compared(before, after))


def _compared(before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[Difference]:
    for (part, row_id), row in before.items():
        later = after.get((part, row_id))
        if later is None:
            yield Difference(part, Event.REMOVED, row_id, _name(row))
        elif later != row:
            yield Difference(part, Event.CHANGED, row_id, _name(later), _changed(row, later))
    for (part, row_id), row in after.items():
        if (part, row_id) not in before:
            yield Difference(part, Event.ADDED, row_id, _name(row))


def _changed(before: Any, after: Any) -> tuple[str, ...]:
    names = [each.name for each in fields(before)]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _parts(dossier: Dossier) -> dict[tuple[Part, str], Any]:
    """The dossier's rows apart from each other, by what they are and their id.

    The standing is left aside too: decisions alone move it, and they are told of elsewhere.
    """
    card = dossier.fit_card
    rows: dict[tuple[Part, str], Any] = {
        (Part.PARTNER, dossier.partner.id): dossier.partner,
        (Part.PARTNERSHIP, dossier.partnership.id): replace(
            dossier.partnership, standing=Standing.CANDIDATE
        ),
        (Part.FIT_CARD, card.partnership_id): replace(
            card, conflict_risks=(), integration_points=(), exit_steps=()
        ),
    }
    rows |= {(Part.CONFLICT_RISK, row.id): row for row in card.conflict_risks}
    rows |= {(Part.INTEGRATION_POINT, row.id): row for row in card.integration_points}
    rows |= {(Part.EXIT_STEP, row.id): row for row in card.exit_steps}
    rows |= _seam_parts(dossier)
    for claim in dossier.claims:
        rows[Part.CLAIM, claim.id] = replace(claim, criteria=())
        rows |= {(Part.CRITERION, row.id): row for row in claim.criteria}
    rows |= {(Part.PILOT, row.id): row for row in dossier.pilots}
    rows |= {(Part.MEASUREMENT, row.id): row for row in dossier.measurements}
    rows |= {(Part.ARTIFACT, row.id): row for row in dossier.artifacts}
    rows |= {(Part.READING, row.id): row for row in dossier.readings}
    return rows


def _seam_parts(dossier: Dossier) -> dict[tuple[Part, str], Any]:
    design = dossier.boundary_design
    rows: dict[tuple[Part, str], Any] = {
        (Part.BOUNDARY_DESIGN, design.partnership_id): replace(design, responsibilities=())
    }
    rows |= {(Part.RESPONSIBILITY, row.id): row for row in design.responsibilities}
    rows |= {(Part.TRIGGER, row.id): row for row in dossier.triggers}
    return rows | {(Part.SCALE_STEP, row.id): row for row in dossier.scale_steps}


_NAMING = (
    "name",
    "title",
    "description",
    "statement",
    "uncertainty",
    "step",
    "observable",
    "question",
    "why",
)


def _name(row: Any) -> str:
    """What people call the row: the text of the field that names it, "" where none does."""
    own = {field.name for field in fields(row)}
    return next((str(getattr(row, name)) for name in _NAMING if name in own), "")
