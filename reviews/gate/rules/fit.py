"""Fit evidence is credible: what is claimed, what supports it, what refutes it, what they want.

Chapter 28, 5 and 5.1: evidence from real conditions, comparable over time, by more than the
partner's own word where much depends on it; 6.1: integration shipped is no outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from config.kernel.findings import Finding, Findings, finding, is_blank
from evidence.dossier import MeasurementPart, ReadingPart
from evidence.rules.answers import stands_against
from evidence.rules.periods import between
from evidence.rules.trend import is_outside
from evidence.rules.vocabulary import Verdict
from partnerships.dossier import FitCardPart
from partnerships.rules.claims import claim_remarks, claims_gaps
from partnerships.rules.fit_cards import Section, SectionStatus, section_gaps, section_status
from partnerships.rules.incentives import incentive_findings
from reviews.dossier import Dossier
from reviews.gate.rules.judgement import (
    Condition,
    ConditionCode,
    NotCounted,
    Requirement,
    RequirementCode,
    requirement,
)
from reviews.gate.rules.policy import Bar, Reach
from reviews.gate.rules.weighing import (
    AUDITABLE,
    INDEPENDENT,
    REAL,
    Demand,
    Evidence,
    Unit,
    Weighed,
    is_another,
    next_period,
    units,
)

#: What the Fit Card says of fit itself; integration and exit belong to the other conditions.
FIT_SECTIONS = (
    Section.CAPABILITY,
    Section.INCENTIVES,
    Section.EVIDENCE,
    Section.CADENCE,
    Section.FAILURE,
)


def fit_evidence(dossier: Dossier, bar: Bar, evidence: Evidence) -> Condition:
    """The first condition, as of the day for which the evidence was weighed."""
    return Condition(
        ConditionCode.FIT_EVIDENCE,
        (
            _described(dossier.fit_card),
            _claims(dossier, evidence.today),
            _supported(dossier, bar, evidence),
            *_demanded(dossier, bar, evidence),
            *_trends(dossier, bar, evidence),
            _refutations(evidence),
            _incentives(dossier),
        ),
    )


def evidence_auditable(dossier: Dossier, bar: Bar, evidence: Evidence) -> Iterator[Requirement]:
    """Whether the source data of what is relied on can be audited; nothing at a bar without it."""
    if bar.auditable is not Reach.NOTHING:
        yield _by_demand(RequirementCode.EVIDENCE_AUDITABLE, AUDITABLE, dossier, bar, evidence)


def _described(card: FitCardPart) -> Requirement:
    gaps = tuple(
        gap
        for section in FIT_SECTIONS
        for gap in section_gaps(card, section)
        if not _is_of_risks(gap)
    )
    untouched = all(
        section_status(card, each) is SectionStatus.NOT_STARTED for each in FIT_SECTIONS
    )
    return requirement(RequirementCode.FIT_DESCRIBED, gaps, is_silent=untouched)


def _claims(dossier: Dossier, today: date) -> Requirement:
    """Each claim said in full, and about something that a scale step leaves open."""
    uncertain = {each.id: each for step in dossier.scale_steps for each in step.uncertainties}
    gaps = (
        *claims_gaps(dossier.claims, dossier.partnership.id, today),
        *(remark for claim in dossier.claims for remark in claim_remarks(claim, uncertain)),
    )
    return requirement(RequirementCode.CLAIMS_WELL_FORMED, gaps, is_silent=not dossier.claims)


def _supported(dossier: Dossier, bar: Bar, evidence: Evidence) -> Requirement:
    found = _unmet("supported", bar.supported, dossier, evidence, lambda each: each.counts)
    if not dossier.claims:
        found = (finding("partnership.nothing_to_read_for", subject=dossier.partnership.id),)
    return _with_evidence(RequirementCode.SUPPORTED, found, evidence, ())


def _demanded(dossier: Dossier, bar: Bar, evidence: Evidence) -> Iterator[Requirement]:
    for code, demand in (
        (RequirementCode.INDEPENDENT, INDEPENDENT),
        (RequirementCode.REAL_CONDITIONS, REAL),
    ):
        if demand.reach(bar) is not Reach.NOTHING:
            yield _by_demand(code, demand, dossier, bar, evidence)


def _by_demand(
    code: RequirementCode, demand: Demand, dossier: Dossier, bar: Bar, evidence: Evidence
) -> Requirement:
    found = _unmet(
        demand.name,
        demand.reach(bar),
        dossier,
        evidence,
        lambda each: each.counts and demand.holds(each.artifact),
    )
    if not dossier.claims:
        found = (finding("partnership.nothing_to_read_for", subject=dossier.partnership.id),)
    return _with_evidence(code, found, evidence, (demand,))


def _unmet(
    name: str,
    reach: Reach,
    dossier: Dossier,
    evidence: Evidence,
    carries: Callable[[Weighed], bool],
) -> Findings:
    return tuple(
        lacking(name, unit, dossier.partnership.id)
        for unit in units(dossier.claims, reach)
        if not any(carries(each) for each in evidence.of(unit))
    )


def lacking(name: str, unit: Unit, partnership_id: str) -> Finding:
    """The finding that evidence for a unit does not carry what is asked by `name`."""
    if unit.criterion is None:
        return finding(
            f"evidence.{name}_for_claim",
            subject=partnership_id,
            claim=unit.claim.uncertainty,
            claim_id=unit.claim.id,
        )
    return finding(
        f"evidence.{name}_for_criterion",
        subject=partnership_id,
        criterion=unit.criterion.statement or unit.claim.uncertainty,
        criterion_id=unit.criterion.id,
    )


def _with_evidence(
    code: RequirementCode, found: Findings, evidence: Evidence, demands: tuple[Demand, ...]
) -> Requirement:
    """The requirement with what it counted and what not, and why."""
    counted, not_counted = [], []
    for each in evidence.readings:
        reasons = each.reasons or tuple(
            demand.reason(each.artifact) for demand in demands if not demand.holds(each.artifact)
        )
        if reasons:
            not_counted.append(NotCounted(each.reading.id, reasons))
        else:
            counted.append(each.reading.id)
    return replace(
        requirement(code, found, is_silent=not evidence.readings),
        counted=tuple(counted),
        not_counted=tuple(not_counted),
    )


def _trends(dossier: Dossier, bar: Bar, evidence: Evidence) -> Iterator[Requirement]:
    """A run of periods within target, up to now, for each criterion, if the bar asks for one."""
    if not bar.trend_periods:
        return
    found = tuple(
        _short_run(unit, dossier, bar, evidence)
        for unit in units(dossier.claims, Reach.EACH_CRITERION)
        if run_for(unit, evidence) < bar.trend_periods
    )
    if not dossier.claims:
        found = (finding("partnership.nothing_to_read_for", subject=dossier.partnership.id),)
    silent = not any(each.values for each in dossier.measurements)
    yield requirement(RequirementCode.TREND, found, is_silent=silent)


def _short_run(unit: Unit, dossier: Dossier, bar: Bar, evidence: Evidence) -> Finding:
    found = lacking("trend", unit, dossier.partnership.id)
    facts = {"run": run_for(unit, evidence), "needed": bar.trend_periods}
    return replace(found, params=tuple(sorted({**dict(found.params), **facts}.items())))


def run_for(unit: Unit, evidence: Evidence) -> int:
    """How many periods in a row a measurement of the unit has been within its target, up to now."""
    return max(
        (
            _run(each, evidence.earliest(criterion_id), evidence.today)
            for criterion_id in unit.criterion_ids
            for each in evidence.measured.get(criterion_id, ())
        ),
        default=0,
    )


def _run(measurement: MeasurementPart, earliest: date, today: date) -> int:
    """The length of the last run; 0 when it ended too long ago or there is no target to be in."""
    values = [each for each in measurement.values if each.starts_on <= today]
    period, target = measurement.period, measurement.target
    if not values or target is None:
        return 0
    ends = next_period(values[-1], measurement)
    if ends is not None and ends <= earliest:
        return 0
    run = 0
    for place, value in reversed(list(enumerate(values))):
        if is_outside(value.value, target, measurement.direction):
            break
        run += 1
        if place and between(values[place - 1].starts_on, value.starts_on, period) != 1:
            break
    return run


def _refutations(evidence: Evidence) -> Requirement:
    """Evidence against the claim is answered, not outlived: no day makes it weigh less."""
    found = tuple(
        finding(_unanswered(each.reading), subject=each.reading.id, artifact=each.artifact.title)
        for each in evidence.readings
        if stands_against(each.reading, each.artifact) and not _is_answered(each.reading)
    )
    return requirement(RequirementCode.REFUTATIONS_ANSWERED, found)


def _unanswered(reading: ReadingPart) -> str:
    """What is lacking: an answer, another person's word on it, or a better one."""
    answer = reading.answer
    if answer is None or is_blank(answer.text):
        return "reading.refutes_unanswered"
    rejected = answer.verdict is Verdict.REJECTED
    return "reading.answer_rejected" if rejected else "reading.answer_unassessed"


def _is_answered(reading: ReadingPart) -> bool:
    """Whether somebody wrote an answer, and another person than its writer stands by it."""
    answer = reading.answer
    if answer is None or is_blank(answer.text) or answer.verdict is not Verdict.UPHELD:
        return False
    return is_another(answer.assessed_by_id, answer.written_by_id)


def _incentives(dossier: Dossier) -> Requirement:
    """Each risk is watched, as the Fit Card asks; none was observed and stands open."""
    card = dossier.fit_card
    unwatched = (gap for gap in section_gaps(card, Section.INCENTIVES) if _is_of_risks(gap))
    return requirement(
        RequirementCode.INCENTIVES_WATCHED,
        (*unwatched, *incentive_findings(card, dossier.partner)),
        is_silent=not card.conflict_risks,
    )


def _is_of_risks(gap: Finding) -> bool:
    """Whether a gap of the Fit Card is about the conflict risks and who watches them."""
    return gap.code == "fit_card.conflict_risks_missing" or gap.code.startswith("conflict_risk.")
