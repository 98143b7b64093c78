"""The gate: may this be decided on what is known?

Only a commit is gated. Deferring, renegotiating and unwinding stay possible whatever is missing:
they are the answers to a condition that fails, because they keep options open (chapter 28).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from config.kernel.findings import finding, is_blank
from partnerships.rules.dependency import Dependency, dependency_of
from partnerships.rules.fit_cards import Section, section_gaps
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier, NotApplicablePart
from reviews.gate.rules.boundaries import boundaries, data_access
from reviews.gate.rules.changing import next_change
from reviews.gate.rules.fit import evidence_auditable, fit_evidence
from reviews.gate.rules.judgement import (
    MAY_NOT_APPLY,
    Condition,
    ConditionCode,
    Judgement,
    Requirement,
    RequirementCode,
    State,
    requirement,
)
from reviews.gate.rules.policy import Bar, Policy, chosen_bar
from reviews.gate.rules.questions import deferred_since, questions, review_due
from reviews.gate.rules.signals import signals
from reviews.gate.rules.weighing import Evidence, is_another


def judge(kind: DecisionKind, dossier: Dossier, policy: Policy, today: date) -> Judgement:
    """What stops a decision of `kind` on this dossier under this policy.

    `today` is the day in the workspace's time zone. Panel, form, action and Position all ask this
    one function, so they cannot disagree.
    """
    dependency = dependency_of(
        dossier.partnership, dossier.fit_card, dossier.scale_steps, policy.limits
    )
    number = chosen_bar(policy, dependency.depth.holds, dependency.reversibility.holds)
    bar = policy.bar(number)
    evidence = Evidence(dossier, bar, today)
    judged = Judgement(
        kind,
        today,
        number,
        dependency,
        conditions=_conditions(dossier, bar, evidence, dependency, policy),
        deferred_since=deferred_since(dossier, bar, evidence),
        review_due_on=review_due(dossier, bar, today),
    )
    return replace(
        judged,
        signals=signals(dossier, judged, evidence, policy),
        questions=questions(dossier, bar, evidence, judged.conditions),
        next_change_on=next_change(dossier, evidence, policy, judged.review_due_on),
    )


def _conditions(
    dossier: Dossier, bar: Bar, evidence: Evidence, dependency: Dependency, policy: Policy
) -> tuple[Condition, ...]:
    judged = (
        fit_evidence(dossier, bar, evidence),
        boundaries(dossier, bar, dependency, policy.limits),
        _signals_auditable(dossier, bar, evidence),
    )
    return tuple(_applied(each, dossier, bar) for each in judged)


def _signals_auditable(dossier: Dossier, bar: Bar, evidence: Evidence) -> Condition:
    """The third condition: logs, metrics, records and reports that somebody may look at (5.1)."""
    return Condition(
        ConditionCode.SIGNALS,
        (
            _points_auditable(dossier),
            *evidence_auditable(dossier, bar, evidence),
            data_access(dossier.boundary_design),
        ),
    )


#: The fields of an integration point that other requirements look at.
_STANDS_IN = ("fallback_kind", "fallback")


def _points_auditable(dossier: Dossier) -> Requirement:
    """Each place where their work meets ours is named, and says how it is audited."""
    card = dossier.fit_card
    gaps = tuple(
        gap for gap in section_gaps(card, Section.INTEGRATION) if gap.field not in _STANDS_IN
    )
    return requirement(
        RequirementCode.POINTS_AUDITABLE, gaps, is_silent=not card.integration_points
    )


def _applied(condition: Condition, dossier: Dossier, bar: Bar) -> Condition:
    """The condition with what does not apply here set aside, each for its written reason."""
    set_aside = {each.requirement: each for each in dossier.not_applicable}
    requirements = tuple(
        _set_aside(each, set_aside[each.code], bar, dossier.partnership.id)
        if each.state.stops and each.code in set_aside and each.code in MAY_NOT_APPLY
        else each
        for each in condition.requirements
    )
    return replace(condition, requirements=requirements)


def _set_aside(
    judged: Requirement, said: NotApplicablePart, bar: Bar, partnership_id: str
) -> Requirement:
    """Not applicable once a reason is written, and from the second bar on another stands by it."""
    if is_blank(said.reason):
        return judged
    if bar.assessed and not _stood_by(said):
        unassessed = finding(
            "not_applicable.unassessed",
            subject=said.id,
            partnership=partnership_id,
            requirement=judged.code.value,
            reason=said.reason,
        )
        return Requirement(judged.code, State.UNKNOWN, (unassessed,))
    return Requirement(judged.code, State.NOT_APPLICABLE, because=said.reason)


def _stood_by(said: NotApplicablePart) -> bool:
    return is_another(said.assessed_by_id, said.stated_by_id)
