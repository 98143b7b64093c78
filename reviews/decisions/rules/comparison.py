"""What differs between two dossiers of one partnership: then and now, or any two moments.

A later change voids nothing by itself; whoever reads a frozen dossier is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from evidence.dossier import MeasurementPart, PilotCriterionPart, ReadingPart, ValuePart
from evidence.rules.periods import written
from partnerships.rules.standing import Standing
from reviews.dossier import Dossier, HealthReviewPart


class Part(StrEnum):
    """A part of a dossier that people tell apart."""

    PARTNER = "partner"
    PARTNER_FACT = "partner_fact"
    PARTNERSHIP = "partnership"
    FIT_CARD = "fit_card"
    CONFLICT_RISK = "conflict_risk"
    INTEGRATION_POINT = "integration_point"
    EXIT_STEP = "exit_step"
    EXIT_REHEARSAL = "exit_rehearsal"
    BOUNDARY_DESIGN = "boundary_design"
    RESPONSIBILITY = "responsibility"
    ESCALATION_STEP = "escalation_step"
    TRIGGER = "trigger"
    SCALE_STEP = "scale_step"
    UNCERTAINTY = "uncertainty"
    OPTION = "option"
    PILOT = "pilot"
    PILOT_CRITERION = "pilot_criterion"
    MEASUREMENT = "measurement"
    MEASURED_VALUE = "measured_value"
    CLAIM = "claim"
    CRITERION = "criterion"
    ARTIFACT = "artifact"
    REVALIDATION = "revalidation"
    READING = "reading"
    ASSESSMENT = "assessment"
    ANSWER = "answer"
    NOT_APPLICABLE = "not_applicable"
    DOUBT = "doubt"
    HEALTH_REVIEW = "health_review"
    VIOLATION = "violation"
    SIGHTING = "sighting"


class Event(StrEnum):
    """What became of a part between the two moments."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs. `name` is what it is called in the later dossier that has it.

    `fields` are those of a changed part that differ, `within` is what it belongs to is called.
    `before` and `after` hold what the part itself says, without the rows beneath it, which are
    parts of their own; None where it was not there. `along` tells a part that came or went with
    the row above it.
    """

    part: Part
    event: Event
    id: str
    name: str
    fields: tuple[str, ...] = ()
    within: str = ""
    before: Any = None
    after: Any = None
    along: bool = False


_Key = tuple[Part, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A part in its place: `above` is the row it hangs beneath, `owner` the topmost of these."""

    key: _Key
    row: Any
    bare: Any
    name: str
    within: str
    above: _Key | None
    owner: _Key


#: The parts of a dossier, in its order.
_TOP: dict[str, Part] = {
    "partner": Part.PARTNER,
    "partnership": Part.PARTNERSHIP,
    "fit_card": Part.FIT_CARD,
    "boundary_design": Part.BOUNDARY_DESIGN,
    "triggers": Part.TRIGGER,
    "scale_steps": Part.SCALE_STEP,
    "claims": Part.CLAIM,
    "pilots": Part.PILOT,
    "measurements": Part.MEASUREMENT,
    "artifacts": Part.ARTIFACT,
    "readings": Part.READING,
    "not_applicable": Part.NOT_APPLICABLE,
    "health_reviews": Part.HEALTH_REVIEW,
    "violations": Part.VIOLATION,
    "sightings": Part.SIGHTING,
}

#: The fields of a part that hold rows, which are parts of their own.
_BENEATH: dict[Part, dict[str, Part]] = {
    Part.PARTNER: {"facts": Part.PARTNER_FACT},
    Part.FIT_CARD: {
        "conflict_risks": Part.CONFLICT_RISK,
        "integration_points": Part.INTEGRATION_POINT,
        "exit_steps": Part.EXIT_STEP,
        "exit_rehearsals": Part.EXIT_REHEARSAL,
    },
    Part.BOUNDARY_DESIGN: {"responsibilities": Part.RESPONSIBILITY},
    Part.RESPONSIBILITY: {"escalation": Part.ESCALATION_STEP},
    Part.SCALE_STEP: {"uncertainties": Part.UNCERTAINTY, "options": Part.OPTION},
    Part.PILOT: {"criteria": Part.PILOT_CRITERION},
    Part.MEASUREMENT: {"values": Part.MEASURED_VALUE},
    Part.CLAIM: {"criteria": Part.CRITERION},
    Part.ARTIFACT: {"revalidations": Part.REVALIDATION, "doubts": Part.DOUBT},
    Part.READING: {"assessment": Part.ASSESSMENT, "answer": Part.ANSWER},
}


def differences(then: Dossier, now: Dossier) -> tuple[Difference, ...]:
    """Every part that was added, removed or changed between the two, in the dossier's order.

    The workspace and the ledger's number are no part of what is judged and are left aside; so is
    the standing and the earlier decisions: these are told of elsewhere.
    """
    before, after = _parts(then, now), _parts(now, then)
    places = {row.owner: place for place, row in reversed([*enumerate((before | after).values())])}
    found = _compared(before, after)
    return tuple(each for _, each in sorted(found, key=lambda pair: places[pair[0]]))


