"""What a dossier file carries from one register to another, and what it leaves behind.

A dossier is a partnership as it stood in one workspace. Some of what it says is true there only:
ids and numbers of entries, who did what (people belong to an installation), the standing and what
was decided (both are sealed there), when a declaration was lowered, assessments, answers to
evidence and what was said not to apply (somebody's word there, by which another person stands), and
options that name other partnerships. That is its *identity*; everything else is its content, and
comes back from an export as it went into an import.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from accounts.dossier import WorkspacePart
from evidence.dossier import ArtifactPart
from partnerships.dossier import ScaleStepPart
from partnerships.rules.standing import Standing
from reviews.dossier import Dossier

#: Fields that name people.
PEOPLE = ("incentives_looked_by_id", "authoriser_id", "looked_by_id", "read_by_id")


def carried(dossier: Dossier) -> Dossier:
    """The dossier with nothing in it that does not travel, its ids still its own."""
    return replace(
        dossier,
        partnership=replace(dossier.partnership, standing=Standing.CANDIDATE, lowered_on=None),
        scale_steps=tuple(_own_options(step, dossier) for step in dossier.scale_steps),
        artifacts=tuple(_within(artifact, dossier) for artifact in dossier.artifacts),
        readings=tuple(
            replace(reading, assessment=None, answer=None) for reading in dossier.readings
        ),
        measurements=tuple(
            replace(each, earlier=0, earlier_digest="") for each in dossier.measurements
        ),
        not_applicable=(),
        decisions=(),
    )


def without_identity(dossier: Dossier) -> Dossier:
    """The content alone: two dossiers are the same in all but identity when these are equal."""
    content = replace(carried(dossier), as_of=0, workspace=WorkspacePart(name=""))
    numbers = {old: str(number) for number, old in enumerate(_ids(content), start=1)}
    return _renamed(content, numbers)


def _own_options(step: ScaleStepPart, dossier: Dossier) -> ScaleStepPart:
    """Without those that name another partnership."""
    ours = (None, dossier.partnership.id)
    options = tuple(each for each in step.options if each.partnership_id in ours)
    return replace(step, options=options)


def _within(artifact: ArtifactPart, dossier: Dossier) -> ArtifactPart:
    """An artifact without references to what lies outside the dossier."""
    pilots = {pilot.id for pilot in dossier.pilots}
    artifacts = {each.id for each in dossier.artifacts}
    return replace(
        artifact,
        pilot_id=artifact.pilot_id if artifact.pilot_id in pilots else None,
        superseded_by_id=(
            artifact.superseded_by_id if artifact.superseded_by_id in artifacts else None
        ),
    )


def _ids(part: Any) -> Iterator[tuple[str, str]]:
    """(kind of row, id) of every row in the tree, in its order."""
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "id":
            yield type(part).__name__, value
        elif is_dataclass(value):
            yield from _ids(value)
        elif isinstance(value, tuple):
            for each in value:
                if is_dataclass(each):
                    yield from _ids(each)


#: What the references of a dossier refer to.
TARGETS = {
    "partner_id": "PartnerPart",
    "partnership_id": "PartnershipPart",
    "about_id": "UncertaintyPart",
    "criterion_id": "CriterionPart",
    "artifact_id": "ArtifactPart",
    "superseded_by_id": "ArtifactPart",
    "pilot_id": "PilotPart",
    "trigger_id": "TriggerPart",
}


def _renamed(part: Any, numbers: dict[tuple[str, str], str]) -> Any:
    changes: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "id":
            changes["id"] = numbers[type(part).__name__, value]
        elif field.name in PEOPLE:
            changes[field.name] = None
        elif field.name in TARGETS and value is not None:
            changes[field.name] = numbers.get((TARGETS[field.name], value), "")
        elif is_dataclass(value):
            changes[field.name] = _renamed(value, numbers)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(
                _renamed(each, numbers) if is_dataclass(each) else each for each in value
            )
    return replace(part, **changes)
