"""What changed in one part of a dossier, in the pieces in which people read it.

Fields that are read together are one facet: an amount and its currency, a time limit and its unit,
a choice and why it was made. Each facet says which way it moved, where there is a way: an amount
was raised, a date came later, a dependency became deeper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

from config.kernel.findings import Money, is_unsaid
from evidence.rules.vocabulary import Direction
from partnerships.rules.vocabulary import (
    DependencyDepth,
    PartyKind,
    Portability,
    Reversibility,
    TimeUnit,
    UncertaintyState,
)
from reviews.decisions.rules.comparison import Difference, Event, Part


class Move(StrEnum):
    """Which way a facet moved."""

    STATED = "stated"
    TAKEN_AWAY = "taken_away"
    HOLDS = "holds"
    NO_LONGER = "no_longer"
    RAISED = "raised"
    LOWERED = "lowered"
    LONGER = "longer"
    SHORTER = "shorter"
    LATER = "later"
    EARLIER = "earlier"
    DEEPER = "deeper"
    SHALLOWER = "shallower"
    MORE = "more"
    LESS = "less"
    FORWARD = "forward"
    BACK = "back"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Span:
    """So many of a unit of time."""

    count: int
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class Target:
    """On which side of a figure a measurement is good."""

    direction: Direction
    figure: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Values that are read one after the other, each with the name of its field."""

    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that changed. `name` is the field that leads, `fields` are all that it covers.

    `before` and `after` are typed: a Money, a Span, a Target, a Joined, or the field's own value;
    None where nothing was said. `because` is the reason that stands beside it now, `beside` the
    text that goes with it, if that changed too.
    """

    name: str
    fields: tuple[str, ...]
    before: Any
    after: Any
    move: Move
    because: str = ""
    beside: Facet | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Fields that are read together; `reason` names the one that says why, `beside` the one with
    the text that belongs to them.
    """

    fields: tuple[str, ...]
    read: Callable[[Any], Any]
    reason: str = ""
    beside: str = ""


def facets(found: Difference) -> tuple[Facet, ...]:
    """What changed, in the order of the part's fields; of an added or a removed part, all it says.

    A reason that changed alone is a facet of its own, and so is what is left of a pair of which
    the other half was never said.
    """
    row = found.after if found.after is not None else found.before
    together = tuple(_compared(found, _groups(found.part, row)))
    return together or tuple(_compared(found, [_alone(name) for name in found.fields]))


def _compared(found: Difference, groups: list[_Group]) -> Iterator[Facet]:
    told = [(group, facet) for group in groups if (facet := _facet(found, group))]
    if found.event is not Event.CHANGED:
        yield from (facet for _group, facet in told)
        return
    along = {name for group, _facet in told for name in (group.reason, group.beside)}
    for group, facet in told:
        if facet.name not in along:
            yield replace(facet, because=_reason(found, group), beside=_beside(found, group))


def _facet(found: Difference, group: _Group) -> Facet | None:
    before, after = (_read(group, row) for row in (found.before, found.after))
    if before == after:
        return None
    return Facet(group.fields[0], group.fields, before, after, move(before, after))


def _reason(found: Difference, group: _Group) -> str:
    return str(getattr(found.after, group.reason)) if group.reason else ""


def _beside(found: Difference, group: _Group) -> Facet | None:
    return _facet(found, _alone(group.beside)) if group.beside else None


def _read(group: _Group, row: Any) -> Any:
    value = None if row is None else group.read(row)
    return None if _is_nothing(value) else value


def _is_nothing(value: Any) -> bool:
    return value is False or value in ("", ()) or (value is None)


def _groups(part: Part, row: Any) -> list[_Group]:
    """The groups of a part, those with a reason before the reason itself."""
    together = {group.fields[0]: group for group in _TOGETHER.get(part, ())}
    taken = {name for group in together.values() for name in group.fields}
    names = [each.name for each in fields(row) if each.name not in _LEFT_OUT]
    return [
        together.get(name) or _alone(name)
        for name in names
        if name in together or name not in taken
    ]


def _alone(name: str) -> _Group:
    return _Group((name,), lambda row: getattr(row, name))


def move(before: Any, after: Any) -> Move:
    """Which way it is from one value of a facet to the next."""
    if isinstance(before, bool) or isinstance(after, bool):
        return Move.HOLDS if after else Move.NO_LONGER
    if is_unsaid(before):
        return Move.STATED
    if is_unsaid(after):
        return Move.TAKEN_AWAY
    if type(before) is not type(after):
        return Move.CHANGED
    return _direction(before, after)


def _direction(before: Any, after: Any) -> Move:
    """Which way it is between two values of one type."""
    match before:
        case Enum():
            return _along(_SCALES.get(type(before), ()), before, after)
        case Money():
            same = before.currency == after.currency
            return _up(before.amount, after.amount, Move.RAISED, Move.LOWERED, same)
        case Target():
            same = (before.direction, before.unit) == (after.direction, after.unit)
            return _up(before.figure, after.figure, Move.RAISED, Move.LOWERED, same)
        case Span():
            return _up(_minutes(before), _minutes(after), Move.LONGER, Move.SHORTER)
        case date():
            return _up(before, after, Move.LATER, Move.EARLIER)
        case int() | Decimal():
            return _up(before, after, Move.RAISED, Move.LOWERED)
    return Move.CHANGED