def _compared(
    before: Mapping[_Key, _Row], after: Mapping[_Key, _Row]
) -> Iterator[tuple[_Key, Difference]]:
    """The differences, each with the part beneath which it stands."""
    for key, row in before.items():
        later = after.get(key)
        if later is None:
            along = row.above is not None and row.above not in after
            yield row.owner, _difference(row, Event.REMOVED, before=row.bare, along=along)
        elif later.bare != row.bare:
            said = {"before": row.bare, "after": later.bare}
            changed = _changed(row.bare, later.bare)
            yield row.owner, _difference(later, Event.CHANGED, fields=changed, **said)
    for key, row in after.items():
        if key not in before:
            along = row.above is not None and row.above not in before
            yield row.owner, _difference(row, Event.ADDED, after=row.bare, along=along)


def _difference(row: _Row, event: Event, **said: Any) -> Difference:
    part, row_id = row.key
    return Difference(part, event, row_id, row.name, within=row.within, **said)


def _changed(before: Any, after: Any) -> tuple[str, ...]:
    names = [each.name for each in fields(before)]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _parts(dossier: Dossier, other: Dossier) -> dict[_Key, _Row]:
    """The dossier's rows apart from each other, by what they are and their id."""
    called = _called(dossier)
    return {
        row.key: row
        for name, part in _TOP.items()
        for each in _several(getattr(dossier, name))
        for row in _walk(part, _comparable(each, other), called)
    }


def _walk(
    part: Part, row: Any, called: Mapping[str, str], above: _Row | None = None
) -> Iterator[_Row]:
    """The row and everything beneath it."""
    beneath = _BENEATH.get(part, {})
    key = (part, _id(row, above))
    here = _Row(
        key=key,
        row=row,
        bare=replace(row, **{name: _nothing(getattr(row, name)) for name in beneath}),
        name=_name(row, called, above),
        within=_within(row, called, above),
        above=above.key if above else None,
        owner=above.owner if above else key,
    )
    yield here
    for field, below in beneath.items():
        for each in _several(getattr(row, field)):
            yield from _walk(below, each, called, here)


def _several(value: Any) -> tuple[Any, ...]:
    """The rows of a field that holds many, one or none."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _nothing(value: Any) -> Any:
    return () if isinstance(value, tuple) else None


def _id(row: Any, above: _Row | None) -> str:
    """A measured value is known by its series and its first day, a card by its partnership."""
    if hasattr(row, "id"):
        return str(row.id)
    return str(row.partnership_id) if above is None else f"{above.row.id}/{row.starts_on}"


def _comparable(row: Any, other: Dossier) -> Any:
    """The row as it can be held against the other dossier's."""
    if hasattr(row, "standing"):
        return replace(row, standing=Standing.CANDIDATE)
    if isinstance(row, MeasurementPart):
        twin = next((each for each in other.measurements if each.id == row.id), row)
        return _overlapping(row, twin)
    return row


def _overlapping(series: MeasurementPart, twin: MeasurementPart) -> MeasurementPart:
    """The periods that neither dossier cut off: what it no longer carries was not taken away."""
    first = max(_first_kept(series), _first_kept(twin))
    same_cut = series.earlier == twin.earlier
    return replace(
        series,
        values=tuple(each for each in series.values if each.starts_on >= first),
        earlier=0,
        earlier_digest=series.earlier_digest if same_cut else "",
    )


def _first_kept(series: MeasurementPart) -> date:
    cut = series.earlier and series.values
    return series.values[0].starts_on if cut else date.min


_NAMING = (
    "name",
    "title",
    "description",
    "statement",
    "uncertainty",
    "step",
    "observable",
    "question",
    "learnt",
    "seen",
    "why",
    "who",
    "text",
    "reason",
    "what",
)


def _name(row: Any, called: Mapping[str, str], above: _Row | None = None) -> str:
    """What people call the row: the text of the field that names it, "" where none does.

    A measured value is called by its period, a pilot's criterion by what it is a criterion of, a
    health review by its day.
    """
    if isinstance(row, HealthReviewPart):
        return row.held_on.isoformat()
    if isinstance(row, ValuePart) and above is not None:
        return written(row.starts_on, above.row.period)
    if isinstance(row, PilotCriterionPart):
        return called.get(f"criterion {row.criterion_id}", "")
    own = {field.name for field in fields(row)}
    return next((str(getattr(row, name)) for name in _NAMING if name in own), "")


def _within(row: Any, called: Mapping[str, str], above: _Row | None) -> str:
    """What the row belongs to is called: a reading to its artifact, else to the row above it."""
    for each in (row, above.row if above else None):
        if isinstance(each, ReadingPart):
            return called.get(f"artifact {each.artifact_id}", "")
    return above.name if above else ""


def _called(dossier: Dossier) -> dict[str, str]:
    """The names by which other rows speak of artifacts and success criteria."""
    criteria = (each for claim in dossier.claims for each in claim.criteria)
    return {f"artifact {each.id}": each.title for each in dossier.artifacts} | {
        f"criterion {each.id}": each.statement for each in criteria
    }
