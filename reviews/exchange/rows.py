"""The parts of a dossier as rows of a register: which row each is, and which rows it belongs to.

Importing makes the rows of a whole dossier at once; the demo brings them in step by step, through
the actions that people use. Both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db import models

from config.kernel import clock
from config.kernel.audited import Audited
from config.kernel.parts import values_of
from evidence.dossier import (
    ArtifactPart,
    AssessmentPart,
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
)
from partnerships.dossier import (
    BoundaryDesignPart,
    ClaimPart,
    ConflictRiskPart,
    CriterionPart,
    EscalationStepPart,
    ExitRehearsalPart,
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
    OptionPart,
    PartnerFactPart,
    PartnerPart,
    PartnershipPart,
    ResponsibilityPart,
    ScaleStepPart,
    TriggerPart,
    UncertaintyPart,
)
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Option,
    Partner,
    PartnerFact,
    Partnership,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)
from reviews.dossier import Dossier
from reviews.exchange.rules import TARGETS

#: The row that a part is.
MODELS: Mapping[type, type[Audited]] = {
    PartnerPart: Partner,
    PartnerFactPart: PartnerFact,
    PartnershipPart: Partnership,
    ScaleStepPart: ScaleStep,
    UncertaintyPart: Uncertainty,
    OptionPart: Option,
    FitCardPart: FitCard,
    ConflictRiskPart: ConflictRisk,
    IntegrationPointPart: IntegrationPoint,
    ExitStepPart: ExitStep,
    ExitRehearsalPart: ExitRehearsal,
    BoundaryDesignPart: BoundaryDesign,
    ResponsibilityPart: Responsibility,
    EscalationStepPart: EscalationStep,
    ClaimPart: Claim,
    CriterionPart: SuccessCriterion,
    TriggerPart: Trigger,
    PilotPart: Pilot,
    PilotCriterionPart: PilotCriterion,
    ArtifactPart: Artifact,
    RevalidationPart: Revalidation,
    ReadingPart: Reading,
    AssessmentPart: Assessment,
    MeasurementPart: Measurement,
    ValuePart: MeasuredValue,
}

#: What rows hold of the moment they were written, where the file does not say.
MOMENTS = ("recorded_at", "read_at")

#: By what a row is known to others of its dossier: the kind of its part, and its id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A part that is a row, its place in the file as a JSONPath, and the part that holds it."""

    path: str
    part: Any
    above: Any = None


def placed(dossier: Dossier) -> Iterator[Placed]:
    """Every part that is a row, in the order of the file.

    Rows can be saved in this order: each refers to earlier ones, `superseded_by` alone to any.
    """
    return _beneath(dossier, "$", None)


def _beneath(part: Any, path: str, above: Any) -> Iterator[Placed]:
    for field in fields(part):
        for place, each in _members(f"{path}.{field.name}", getattr(part, field.name)):
            if type(each) in MODELS:
                yield Placed(place, each, above)
                yield from _beneath(each, place, each)


def _members(path: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, tuple):
        return [(f"{path}[{place}]", each) for place, each in enumerate(value)]
    return [(path, value)]


def key(part: Any) -> Key:
    """A Fit Card and a boundary design are known by their partnership, the others by their id."""
    return type(part).__name__, getattr(part, "id", "") or getattr(part, "partnership_id", "")


def noun(part: Any) -> str:
    """What columns and actions call a row of this part: `scale_step` for a ScaleStepPart."""
    return noun_of(type(part))


def noun_of(kind: type) -> str:
    """What columns and actions call the rows of such parts."""
    name = kind.__name__.removesuffix("Part")
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def columns_of(part: Any) -> dict[str, Any]:
    """The part's values for its row's own columns; what nobody said is "" where a text stands."""
    there = {column.name: column for column in MODELS[type(part)]._meta.concrete_fields}
    said = {name: value for name, value in values_of(part).items() if name in there}
    said.pop("file", None)
    for name, value in said.items():
        if value is None and not there[name].null:
            said[name] = clock.now() if name in MOMENTS else ""
    return said


def relations_of(place: Placed, dossier: Dossier) -> dict[str, Key]:
    """The columns of the part's row that are other rows of the dossier, and which."""
    part, columns = place.part, _relations(MODELS[type(place.part)])
    related = {}
    if place.above is not None and noun(place.above) in columns:
        related[noun(place.above)] = key(place.above)
    elif "partnership" in columns:
        related["partnership"] = key(dossier.partnership)
    return related | dict(_references(part))


def _relations(model: type[models.Model]) -> set[str]:
    return {column.name for column in model._meta.concrete_fields if column.is_relation}


def _references(part: Any) -> Iterator[tuple[str, Key]]:
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in TARGETS and value is not None:
            yield field.name.removesuffix("_id"), (TARGETS[field.name], value)
