"""What changed is told in the pieces in which people read it, with the way it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from config.kernel.findings import Money
from evidence.rules.vocabulary import Bearing, Direction
from partnerships.rules.vocabulary import (
    AuditMeans,
    DependencyDepth,
    FallbackVerdict,
    PartyKind,
    Portability,
    Reversibility,
    TimeUnit,
    UncertaintyState,
)
from reviews.decisions.rules.comparison import Difference, Event, Part, differences
from reviews.trail.rules.facets import Facet, Joined, Move, Span, Target, facets, move
from tests.reviews.parts import COMPLETE_DOSSIER

DOSSIER = COMPLETE_DOSSIER
DAY, LATER = date(2026, 9, 1), date(2026, 10, 1)
AT, AT_LATER = datetime(2026, 9, 1, 8, tzinfo=UTC), datetime(2026, 10, 1, 8, tzinfo=UTC)

ROWS: dict[Part, Any] = {
    Part.PARTNERSHIP: DOSSIER.partnership,
    Part.FIT_CARD: DOSSIER.fit_card,
    Part.CONFLICT_RISK: DOSSIER.fit_card.conflict_risks[0],
    Part.INTEGRATION_POINT: DOSSIER.fit_card.integration_points[0],
    Part.RESPONSIBILITY: DOSSIER.boundary_design.responsibilities[0],
    Part.ESCALATION_STEP: DOSSIER.boundary_design.responsibilities[0].escalation[0],
    Part.UNCERTAINTY: DOSSIER.scale_steps[0].uncertainties[0],
    Part.SCALE_STEP: DOSSIER.scale_steps[0],
    Part.MEASUREMENT: DOSSIER.measurements[0],
    Part.PILOT: DOSSIER.pilots[0],
    Part.READING: DOSSIER.readings[0],
    Part.CLAIM: DOSSIER.claims[0],
}


def changed(part: Part, before: dict[str, Any], after: dict[str, Any]) -> Difference:
    """The row of a part with `before`, and then with `after`."""
    then = replace(ROWS[part], **before)
    now = replace(then, **after)
    names = tuple(name for name, value in after.items() if getattr(then, name) != value)
    return Difference(part, Event.CHANGED, "1", "", names, before=then, after=now)


@pytest.mark.parametrize(
    ("part", "before", "after", "told"),
    [
        (
            Part.FIT_CARD,
            {"exit_cost": Decimal(12_000), "exit_currency": "EUR"},
            {"exit_cost": Decimal(20_000)},
            (Money(Decimal(12_000), "EUR"), Money(Decimal(20_000), "EUR"), Move.RAISED),
        ),
        (
            Part.FIT_CARD,
            {"exit_cost": Decimal(9), "exit_currency": "EUR"},
            {"exit_cost": Decimal(10), "exit_currency": "CHF"},
            (Money(Decimal(9), "EUR"), Money(Decimal(10), "CHF"), Move.CHANGED),
        ),
        (
            Part.FIT_CARD,
            {"exit_cost": None, "exit_currency": ""},
            {"exit_cost": Decimal(10), "exit_currency": "CHF"},
            (None, Money(Decimal(10), "CHF"), Move.STATED),
        ),
        (
            Part.FIT_CARD,
            {"exit_cost": None, "exit_currency": ""},
            {"exit_currency": "CHF"},
            (None, "CHF", Move.STATED),
        ),
        (
            Part.FIT_CARD,
            {"exit_days": 90},
            {"exit_days": 30},
            (Span(90, TimeUnit.DAYS), Span(30, TimeUnit.DAYS), Move.SHORTER),
        ),
        (
            Part.FIT_CARD,
            {"portability": Portability.FULL},
            {"portability": Portability.NONE},
            (Portability.FULL, Portability.NONE, Move.LESS),
        ),
        (Part.FIT_CARD, {"capability": "Cards"}, {"capability": ""}, ("Cards", None, "taken_away")),
        (Part.FIT_CARD, {"capability": ""}, {"capability": "Cards"}, (None, "Cards", Move.STATED)),
        (Part.FIT_CARD, {"capability": "a"}, {"capability": "b"}, ("a", "b", Move.CHANGED)),
        (
            Part.PARTNERSHIP,
            {"in_operation_since": DAY},
            {"in_operation_since": LATER},
            (DAY, LATER, Move.LATER),
        ),
        (
            Part.CLAIM,
            {"deferral_date": LATER},
            {"deferral_date": DAY},
            (LATER, DAY, Move.EARLIER),
        ),
        (
            Part.INTEGRATION_POINT,
            {"single_point_of_failure": False},
            {"single_point_of_failure": True},
            (None, True, Move.HOLDS),
        ),
        (
            Part.SCALE_STEP,
            {"critical_path": True},
            {"critical_path": False},
            (True, None, Move.NO_LONGER),
        ),
        (
            Part.INTEGRATION_POINT,
            {"audit_means": (AuditMeans.LOGS,)},
            {"audit_means": (AuditMeans.LOGS, AuditMeans.METRICS)},
            ((AuditMeans.LOGS,), (AuditMeans.LOGS, AuditMeans.METRICS), Move.CHANGED),
        ),
        (
            Part.RESPONSIBILITY,
            {"party": PartyKind.US, "other_party": ""},
            {"party": PartyKind.OTHER, "other_party": "The card scheme"},
            (PartyKind.US, "The card scheme", Move.CHANGED),
        ),
        (
            Part.ESCALATION_STEP,
            {"within": 30, "unit": TimeUnit.MINUTES},
            {"within": 2, "unit": TimeUnit.HOURS},
            (Span(30, TimeUnit.MINUTES), Span(2, TimeUnit.HOURS), Move.LONGER),
        ),
        (
            Part.MEASUREMENT,
            {"target": Decimal(96), "direction": Direction.AT_LEAST, "unit": "%"},
            {"target": Decimal(95)},
            (
                Target(Direction.AT_LEAST, Decimal(96), "%"),
                Target(Direction.AT_LEAST, Decimal(95), "%"),
                Move.LOWERED,
            ),
        ),
    ],
)
def test_a_change_is_typed_and_has_its_way(
    part: Part, before: dict[str, Any], after: dict[str, Any], told: tuple[Any, ...]
) -> None:
    (facet,) = facets(changed(part, before, after))
    assert (facet.before, facet.after, facet.move) == told


def test_figures_that_are_assessed_together_are_one() -> None:
    before = {"fallback_verdict": None, "fallback_assessed_by": "", "fallback_assessed_on": None}
    after = {
        "fallback_verdict": FallbackVerdict.WORKABLE,
        "fallback_assessed_by": "Ana",
        "fallback_assessed_on": DAY,
    }
    (facet,) = facets(changed(Part.INTEGRATION_POINT, before, after))
    assert facet.fields == tuple(after)
    assert facet.after == Joined(tuple(after.items()))


@pytest.mark.parametrize(
    ("part", "name", "values", "way", "reason"),
    [
        (
            Part.PARTNERSHIP,
            "dependency_depth",
            (DependencyDepth.SUPPORTING, DependencyDepth.STRUCTURAL),
            Move.DEEPER,
            "depth_reason",
        ),
        (
            Part.PARTNERSHIP,
            "dependency_depth",
            (DependencyDepth.STRUCTURAL, DependencyDepth.PERIPHERAL),
            Move.SHALLOWER,
            "depth_reason",
        ),
        (
            Part.PARTNERSHIP,
            "reversibility",
            (Reversibility.REVERSIBLE, Reversibility.COSTLY),
            Move.LESS,
            "reversibility_reason",
        ),
        (
            Part.UNCERTAINTY,
            "state",
            (UncertaintyState.OPEN, UncertaintyState.RESOLVED),
            Move.FORWARD,
            "state_reason",
        ),
        (
            Part.UNCERTAINTY,
            "state",
            (UncertaintyState.RESOLVED, UncertaintyState.OPEN),
            Move.BACK,
            "state_reason",
        ),
        (Part.READING, "bearing", (Bearing.SUPPORTS, Bearing.REFUTES), Move.CHANGED, "why"),
        (Part.READING, "withdrawn_at", (None, AT), Move.STATED, "withdrawn_reason"),
    ],
)
def test_a_choice_is_told_with_its_reason_in_one(
    part: Part, name: str, values: tuple[Any, Any], way: Move, reason: str
) -> None:
    found = changed(part, {name: values[0], reason: ""}, {name: values[1], reason: "It is so"})
    (facet,) = facets(found)
    assert (facet.name, facet.move, facet.because) == (name, way, "It is so")


def test_a_reason_that_changed_alone_is_told_alone() -> None:
    before = {"dependency_depth": DependencyDepth.SUPPORTING, "depth_reason": "a"}
    (facet,) = facets(changed(Part.PARTNERSHIP, before, {"depth_reason": "b"}))
    assert (facet.name, facet.before, facet.after) == ("depth_reason", "a", "b")


@pytest.mark.parametrize(
    ("part", "name", "values", "beside"),
    [
        (Part.CONFLICT_RISK, "observed_on", (None, DAY), "observed_what"),
        (Part.CONFLICT_RISK, "resolved_on", (None, DAY), "resolution"),
        (Part.FIT_CARD, "incentives_looked_at", (AT, AT_LATER), "incentives_seen"),
        (Part.PILOT, "concluded_at", (None, AT), "results"),
    ],
)
def test_a_text_that_goes_with_a_date_stands_beside_it(
    part: Part, name: str, values: tuple[Any, Any], beside: str
) -> None:
    found = changed(part, {name: values[0], beside: "a"}, {name: values[1], beside: "b"})
    (facet,) = facets(found)
    assert facet.name == name
    assert facet.beside == Facet(beside, (beside,), "a", "b", Move.CHANGED)


def test_what_changed_apart_is_told_apart_in_the_order_of_the_card() -> None:
    found = changed(
        Part.FIT_CARD,
        {"capability": "a", "exit_days": 1, "failure_behaviour": ""},
        {"failure_behaviour": "x", "exit_days": 2, "capability": "b"},
    )
    assert [each.name for each in facets(found)] == ["capability", "exit_days", "failure_behaviour"]


@pytest.mark.parametrize("event", [Event.ADDED, Event.REMOVED])
def test_of_what_came_or_went_all_that_it_says_is_told(event: Event) -> None:
    bare = replace(DOSSIER, triggers=())
    pair = (bare, DOSSIER) if event is Event.ADDED else (DOSSIER, bare)
    found = next(each for each in differences(*pair) if each.part is Part.TRIGGER)
    told = {
        each.name: each.after if event is Event.ADDED else each.before for each in facets(found)
    }
    (trigger,) = DOSSIER.triggers
    assert told == {
        "observable": trigger.observable,
        "noticed_how": trigger.noticed_how,
        "noticed_by": trigger.noticed_by,
        "calls_for": trigger.calls_for,
    }


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (Part.INTEGRATION_POINT, {"switch_cost": None, "switch_currency": ""}, "switch_currency"),
        (Part.MEASUREMENT, {"target": None, "unit": ""}, "unit"),
        (Part.RESPONSIBILITY, {"party": PartyKind.US, "other_party": ""}, "other_party"),
        (Part.FIT_CARD, {"incentives_looked_at": None}, "incentives_looked_by_id"),
        (Part.READING, {"read_at": None, "read_by_id": None}, "read_by_id"),
    ],
)
def test_half_of_a_pair_is_told_where_the_other_was_never_said(
    part: Part, before: dict[str, Any], after: str
) -> None:
    (facet,) = facets(changed(part, before, {after: "7"}))
    assert (facet.name, facet.after, facet.move) == (after, "7", Move.STATED)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (1, 2, Move.RAISED),
        (Decimal(2), Decimal("1.5"), Move.LOWERED),
        (AT, AT_LATER, Move.LATER),
        (AT_LATER, AT, Move.EARLIER),
        ("—", "a word", Move.STATED),
        (1, "1", Move.CHANGED),
        (Span(1, TimeUnit.HOURS), Span(60, TimeUnit.MINUTES), Move.CHANGED),
        (Span(1, TimeUnit.DAYS), Span(2, TimeUnit.HOURS), Move.SHORTER),
        (
            Target(Direction.AT_LEAST, Decimal(1), ""),
            Target(Direction.AT_MOST, Decimal(2), ""),
            Move.CHANGED,
        ),
    ],
)
def test_the_way_from_one_value_to_the_next(before: Any, after: Any, way: Move) -> None:
    assert move(before, after) is way
