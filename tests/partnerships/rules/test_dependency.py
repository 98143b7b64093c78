"""Declared dependency, the floor that facts set under it, and which of the two holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from partnerships.dossier import FitCardPart, OptionPart, PartnershipPart, ScaleStepPart
from partnerships.rules.dependency import Dependency, declaration_gaps, dependency_of
from partnerships.rules.policy import DEFAULT
from partnerships.rules.vocabulary import (
    CapabilityKind,
    DependencyDepth,
    FallbackVerdict,
    OptionKind,
    Portability,
    Reversibility,
)
from tests.partnerships.parts import COMPLETE_CARD, FIT_CARDS, PARTNERSHIPS

PARTNERSHIP = PartnershipPart(id="3", partner_id="2", name="Card acquiring")
POINT = COMPLETE_CARD.integration_points[0]
STEP = ScaleStepPart(
    id="71",
    name="Sell in two markets",
    capability_kind=CapabilityKind.OPERATIONS,
    critical_path=True,
    options=(OptionPart(id="81", kind=OptionKind.PARTNERSHIP, partnership_id="3"),),
)
REVERSIBLE, COSTLY, IRREVERSIBLE = Reversibility


def judged(card: FitCardPart = COMPLETE_CARD, *steps: ScaleStepPart, **declared: Any) -> Dependency:
    return dependency_of(replace(PARTNERSHIP, **declared), card, steps, DEFAULT)


def with_point(**changes: Any) -> FitCardPart:
    return replace(COMPLETE_CARD, integration_points=(replace(POINT, **changes),))


def test_nothing_declared_and_nothing_known_is_unknown() -> None:
    nothing = judged(FitCardPart(partnership_id="3"))
    assert (nothing.depth.holds, nothing.reversibility.holds) == (None, None)


@pytest.mark.parametrize(
    ("changes", "steps", "implied"),
    [
        ({}, (STEP,), None),
        ({"single_point_of_failure": False, "fallback_verdict": None}, (STEP,), None),
        ({"fallback_verdict": None}, (), DependencyDepth.STRUCTURAL),
        ({"fallback_verdict": FallbackVerdict.NOT_WORKABLE}, (), DependencyDepth.STRUCTURAL),
        ({"fallback_verdict": None}, (STEP,), DependencyDepth.SINGLE_POINT_OF_FAILURE),
        (
            {"fallback_verdict": None},
            (replace(STEP, critical_path=False),),
            DependencyDepth.STRUCTURAL,
        ),
        ({"fallback_verdict": None}, (replace(STEP, options=()),), DependencyDepth.STRUCTURAL),
    ],
)
def test_a_single_point_of_failure_without_a_workable_fallback_deepens(
    changes: dict[str, Any], steps: tuple[ScaleStepPart, ...], implied: DependencyDepth | None
) -> None:
    depth = judged(with_point(**changes), *steps).depth
    assert depth.implied is implied
    assert bool(depth.reasons) is (implied is not None)


def test_the_reason_names_the_point_and_the_step() -> None:
    (reason,) = judged(with_point(fallback_verdict=None), STEP).depth.reasons
    assert reason.finding.code == "integration_point.stands_alone_on_critical_path"
    assert reason.finding.subject == POINT.id
    assert reason.finding.value("step") == STEP.name


@pytest.mark.parametrize(
    ("changes", "implied", "why"),
    [
        ({}, REVERSIBLE, []),
        ({"exit_days": 91}, COSTLY, ["exit_long"]),
        ({"exit_cost": Decimal(100_000)}, COSTLY, ["exit_costly"]),
        ({"exit_cost": Decimal("99999.99")}, REVERSIBLE, []),
        ({"exit_cost": None}, None, []),
        ({"portability": Portability.PARTIAL}, COSTLY, ["portability_partial"]),
        ({"portability": Portability.NONE}, IRREVERSIBLE, ["portability_none"]),
        ({"exit_rehearsals": ()}, COSTLY, ["exit_never_tried"]),
        (
            {"exit_days": 365, "exit_cost": Decimal(800_000)},
            COSTLY,
            ["exit_long", "exit_costly"],
        ),
        (
            {"exit_days": 365, "exit_cost": Decimal(800_000), "exit_rehearsals": ()},
            IRREVERSIBLE,
            ["exit_long_costly_untried", "exit_long", "exit_costly", "exit_never_tried"],
        ),
        (
            {"exit_cost": Decimal(800_000), "exit_currency": "USD"},
            None,
            ["exit_cost_incomparable"],
        ),
    ],
)
def test_what_is_known_of_the_way_out_sets_the_floor(
    changes: dict[str, Any], implied: Reversibility | None, why: list[str]
) -> None:
    found = judged(replace(COMPLETE_CARD, **changes)).reversibility
    assert found.implied is implied
    assert [each.finding.code for each in found.reasons] == [f"fit_card.{code}" for code in why]


def test_an_exit_of_which_nothing_is_said_is_unknown_and_not_untried() -> None:
    found = judged(FitCardPart(partnership_id="3")).reversibility
    assert (found.implied, found.reasons) == (None, ())


def test_a_policy_without_a_limit_calls_no_exit_costly() -> None:
    dear = replace(COMPLETE_CARD, exit_cost=Decimal(10**9))
    policy = replace(DEFAULT, costly_exit=None, costly_exit_currency="")
    assert dependency_of(PARTNERSHIP, dear, (), policy).reversibility.implied is REVERSIBLE


def test_facts_raise_what_was_declared() -> None:
    alone = with_point(fallback_verdict=None)
    depth = judged(alone, STEP, dependency_depth=DependencyDepth.PERIPHERAL).depth
    assert depth.holds is DependencyDepth.SINGLE_POINT_OF_FAILURE
    assert depth.raised


def test_facts_never_lower_what_was_declared() -> None:
    found = judged(reversibility=IRREVERSIBLE).reversibility
    assert (found.implied, found.holds, found.raised) == (REVERSIBLE, IRREVERSIBLE, False)


@given(PARTNERSHIPS, FIT_CARDS)
def test_what_holds_is_the_deeper_of_the_two(
    partnership: PartnershipPart, card: FitCardPart
) -> None:
    dependency = dependency_of(partnership, card, (), DEFAULT)
    both: list[tuple[Any, list[Any]]] = [
        (dependency.depth, list(DependencyDepth)),
        (dependency.reversibility, list(Reversibility)),
    ]
    for found, order in both:
        said = [level for level in (found.declared, found.implied) if level]
        assert found.holds == max(said, key=order.index, default=None)


@given(FIT_CARDS)
def test_a_rehearsal_never_makes_it_harder_to_leave(card: FitCardPart) -> None:
    order = [None, *Reversibility]
    tried = replace(card, exit_rehearsals=COMPLETE_CARD.exit_rehearsals)
    without = judged(replace(card, exit_rehearsals=())).reversibility.implied
    if without is not None:
        assert order.index(judged(tried).reversibility.implied) <= order.index(without)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, []),
        ({"dependency_depth": DependencyDepth.STRUCTURAL, "depth_reason": "No stand-in"}, []),
        ({"dependency_depth": DependencyDepth.STRUCTURAL}, ["depth_reason"]),
        ({"depth_reason": "No stand-in"}, ["dependency_depth"]),
        ({"reversibility": COSTLY, "reversibility_reason": "?"}, ["reversibility_reason"]),
    ],
)
def test_a_declaration_comes_with_its_reason(said: dict[str, Any], missing: list[str]) -> None:
    gaps = declaration_gaps(replace(PARTNERSHIP, **said))
    assert [gap.field for gap in gaps] == missing
