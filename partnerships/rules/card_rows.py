"""What the rows of a Fit Card must say together before they are kept.

Unlike a gap, which may wait, each of these would be a contradiction: a resolution of something
that was never observed, an assessment by nobody, an amount in no currency.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from config.kernel.findings import Findings, finding, is_blank
from partnerships.dossier import ConflictRiskPart, ExitRehearsalPart, IntegrationPointPart
from partnerships.rules.vocabulary import FallbackKind


def conflict_risk_problems(risk: ConflictRiskPart, today: date) -> Findings:
    """What is wrong with an observation of the risk or its resolution (chapter 3.2)."""
    return tuple(
        finding(f"conflict_risk.{what}", subject=risk.id, field=field)
        for what, field in (*_observation(risk, today), *_resolution(risk, today))
    )


def is_unresolved(risk: ConflictRiskPart) -> bool:
    """Whether the conflict was observed and nobody has said that it is over."""
    return risk.observed_on is not None and risk.resolved_on is None


def _observation(risk: ConflictRiskPart, today: date) -> Iterator[tuple[str, str]]:
    if risk.observed_on is None:
        if not is_blank(risk.observed_what):
            yield "observed_on_missing", "observed_on"
        return
    if risk.observed_on > today:
        yield "observed_on_to_come", "observed_on"
    if is_blank(risk.observed_what):
        yield "observed_what_missing", "observed_what"


def _resolution(risk: ConflictRiskPart, today: date) -> Iterator[tuple[str, str]]:
    if risk.resolved_on is None:
        if not is_blank(risk.resolution):
            yield "resolved_on_missing", "resolved_on"
        return
    if risk.observed_on is None:
        yield "resolved_unobserved", "observed_on"
    elif risk.resolved_on < risk.observed_on:
        yield "resolved_before_observed", "resolved_on"
    if risk.resolved_on > today:
        yield "resolved_on_to_come", "resolved_on"
    if is_blank(risk.resolution):
        yield "resolution_missing", "resolution"


def integration_point_problems(point: IntegrationPointPart, today: date) -> Findings:
    """What is wrong with the assessment of a fallback, or with the cost of switching."""
    return tuple(
        finding(f"integration_point.{what}", subject=point.id, field=field)
        for what, field in (*_assessment(point, today), *_switch(point))
    )


def _assessment(point: IntegrationPointPart, today: date) -> Iterator[tuple[str, str]]:
    said = point.fallback_assessed_on is not None or not is_blank(point.fallback_assessed_by)
    if point.fallback_verdict is None:
        if said:
            yield "fallback_verdict_missing", "fallback_verdict"
        return
    if point.fallback_kind in (None, FallbackKind.NONE):
        yield "nothing_to_assess", "fallback_verdict"
    if is_blank(point.fallback_assessed_by):
        yield "fallback_assessed_by_missing", "fallback_assessed_by"
    if point.fallback_assessed_on is None:
        yield "fallback_assessed_on_missing", "fallback_assessed_on"
    elif point.fallback_assessed_on > today:
        yield "fallback_assessed_on_to_come", "fallback_assessed_on"


def _switch(point: IntegrationPointPart) -> Iterator[tuple[str, str]]:
    if point.switch_cost is not None and is_blank(point.switch_currency):
        yield "switch_currency_missing", "switch_currency"


def exit_rehearsal_problems(rehearsal: ExitRehearsalPart, today: date) -> Findings:
    """A rehearsal is one that was held."""
    if rehearsal.held_on <= today:
        return ()
    return (finding("exit_rehearsal.held_on_to_come", subject=rehearsal.id, field="held_on"),)