def _up(before: Any, after: Any, up: Move, down: Move, comparable: bool = True) -> Move:
    if not comparable or before == after:
        return Move.CHANGED
    return up if after > before else down


def _along(scale: tuple[Any, ...], before: Enum, after: Enum) -> Move:
    """A scale is its words from low to high, and the moves up and down it."""
    if not scale:
        return Move.CHANGED
    words, up, down = scale
    return _up(words.index(before), words.index(after), up, down)


#: The words that have an order, from low to high, with the moves up and down.
_SCALES: dict[type[Enum], tuple[Any, ...]] = {
    DependencyDepth: (list(DependencyDepth), Move.DEEPER, Move.SHALLOWER),
    Reversibility: (list(reversed(Reversibility)), Move.MORE, Move.LESS),
    Portability: (list(reversed(Portability)), Move.MORE, Move.LESS),
    UncertaintyState: (list(UncertaintyState), Move.FORWARD, Move.BACK),
}

_MINUTES = {TimeUnit.MINUTES: 1, TimeUnit.HOURS: 60, TimeUnit.DAYS: 24 * 60}


def _minutes(span: Span) -> int:
    return span.count * _MINUTES[span.unit]


def _money(amount: str, currency: str) -> _Group:
    def read(row: Any) -> Money | None:
        value = getattr(row, amount)
        return None if value is None else Money(value, getattr(row, currency))

    return _Group((amount, currency), read)


def _days(name: str) -> _Group:
    def read(row: Any) -> Span | None:
        value = getattr(row, name)
        return None if value is None else Span(value, TimeUnit.DAYS)

    return _Group((name,), read)


def _joined(*names: str) -> _Group:
    def read(row: Any) -> Joined | None:
        said = [(name, getattr(row, name)) for name in names if not _is_nothing(getattr(row, name))]
        return Joined(tuple(said)) if said else None

    return _Group(names, read)


def _explained(name: str, reason: str) -> _Group:
    return replace(_alone(name), reason=reason)


def _with_text(name: str, text: str) -> _Group:
    return replace(_alone(name), beside=text)


def _target(row: Any) -> Target | None:
    return None if row.target is None else Target(row.direction, row.target, row.unit)


def _owner(row: Any) -> Any:
    """Another institution is its name."""
    return row.other_party if row.party is PartyKind.OTHER else row.party


#: What people read together, by part.
_TOGETHER: dict[Part, tuple[_Group, ...]] = {
    Part.PARTNERSHIP: (
        _explained("dependency_depth", "depth_reason"),
        _explained("reversibility", "reversibility_reason"),
    ),
    Part.FIT_CARD: (
        _days("exit_days"),
        _money("exit_cost", "exit_currency"),
        _Group(
            ("incentives_looked_at", "incentives_looked_by_id"),
            lambda row: row.incentives_looked_at,
            beside="incentives_seen",
        ),
    ),
    Part.CONFLICT_RISK: (
        _with_text("observed_on", "observed_what"),
        _with_text("resolved_on", "resolution"),
    ),
    Part.INTEGRATION_POINT: (
        _joined("fallback_verdict", "fallback_assessed_by", "fallback_assessed_on"),
        _days("switch_days"),
        _money("switch_cost", "switch_currency"),
    ),
    Part.RESPONSIBILITY: (_Group(("party", "other_party"), _owner),),
    Part.ESCALATION_STEP: (_Group(("within", "unit"), lambda row: Span(row.within, row.unit)),),
    Part.UNCERTAINTY: (_explained("state", "state_reason"),),
    Part.PILOT: (_with_text("concluded_at", "results"),),
    Part.MEASUREMENT: (_Group(("target", "direction", "unit"), _target),),
    Part.ARTIFACT: (_explained("withdrawn_at", "withdrawn_reason"),),
    Part.READING: (
        _explained("bearing", "why"),
        _Group(("read_at", "read_by_id"), lambda row: row.read_at),
        _explained("withdrawn_at", "withdrawn_reason"),
    ),
    Part.ASSESSMENT: (_joined("assessed_by_id", "assessed_at"),),
    Part.ANSWER: (
        _joined("written_by_id", "written_at"),
        _explained("verdict", "assessed_why"),
        _joined("assessed_by_id", "assessed_at"),
    ),
    Part.VIOLATION: (_with_text("resolved_on", "resolved_how"),),
    Part.SIGHTING: (_explained("set_aside_at", "set_aside_reason"),),
    Part.HEALTH_REVIEW: (_explained("ends_in", "ends_in_reason"),),
    Part.NOT_APPLICABLE: (
        _joined("stated_by_id", "stated_at"),
        _joined("assessed_by_id", "assessed_at"),
    ),
}

#: What says nothing to whoever reads the part in its place.
_LEFT_OUT = frozenset({"id", "standing", "recorded_at", "earlier"})
