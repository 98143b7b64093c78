"""Governance boundaries are explicit: who owns what when it breaks, and what the way out takes.

Chapter 28, 2.1 and 3.1: what stays ours, who owns what, exit realism; 4.1: where we depend on one
partner and whether we can switch; 4.2: an unwind trigger and who can authorise it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.kernel.findings import Finding, Findings, finding, is_blank, is_unsaid, named
from partnerships.dossier import BoundaryDesignPart, FitCardPart, IntegrationPointPart
from partnerships.rules.boundary import DESIGN_FIELDS, RETAINED, design_gaps
from partnerships.rules.dependency import Dependency
from partnerships.rules.fit_cards import Section, section_gaps
from partnerships.rules.policy import Policy as Limits
from partnerships.rules.standing import DecisionKind
from partnerships.rules.triggers import trigger_gaps, unwind_gaps
from partnerships.rules.vocabulary import (
    FallbackKind,
    FallbackVerdict,
    Portability,
    RehearsalKind,
    TriggerCall,
)
from reviews.dossier import Dossier
from reviews.gate.rules.judgement import (
    Condition,
    ConditionCode,
    Requirement,
    RequirementCode,
    requirement,
)
from reviews.gate.rules.policy import Bar, ExitAsked, StandInAsked

_TEXT_CODES = {f"boundary_design.{field}_missing" for field in DESIGN_FIELDS}

_EXIT_LEVELS, _STAND_IN_LEVELS = list(ExitAsked), list(StandInAsked)

_TIME_AND_COST = ("exit_days", "exit_cost", "exit_currency", "exit_basis")
_PORTABILITY = ("portability", "data_portability")


def boundaries(dossier: Dossier, bar: Bar, dependency: Dependency, limits: Limits) -> Condition:
    """The second condition."""
    return Condition(
        ConditionCode.BOUNDARIES,
        (
            _declared(dependency, dossier.partnership.id),
            *_design(dossier.boundary_design, limits),
            *_exit(dossier, bar),
            _single_points(dossier, bar),
            _unwind_trigger(dossier),
        ),
    )


def _declared(dependency: Dependency, partnership_id: str) -> Requirement:
    """Depth and reversibility: without them nobody knows which bar holds."""
    levels = {
        "dependency_depth": dependency.depth.declared,
        "reversibility": dependency.reversibility.declared,
    }
    unsaid = tuple(
        finding(f"dependency.{field}_undeclared", subject=partnership_id, field=field)
        for field, declared in levels.items()
        if declared is None
    )
    silent = len(unsaid) == len(levels)
    return requirement(RequirementCode.DEPENDENCY_DECLARED, unsaid, is_silent=silent)


def _design(design: BoundaryDesignPart, limits: Limits) -> Iterator[Requirement]:
    """The boundary design's gaps, apart by what they are about."""
    gaps = design_gaps(design, limits)
    texts = {gap.field: gap for gap in gaps if gap.code in _TEXT_CODES}
    yield requirement(
        RequirementCode.RESPONSIBILITIES_SETTLED,
        tuple(gap for gap in gaps if gap.code not in _TEXT_CODES),
        is_silent=not design.responsibilities,
    )
    retained = tuple(texts[name] for name in RETAINED if name in texts)
    yield requirement(
        RequirementCode.RIGHTS_RETAINED, retained, is_silent=len(retained) == len(RETAINED)
    )
    shared = tuple(gap for gap in texts.values() if gap.field == "shared_cadence")
    yield requirement(RequirementCode.CADENCE_SHARED, shared, is_silent=True)


def data_access(design: BoundaryDesignPart) -> Requirement:
    """Who may look at which data: what cannot be audited cannot be defended (4.1)."""
    gaps = (
        (
            finding(
                "boundary_design.data_access_rights_missing",
                subject=design.partnership_id,
                field="data_access_rights",
            ),
        )
        if is_blank(design.data_access_rights)
        else ()
    )
    return requirement(RequirementCode.DATA_ACCESS, gaps, is_silent=True)


def _exit(dossier: Dossier, bar: Bar) -> Iterator[Requirement]:
    card = dossier.fit_card
    asked = _EXIT_LEVELS.index(bar.exit)
    yield requirement(
        RequirementCode.EXIT_STATED,
        tuple(_exit_gaps(card, with_costs=asked >= 1)),
        is_silent=not card.exit_steps and card.exit_days is None,
    )
    if asked >= 2:
        yield requirement(
            RequirementCode.DATA_PORTABLE,
            tuple(_portability_gaps(card)),
            is_silent=card.portability is None,
        )
    if asked >= 3:
        yield requirement(
            RequirementCode.EXIT_TRIED, _trial_gaps(dossier), is_silent=not card.exit_rehearsals
        )


