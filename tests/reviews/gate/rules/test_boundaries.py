"""Who owns what when it breaks, and what the way out takes, where the cases do not reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from partnerships.dossier import EscalationStepPart, ExitRehearsalPart, IntegrationPointPart
from partnerships.rules.dependency import dependency_of
from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import (
    DependencyDepth,
    FallbackKind,
    FallbackVerdict,
    PartyKind,
    Portability,
    RehearsalKind,
    Reversibility,
    TriggerCall,
)
from reviews.dossier import DecisionPart, Dossier
from reviews.gate.rules.boundaries import boundaries, data_access, names
from reviews.gate.rules.judgement import Requirement, RequirementCode, State
from reviews.gate.rules.policy import DEFAULT, Bar, ExitAsked, StandInAsked
from tests.partnerships.parts import COMPLETE_DESIGN
from tests.reviews.gate.stages import CARD, DEFENSIBLE, POINT, with_, with_point, with_row
from tests.reviews.parts import TRIGGER

LOWEST, HIGHEST = DEFAULT.bars[0], DEFAULT.bars[3]


def judged(dossier: Dossier, bar: Bar, policy: Any = DEFAULT) -> dict[RequirementCode, Requirement]:
    """The requirements of the condition by their codes."""
    dependency = dependency_of(
        dossier.partnership, dossier.fit_card, dossier.scale_steps, policy.limits
    )
    condition = boundaries(dossier, bar, dependency, policy.limits)
    return {each.code: each for each in condition.requirements}


def asked(code: RequirementCode, dossier: Dossier, bar: Bar = HIGHEST) -> tuple[State, list[str]]:
    found = judged(dossier, bar)[code]
    return found.state, [each.code for each in found.findings]


def with_card(**values: Any) -> Dossier:
    return with_(DEFENSIBLE, "fit_card", **values)


def test_a_whole_design_meets_everything_at_every_bar() -> None:
    for bar in DEFAULT.bars:
        assert {each.state for each in judged(DEFENSIBLE, bar).values()} == {State.MET}


def test_a_higher_bar_asks_for_more_of_the_way_out() -> None:
    of_exit = {
        RequirementCode.EXIT_STATED,
        RequirementCode.DATA_PORTABLE,
        RequirementCode.EXIT_TRIED,
    }
    counts = [len(of_exit & judged(DEFENSIBLE, bar).keys()) for bar in DEFAULT.bars]
    assert counts == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("depth", "reversibility", "state", "fields"),
    [
        (DependencyDepth.SUPPORTING, Reversibility.COSTLY, State.MET, []),
        (None, Reversibility.COSTLY, State.NOT_MET, ["dependency_depth"]),
        (DependencyDepth.SUPPORTING, None, State.NOT_MET, ["reversibility"]),
        (None, None, State.UNKNOWN, ["dependency_depth", "reversibility"]),
    ],
)
def test_the_dependency_is_declared(
    depth: Any, reversibility: Any, state: State, fields: list[str]
) -> None:
    dossier = with_(DEFENSIBLE, "partnership", dependency_depth=depth, reversibility=reversibility)
    found = judged(dossier, HIGHEST)[RequirementCode.DEPENDENCY_DECLARED]
    assert (found.state, [each.field for each in found.findings]) == (state, fields)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"party": None}, "responsibility.party_missing"),
        ({"person": " "}, "responsibility.person_missing"),
        ({"escalation": ()}, "responsibility.escalation_missing"),
        ({"audited_how": "–"}, "responsibility.audited_how_missing"),
        ({"name": "Something else"}, "boundary_design.responsibility_missing"),
    ],
)
def test_a_responsibility_has_party_person_escalation_and_audit(
    values: dict[str, Any], code: str
) -> None:
    first, *others = COMPLETE_DESIGN.responsibilities
    design = (replace(first, **values), *others)
    dossier = with_(DEFENSIBLE, "boundary_design", responsibilities=design)
    expected = (State.NOT_MET, [code])
    assert asked(RequirementCode.RESPONSIBILITIES_SETTLED, dossier, LOWEST) == expected


def test_a_name_may_be_spelt_otherwise_and_another_institution_may_own() -> None:
    first, *others = COMPLETE_DESIGN.responsibilities
    row = replace(
        first,
        name=f" {first.name.upper()} ",
        party=PartyKind.OTHER,
        other_party="The card scheme",
        escalation=(EscalationStepPart(id="1", who="Their desk", within=1),),
    )
    dossier = with_(DEFENSIBLE, "boundary_design", responsibilities=(row, *others))
    assert asked(RequirementCode.RESPONSIBILITIES_SETTLED, dossier) == (State.MET, [])


def test_the_policy_says_which_responsibilities_are_asked_for() -> None:
    limits = replace(DEFAULT.limits, required_responsibilities=("licences", "incidents"))
    found = judged(DEFENSIBLE, LOWEST, replace(DEFAULT, limits=limits))
    (gap,) = found[RequirementCode.RESPONSIBILITIES_SETTLED].findings
    assert gap.value("name") == "licences"


@pytest.mark.parametrize(
    ("unsaid", "state"),
    [
        (["decision_rights"], State.NOT_MET),
        (["quality_thresholds", "user_outcomes"], State.NOT_MET),
        (["decision_rights", "quality_thresholds", "user_outcomes"], State.UNKNOWN),
    ],
)
def test_what_stays_ours_is_said(unsaid: list[str], state: State) -> None:
    dossier = with_(DEFENSIBLE, "boundary_design", **dict.fromkeys(unsaid, "-"))
    gaps = [f"boundary_design.{each}_missing" for each in unsaid]
    assert asked(RequirementCode.RIGHTS_RETAINED, dossier) == (state, gaps)


def test_cadence_and_access_are_unknown_until_they_are_said() -> None:
    silent = replace(COMPLETE_DESIGN, shared_cadence=" ", data_access_rights="?")
    dossier = replace(DEFENSIBLE, boundary_design=silent)
    assert asked(RequirementCode.CADENCE_SHARED, dossier)[0] is State.UNKNOWN
    assert data_access(silent).state is State.UNKNOWN
    assert data_access(COMPLETE_DESIGN).state is State.MET


@pytest.mark.parametrize(
    ("values", "from_bar", "field"),
    [
        ({"exit_steps": ()}, 1, ""),
        ({"exit_days": None}, 2, "exit_days"),
        ({"exit_cost": None}, 2, "exit_cost"),
        ({"exit_currency": ""}, 2, "exit_currency"),
        ({"exit_basis": ""}, 2, "exit_basis"),
    ],
)
def test_time_and_cost_are_asked_for_from_the_second_bar_on(
    values: dict[str, Any], from_bar: int, field: str
) -> None:
    states = [asked(RequirementCode.EXIT_STATED, with_card(**values), bar) for bar in DEFAULT.bars]
    assert [state is State.MET for state, _ in states] == [
        number < from_bar for number in (1, 2, 3, 4)
    ]
    (gap,) = judged(with_card(**values), HIGHEST)[RequirementCode.EXIT_STATED].findings
    assert gap.field == field


def test_a_way_out_that_costs_nothing_and_takes_no_day_is_stated() -> None:
    dossier = with_card(exit_days=0, exit_cost=Decimal(0))
    assert asked(RequirementCode.EXIT_STATED, dossier) == (State.MET, [])


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"portability": Portability.PARTIAL}, State.MET),
        ({"portability": Portability.NONE}, State.NOT_MET),
        ({"portability": None}, State.UNKNOWN),
        ({"data_portability": ""}, State.NOT_MET),
    ],
)
def test_data_is_portable(values: dict[str, Any], state: State) -> None:
    assert asked(RequirementCode.DATA_PORTABLE, with_card(**values))[0] is state


WALKED = ExitRehearsalPart(
    id="1", kind=RehearsalKind.WALKED_THROUGH, held_on=date(2026, 6, 1), learnt="Notice is long"
)
REHEARSED = replace(WALKED, id="2", kind=RehearsalKind.REHEARSED)
ONCE = DecisionPart(id="1", kind=DecisionKind.COMMIT, decided_on=date(2026, 7, 1))
DEFERRED = replace(ONCE, id="2", kind=DecisionKind.DEFER)


@pytest.mark.parametrize(
    ("decisions", "tried", "state"),
    [
        ((), (), State.UNKNOWN),
        ((), (WALKED,), State.MET),
        ((), (REHEARSED,), State.MET),
        ((DEFERRED,), (WALKED,), State.MET),
        ((ONCE,), (), State.UNKNOWN),
        ((ONCE,), (WALKED,), State.NOT_MET),
        ((ONCE, DEFERRED), (WALKED,), State.NOT_MET),
        ((ONCE,), (WALKED, REHEARSED), State.MET),
    ],
)
def test_the_way_out_is_walked_through_first_and_rehearsed_by_the_renewal(
    decisions: tuple[DecisionPart, ...], tried: tuple[ExitRehearsalPart, ...], state: State
) -> None:
    dossier = replace(with_card(exit_rehearsals=tried), decisions=decisions)
    assert asked(RequirementCode.EXIT_TRIED, dossier)[0] is state


STATED, ASSESSED, SWITCH_KNOWN = StandInAsked


@pytest.mark.parametrize(
    ("values", "codes", "since"),
    [
        ({"fallback_kind": None}, ["fallback_kind_missing"], STATED),
        ({"fallback": ""}, ["fallback_missing"], STATED),
        ({"fallback_kind": FallbackKind.NONE}, ["nothing_stands_in"], ASSESSED),
        ({"fallback_verdict": None}, ["fallback_not_workable"], ASSESSED),
        (
            {"fallback_verdict": FallbackVerdict.NOT_WORKABLE},
            ["fallback_not_workable"],
            ASSESSED,
        ),
        ({"fallback_depends_on": ""}, ["fallback_depends_on_missing"], ASSESSED),
        (
            {"fallback_depends_on": "the ACQUIRER's desk"},
            ["fallback_depends_on_partner"],
            ASSESSED,
        ),
        ({"switch_days": None}, ["switch_days_missing"], SWITCH_KNOWN),
        (
            {"switch_days": None, "switch_cost": None},
            ["switch_days_missing", "switch_cost_missing"],
            SWITCH_KNOWN,
        ),
        ({"fallback_kind": FallbackKind.ALTERNATIVE}, [], SWITCH_KNOWN),
    ],
)
def test_what_stands_in_is_asked_for_step_by_step(
    values: dict[str, Any], codes: list[str], since: StandInAsked
) -> None:
    levels = list(StandInAsked)
    for level in levels:
        bar = replace(HIGHEST, single_points=level)
        _, found = asked(RequirementCode.SINGLE_POINTS, with_point(DEFENSIBLE, **values), bar)
        expected = codes if levels.index(level) >= levels.index(since) else []
        assert found == [f"integration_point.{each}" for each in expected]


def test_only_single_points_of_failure_want_something_to_stand_in() -> None:
    dossier = with_point(DEFENSIBLE, single_point_of_failure=False, fallback_kind=None)
    assert asked(RequirementCode.SINGLE_POINTS, dossier) == (State.MET, [])


def test_one_single_point_without_a_word_beside_another_is_not_met() -> None:
    silent = IntegrationPointPart(id="32", name="Payouts", single_point_of_failure=True)
    assert asked(RequirementCode.SINGLE_POINTS, with_card(integration_points=(silent,))) == (
        State.UNKNOWN,
        ["integration_point.fallback_kind_missing"],
    )
    state, _ = asked(RequirementCode.SINGLE_POINTS, with_card(integration_points=(POINT, silent)))
    assert state is State.NOT_MET


@pytest.mark.parametrize(
    ("text", "partner", "named"),
    [
        ("Our bank", "Acquirer", False),
        ("the acquirer, at night", "Acquirer", True),
        ("ACME pay's desk", "Acme Pay", True),
        ("Acme, and we pay", "Acme Pay", False),
        ("Acmepay", "Acme Pay", False),
        ("Acme", "Acme Pay", False),
        ("Anybody", "", False),
        ("Anybody", "…", False),
        ("", "Acquirer", False),
        ("Grüne Straße AG", "GRÜNE STRASSE", True),
    ],
)
def test_a_text_speaks_of_the_partner_by_its_whole_name(
    text: str, partner: str, named: bool
) -> None:
    assert names(text, partner) is named


UNWIND = replace(TRIGGER, calls_for=TriggerCall.UNWIND, authoriser_id="6")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"observable": ""}, "trigger.observable_missing"),
        ({"noticed_how": ""}, "trigger.noticed_how_missing"),
        ({"noticed_by": ""}, "trigger.noticed_by_missing"),
        ({"authoriser_id": None}, "trigger.authoriser_missing"),
        ({"calls_for": TriggerCall.RENEGOTIATE}, "partnership.unwind_trigger_missing"),
    ],
)
def test_an_unwind_trigger_can_be_seen_and_acted_on(values: dict[str, Any], code: str) -> None:
    dossier = with_row(DEFENSIBLE, "triggers", **values)
    assert asked(RequirementCode.UNWIND_TRIGGER, dossier, LOWEST) == (State.NOT_MET, [code])


def test_of_several_triggers_the_one_that_lacks_least_is_asked_about() -> None:
    vague = replace(UNWIND, id="92", observable="", noticed_how="")
    nearly = replace(UNWIND, id="93", authoriser_id=None)
    dossier = replace(DEFENSIBLE, triggers=(vague, nearly))
    found = judged(dossier, LOWEST)[RequirementCode.UNWIND_TRIGGER]
    assert [each.subject for each in found.findings] == ["93"]
    assert asked(RequirementCode.UNWIND_TRIGGER, replace(dossier, triggers=(vague, UNWIND))) == (
        State.MET,
        [],
    )


def test_the_levels_of_the_bars_are_those_of_the_card() -> None:
    assert [bar.exit for bar in DEFAULT.bars] == list(ExitAsked)
    assert CARD.integration_points[0].single_point_of_failure
