"""A Hypothesis strategy for any dossier that a register takes, with every kind of part in it.

What a field may hold is read off its part and the column of its row, so a new field is drawn too.
Rows stand in the order of an export; what stays behind by design (docs/dossier.md) is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import count
from operator import attrgetter
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from django.db import models
from hypothesis import strategies as st

from accounts.dossier import WorkspacePart
from evidence.dossier import (
    ArtifactPart,
    MeasurementPart,
    PilotCriterionPart,
    PilotPart,
    ReadingPart,
    RevalidationPart,
    ValuePart,
)
from evidence.rules.periods import first_day, later
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
from partnerships.rules.standing import Standing
from partnerships.rules.vocabulary import OptionKind, PartyKind
from reviews.dossier import Dossier
from reviews.exchange.rows import MODELS
from tests.partnerships.parts import TEXTS

P = TypeVar("P")

LINKS = st.sampled_from(["", "https://example.org/a?b=c"])
LARGEST = 2**31 - 1
EARLIEST, PASSED = datetime(1900, 1, 1, tzinfo=UTC), st.timedeltas(timedelta(0), timedelta(46_000))


@st.composite
def travelling(draw: st.DrawFn) -> Dossier:
    """Any dossier that comes back from a register as it went in."""
    return _Drawn(draw).dossier()


@dataclass
class _Drawn:
    draw: st.DrawFn
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def dossier(self) -> Dossier:
        partner, partnership = self._named(PartnerPart), self._named(PartnershipPart)
        partnership = replace(
            _in_order(partnership, "in_operation_since", "in_operation_until"),
            partner_id=partner.id,
            standing=Standing.CANDIDATE,
        )
        steps = tuple(self._scale_step(partnership.id) for _ in self._some())
        claims = self._claims(steps)
        triggers, pilots = self._several(TriggerPart), self._pilots(claims)
        artifacts = self._artifacts(partner.id, pilots) if _criteria(claims) else ()
        return Dossier(
            workspace=WorkspacePart(name="Elsewhere"),
            as_of=0,
            partner=replace(partner, facts=_sorted(self._several(PartnerFactPart), "happened_on")),
            partnership=partnership,
            scale_steps=steps,
            fit_card=self._fit_card(partnership.id),
            boundary_design=self._boundary_design(partnership.id),
            claims=claims,
            triggers=triggers,
            pilots=pilots,
            artifacts=artifacts,
            readings=self._readings(artifacts, claims),
            measurements=tuple(self._measurement(claims, triggers) for _ in self._some()),
        )

    def _scale_step(self, partnership_id: str) -> ScaleStepPart:
        ours = self._one(OptionPart, kind=OptionKind.PARTNERSHIP, partnership_id=partnership_id)
        others = (OptionKind.BUILD, OptionKind.DO_WITHOUT)
        ways = (self._one(OptionPart, kind=kind) for kind in others if self._maybe())
        return replace(
            self._named(ScaleStepPart),
            uncertainties=self._several(UncertaintyPart),
            options=(ours, *ways),
        )

    def _claims(self, steps: tuple[ScaleStepPart, ...]) -> tuple[ClaimPart, ...]:
        uncertain = [None, *(each.id for step in steps for each in step.uncertainties)]
        return tuple(
            replace(each, about_id=self._of(uncertain), criteria=self._several(CriterionPart))
            for each in self._several(ClaimPart)
        )

    def _fit_card(self, partnership_id: str) -> FitCardPart:
        risks = self._several(ConflictRiskPart)
        return self._one(
            FitCardPart,
            partnership_id=partnership_id,
            conflict_risks=tuple(_in_order(each, "observed_on", "resolved_on") for each in risks),
            integration_points=self._several(IntegrationPointPart),
            exit_steps=self._several(ExitStepPart),
            exit_rehearsals=_sorted(self._several(ExitRehearsalPart), "held_on"),
        )

    def _boundary_design(self, partnership_id: str) -> BoundaryDesignPart:
        owners = (
            replace(
                each,
                other_party=(each.other_party or "?") if each.party is PartyKind.OTHER else "",
                escalation=self._several(EscalationStepPart),
            )
            for each in self._several(ResponsibilityPart)
        )
        return self._one(
            BoundaryDesignPart, partnership_id=partnership_id, responsibilities=tuple(owners)
        )

    def _pilots(self, claims: tuple[ClaimPart, ...]) -> tuple[PilotPart, ...]:
        return tuple(
            replace(
                _in_order(each, "starts_on", "ends_on"),
                concluded_at=each.concluded_at if each.ends_on and each.results else None,
                criteria=tuple(
                    self._one(PilotCriterionPart, criterion_id=criterion)
                    for criterion in _criteria(claims)
                    if self._maybe()
                ),
            )
            for each in self._several(PilotPart)
        )

    def _artifacts(
        self, partner_id: str, pilots: tuple[PilotPart, ...]
    ) -> tuple[ArtifactPart, ...]:
        dated = (
            _in_order(each, "observed_on", "holds_until") for each in self._several(ArtifactPart)
        )
        found = _sorted(tuple(dated), "observed_on")
        return tuple(
            replace(
                _with_reason(each),
                partner_id=self._of([None, partner_id]),
                pilot_id=self._of([None, *(pilot.id for pilot in pilots)]),
                superseded_by_id=self._of([None, *(a.id for a in found if a.id != each.id)]),
                revalidations=_sorted(
                    tuple(
                        _in_order(look, "looked_on", "holds_until")
                        for look in self._several(RevalidationPart)
                    ),
                    "looked_on",
                ),
            )
            for each in found
        )

    def _readings(
        self, artifacts: tuple[ArtifactPart, ...], claims: tuple[ClaimPart, ...]
    ) -> tuple[ReadingPart, ...]:
        """At least one of each artifact; what nobody reads is no part of a dossier."""
        first, *more = _criteria(claims) or ("",)
        return tuple(
            _with_reason(self._one(ReadingPart, artifact_id=each.id, criterion_id=criterion))
            for each in artifacts
            for criterion in (first, *more)
            if criterion == first or self._maybe()
        )

    def _measurement(
        self, claims: tuple[ClaimPart, ...], triggers: tuple[TriggerPart, ...]
    ) -> MeasurementPart:
        series = self._one(
            MeasurementPart,
            criterion_id=self._of([None, *_criteria(claims)]),
            trigger_id=self._of([None, *(each.id for each in triggers)]),
        )
        first = first_day(self.draw(st.dates(date(2, 1, 1), date(9990, 1, 1))), series.period)
        values = (
            replace(each, starts_on=later(first, place, series.period))
            for place, each in enumerate(self._several(ValuePart))
            if self._maybe()
        )
        return replace(series, values=tuple(values))

    def _one(self, shape: type[P], **given: Any) -> P:
        numbered = {"id": str(next(self._ids))} if "id" in get_type_hints(shape) else {}
        drawn: P = replace(self.draw(anything(shape)), **numbered, **given)  # type: ignore[type-var]
        return drawn

    def _named(self, shape: type[P]) -> P:
        """With a name that no other has, and that somebody could read out."""
        part: Any = self._one(shape)
        named: P = replace(part, name=f"{part.id}. {part.name}")
        return named

    def _several(self, shape: type[P]) -> tuple[P, ...]:
        return tuple(self._one(shape) for _ in self._some())

    def _some(self) -> range:
        return range(self.draw(st.integers(min_value=0, max_value=2)))

    def _maybe(self) -> bool:
        return self.draw(st.booleans())

    def _of(self, values: list[Any]) -> Any:
        return self.draw(st.sampled_from(values))


@cache
def anything(shape: type[Any]) -> st.SearchStrategy[Any]:
    """Any `shape` by itself: its own values wild, without id, references and rows beneath."""
    columns = {column.name: column for column in MODELS[shape]._meta.concrete_fields}
    hints = get_type_hints(shape)
    drawn = {
        each.name: _value(hints[each.name], columns[each.name])
        for each in fields(shape)
        if each.name in columns and not _is_reference(each, hints[each.name])
    }
    blank = {
        each.name: st.just("")
        for each in fields(shape)
        if each.name not in drawn and each.default is MISSING
    }
    return st.builds(shape, **blank, **drawn)


def _is_reference(each: Field[Any], hint: Any) -> bool:
    return each.name == "id" or each.name.endswith("_id") or any(map(is_dataclass, get_args(hint)))


def _value(hint: Any, column: Any) -> st.SearchStrategy[Any]:
    inner = [each for each in get_args(hint) if each not in (NoneType, Ellipsis)]
    if NoneType in get_args(hint) and (column.null or column.blank):
        return st.none() | _value(inner[0], column)
    if NoneType in get_args(hint):
        return _value(inner[0], column)
    if get_origin(hint) is tuple:
        return st.lists(st.sampled_from(inner[0]), unique=True, max_size=3).map(tuple)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _text(column) if hint is str else _PLAIN[hint](column)


def _text(column: Any) -> st.SearchStrategy[str]:
    if isinstance(column, models.URLField):
        return LINKS
    longest = min(column.max_length or 30, 30)
    texts = TEXTS.map(lambda text: text[:longest])
    return texts if column.blank else texts.filter(bool)


_PLAIN: dict[type, Any] = {
    bool: lambda column: st.booleans(),
    int: lambda column: st.integers(min_value=1, max_value=LARGEST),
    date: lambda column: st.dates(),
    datetime: lambda column: PASSED.map(lambda passed: EARLIEST + passed),
    Decimal: lambda column: st.decimals(
        min_value=0,
        max_value=10 ** (column.max_digits - column.decimal_places) - 1,
        places=column.decimal_places,
    ),
}


def _in_order(part: P, first: str, last: str) -> P:
    """The two days the other way round where the later one comes first."""
    before, after = getattr(part, first), getattr(part, last)
    if before and after and after < before:
        turned: P = replace(part, **{first: after, last: before})  # type: ignore[type-var]
        return turned
    return part


def _with_reason(part: P) -> P:
    said: Any = part
    if said.withdrawn_at and not said.withdrawn_reason:
        said = replace(said, withdrawn_reason="?")
    reasoned: P = said
    return reasoned


def _sorted(parts: tuple[P, ...], by: str) -> tuple[P, ...]:
    return tuple(sorted(parts, key=attrgetter(by)))


def _criteria(claims: tuple[ClaimPart, ...]) -> list[str]:
    return [each.id for claim in claims for each in claim.criteria]