def _exit_gaps(card: FitCardPart, *, with_costs: bool) -> Iterator[Finding]:
    """The steps of the way out, and what they take if the bar asks."""
    for gap in section_gaps(card, Section.EXIT):
        about_steps = not gap.field or gap.code.startswith("exit_step.")
        if about_steps or (with_costs and gap.field in _TIME_AND_COST):
            yield gap


def _portability_gaps(card: FitCardPart) -> Iterator[Finding]:
    for gap in section_gaps(card, Section.EXIT):
        if gap.field in _PORTABILITY:
            yield gap
    if card.portability is Portability.NONE:
        yield _exit_finding(card, "data_not_portable", "portability")


def _trial_gaps(dossier: Dossier) -> Findings:
    """Walked through before the first commitment, rehearsed by the first renewal."""
    card = dossier.fit_card
    kinds = {each.kind for each in card.exit_rehearsals}
    renewal = any(each.kind is DecisionKind.COMMIT for each in dossier.decisions)
    if renewal and RehearsalKind.REHEARSED not in kinds:
        return (_exit_finding(card, "exit_not_rehearsed"),)
    return () if kinds else (_exit_finding(card, "exit_not_walked_through"),)


def _exit_finding(card: FitCardPart, what: str, field: str = "") -> Finding:
    return finding(
        f"fit_card.{what}", subject=card.partnership_id, section=Section.EXIT, field=field
    )


def _single_points(dossier: Dossier, bar: Bar) -> Requirement:
    asked = _STAND_IN_LEVELS.index(bar.single_points)
    alone = [each for each in dossier.fit_card.integration_points if each.single_point_of_failure]
    found = tuple(
        named(gap, point.name)
        for point in alone
        for gap in _stand_in_gaps(point, dossier.partner.name, asked)
    )
    silent = all(each.fallback_kind is None for each in alone)
    return requirement(RequirementCode.SINGLE_POINTS, found, is_silent=silent)


def _stand_in_gaps(point: IntegrationPointPart, partner: str, asked: int) -> Iterator[Finding]:
    """That nothing stands in is an answer at the lower bars, and no longer at the higher ones."""
    if point.fallback_kind is None:
        yield _point(point, "fallback_kind_missing", "fallback_kind")
        return
    if point.fallback_kind is FallbackKind.NONE:
        if asked >= 1:
            yield _point(point, "nothing_stands_in", "fallback_kind")
        return
    if is_blank(point.fallback):
        yield _point(point, "fallback_missing", "fallback")
    if asked >= 1:
        yield from _assessment_gaps(point, partner)
    if asked >= 2:
        yield from _switch_gaps(point)


def _assessment_gaps(point: IntegrationPointPart, partner: str) -> Iterator[Finding]:
    if point.fallback_verdict is not FallbackVerdict.WORKABLE:
        yield _point(point, "fallback_not_workable", "fallback_verdict")
    if is_blank(point.fallback_depends_on):
        yield _point(point, "fallback_depends_on_missing", "fallback_depends_on")
    elif names(point.fallback_depends_on, partner):
        yield _point(point, "fallback_depends_on_partner", "fallback_depends_on")


def _switch_gaps(point: IntegrationPointPart) -> Iterator[Finding]:
    for field in ("switch_days", "switch_cost"):
        if is_unsaid(getattr(point, field)):
            yield _point(point, f"{field}_missing", field)


def names(text: str, partner: str) -> bool:
    """Whether a text speaks of the partner, whatever the case of its name."""
    said, name = _words(text), _words(partner)
    places = range(len(said) - len(name) + 1)
    return bool(name) and any(said[place : place + len(name)] == name for place in places)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _point(point: IntegrationPointPart, what: str, field: str) -> Finding:
    return finding(
        f"integration_point.{what}", subject=point.id, section=Section.INTEGRATION, field=field
    )


def _unwind_trigger(dossier: Dossier) -> Requirement:
    """One trigger for unwinding that somebody would notice and somebody may act on."""
    unwinding = [each for each in dossier.triggers if each.calls_for is TriggerCall.UNWIND]
    gaps = [trigger_gaps(each, _named(each.authoriser_id)) for each in unwinding]
    found = min(gaps, key=len, default=unwind_gaps((), dossier.partnership.id))
    return requirement(RequirementCode.UNWIND_TRIGGER, found, is_silent=not dossier.triggers)


def _named(authoriser_id: str | None) -> frozenset[str]:
    """Who may authorise today is no fact of a dossier: whoever was named is taken at their word."""
    return frozenset() if authoriser_id is None else frozenset({authoriser_id})
