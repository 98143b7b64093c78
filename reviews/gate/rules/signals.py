"""Patterns of misuse and failure that show in the facts by themselves.

A signal informs: it stops nothing, and no number of them adds up to anything. Each names what it
saw. The chapter tells of them where it warns: sections 4 (lock-in), 6 (a partner as a way around
an uncertainty, integration taken for an outcome, dependency before governance) and 6.1 (long
commitments on immature evidence).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from config.kernel.calendar import months_after
from config.kernel.findings import Fact, Finding, Findings
from evidence.rules.vocabulary import Bearing, Source, Subject, Verdict
from partnerships.rules.claims import claim_remarks
from partnerships.rules.standing import DecisionKind, Standing
from partnerships.rules.vocabulary import FallbackVerdict, OptionKind
from reviews.dossier import DecisionPart, Dossier, HealthReviewPart
from reviews.gate.rules.history import commitment_in_force, operates
from reviews.gate.rules.judgement import ConditionCode, Judgement, State
from reviews.gate.rules.policy import Bar, Policy
from reviews.gate.rules.weighing import Evidence, Weighed

#: How many deferrals without a commitment make a series.
SERIAL = 3

#: In how many of the last reviews a violation makes a pattern, and how many are looked at.
OFTEN, LAST_REVIEWS = 3, 4

_RETAINED = (Standing.COMMITTED, Standing.DEFERRED)

#: How long before a commitment a lowered bar still speaks of it, in days.
SHORTLY_BEFORE = 90


class SignalCode(StrEnum):
    """The signals by their stable names, in reading order. The finding is `signal.<name>`."""

    COMMITTED_BEFORE_EVIDENCE = "committed_before_evidence"
    INTEGRATION_AS_OUTCOME = "integration_as_outcome"
    PARTNER_EVIDENCE_ALONE = "partner_evidence_alone"
    OPERATING_WITHOUT_COMMITMENT = "operating_without_commitment"
    BEFORE_BOUNDARIES = "before_boundaries"
    SOLE_PARTNER = "sole_partner_on_critical_step"
    LONG_TERM = "long_term_on_immature_evidence"
    SERIAL_DEFERRAL = "serial_deferral"
    CLAIM_ABOUT_NOTHING = "claim_about_nothing"
    BAR_LOWERED = "bar_lowered_before_commitment"
    ACTIVITY_AS_SUCCESS = "activity_as_success"
    RETAINED_DESPITE_VIOLATIONS = "retained_despite_violations"
    EXIT_COST_AS_REASON = "exit_cost_as_reason"
    LINE_OVERSTEPPED = "boundary_line_overstepped"


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everything a signal may look at.

    `offered` is what somebody reads as support and nobody took back, whether it counts or not.
    """

    dossier: Dossier
    judged: Judgement
    evidence: Evidence
    policy: Policy
    offered: tuple[Weighed, ...]

    @property
    def bar(self) -> Bar:
        return self.policy.bar(self.judged.bar)

    @property
    def commitment(self) -> DecisionPart | None:
        return commitment_in_force(self.dossier)

    @property
    def operates(self) -> bool:
        return operates(self.dossier, self.judged.today)


def signals(dossier: Dossier, judged: Judgement, evidence: Evidence, policy: Policy) -> Findings:
    """Every signal that shows on the day of the judgement, in reading order."""
    seen = _Seen(dossier, judged, evidence, policy, tuple(filter(_is_offered, evidence.readings)))
    return tuple(
        _signal(code, dossier.partnership.id, facts)
        for code in SignalCode
        for facts in _SIGNALS[code](seen)
    )


Facts = Iterator[dict[str, Fact]]


def _signal(code: SignalCode, partnership_id: str, facts: dict[str, Fact]) -> Finding:
    return Finding(
        f"signal.{code.value}", subject=partnership_id, params=tuple(sorted(facts.items()))
    )


def _committed_before_evidence(seen: _Seen) -> Facts:
    commitment = seen.commitment
    if commitment is None:
        return
    day = commitment.decided_on
    if not any(_is_outcome(each) and each.artifact.observed_on <= day for each in seen.offered):
        yield {"date": day}


def _integration_as_outcome(seen: _Seen) -> Facts:
    for each in seen.offered:
        if not _is_outcome(each):
            yield {"artifact": each.artifact.title}


def _partner_evidence_alone(seen: _Seen) -> Facts:
    for claim in seen.dossier.claims:
        ids = {criterion.id for criterion in claim.criteria}
        sources = {
            each.artifact.source
            for each in seen.offered
            if each.reading.criterion_id in ids and _is_outcome(each) and not each.lapses
        }
        if sources == {Source.PARTNER}:
            yield {"claim": claim.uncertainty}


def _operating_without_commitment(seen: _Seen) -> Facts:
    if seen.operates and not _is_bound(seen.dossier):
        yield {"date": seen.dossier.partnership.in_operation_since or seen.judged.today}


def _is_bound(dossier: Dossier) -> bool:
    """Whether a commitment stands, is being renegotiated, or it is being left anyway."""
    if dossier.partnership.standing is Standing.RENEGOTIATING:
        return any(each.kind is DecisionKind.COMMIT for each in dossier.decisions)
    return dossier.partnership.standing in (Standing.COMMITTED, Standing.UNWINDING)


def _before_boundaries(seen: _Seen) -> Facts:
    if not (seen.operates or seen.commitment):
        return
    for condition in seen.judged.conditions:
        if condition.code is ConditionCode.BOUNDARIES and condition.state is not State.MET:
            yield {}


def _sole_partner(seen: _Seen) -> Facts:
    ours = seen.dossier.partnership.id
    if not any(_stands_alone(seen)):
        return
    for step in seen.dossier.scale_steps:
        ways = {(option.kind, option.partnership_id) for option in step.options}
        if step.critical_path and ways == {(OptionKind.PARTNERSHIP, ours)}:
            yield {"step": step.name}


def _stands_alone(seen: _Seen) -> Iterator[bool]:
    points = seen.dossier.fit_card.integration_points
    yield not points
    for point in points:
        yield point.fallback_verdict is not FallbackVerdict.WORKABLE


def _long_term(seen: _Seen) -> Facts:
    """The commitment in force goes on for longer than its bar allows, and evidence is short."""
    commitment = seen.commitment
    if commitment is None or commitment.term_ends_on is None:
        return
    immature = any(
        condition.code is ConditionCode.FIT_EVIDENCE and condition.state is not State.MET
        for condition in seen.judged.conditions
    )
    if immature and commitment.term_ends_on > months_after(
        commitment.decided_on, seen.bar.longest_term_months
    ):
        yield {"date": commitment.term_ends_on, "months": seen.bar.longest_term_months}


def _serial_deferral(seen: _Seen) -> Facts:
    count = 0
    for each in seen.dossier.decisions:
        if each.kind is DecisionKind.COMMIT:
            count = 0
        elif each.kind is DecisionKind.DEFER:
            count += 1
    if count >= SERIAL:
        yield {"count": count}


def _claim_about_nothing(seen: _Seen) -> Facts:
    steps = seen.dossier.scale_steps
    uncertain = {each.id: each for step in steps for each in step.uncertainties}
    for claim in seen.dossier.claims:
        if any(each.code == "claim.about_missing" for each in claim_remarks(claim, uncertain)):
            yield {"claim": claim.uncertainty}


def _bar_lowered(seen: _Seen) -> Facts:
    """Before the commitment in force; without one, before one that could come today."""
    commitment = seen.commitment
    day = commitment.decided_on if commitment else seen.judged.today
    for lowered in (seen.dossier.partnership.lowered_on, seen.policy.lowered_on):
        if lowered is not None and timedelta(0) <= day - lowered <= timedelta(SHORTLY_BEFORE):
            yield {"date": lowered}


def _activity_as_success(seen: _Seen) -> Facts:
    for claim in seen.dossier.claims:
        for criterion in claim.criteria:
            of_it = [each for each in seen.offered if each.reading.criterion_id == criterion.id]
            if of_it and not any(map(_is_outcome, of_it)):
                yield {"criterion": criterion.statement or claim.uncertainty}


def _retained_despite_violations(seen: _Seen) -> Facts:
    """Kept on although the boundary was violated again and again (chapter 28, 4)."""
    if seen.dossier.partnership.standing not in _RETAINED:
        return
    last = seen.dossier.health_reviews[-LAST_REVIEWS:]
    violated = [each for each in last if _is_crossed(seen.dossier, each)]
    if len(violated) >= OFTEN:
        yield {"count": len(violated), "reviews": len(last)}


def _is_crossed(dossier: Dossier, review: HealthReviewPart) -> bool:
    """Whether a violation was noted in a review, or seen since the one before it."""
    earlier = [each.held_on for each in dossier.health_reviews if each.held_on < review.held_on]
    return any(
        each.review_id == review.id
        or (
            each.review_id is None
            and max(earlier, default=date.min) < each.seen_on <= review.held_on
        )
        for each in dossier.violations
    )


def _exit_cost_as_reason(seen: _Seen) -> Facts:
    for review in seen.dossier.health_reviews[-1:]:
        if review.exit_cost_keeps and seen.dossier.partnership.standing in _RETAINED:
            yield {"date": review.held_on}


def _line_overstepped(seen: _Seen) -> Facts:
    if seen.dossier.partnership.standing is Standing.UNWOUND:
        return
    for review in seen.dossier.health_reviews[-1:]:
        if review.overstepped:
            yield {"date": review.held_on}


def _is_outcome(each: Weighed) -> bool:
    return each.artifact.subject is Subject.OUTCOME


def _is_offered(each: Weighed) -> bool:
    return each.reading.bearing is Bearing.SUPPORTS and not _is_taken_back(each)


def _is_taken_back(each: Weighed) -> bool:
    """By its reader, by whoever assessed it, or with the artifact itself."""
    assessment = each.reading.assessment
    rejected = assessment is not None and assessment.verdict is Verdict.REJECTED
    return bool(each.reading.withdrawn_at or each.artifact.withdrawn_at or rejected)


_SIGNALS: dict[SignalCode, Callable[[_Seen], Facts]] = {
    SignalCode.COMMITTED_BEFORE_EVIDENCE: _committed_before_evidence,
    SignalCode.INTEGRATION_AS_OUTCOME: _integration_as_outcome,
    SignalCode.PARTNER_EVIDENCE_ALONE: _partner_evidence_alone,
    SignalCode.OPERATING_WITHOUT_COMMITMENT: _operating_without_commitment,
    SignalCode.BEFORE_BOUNDARIES: _before_boundaries,
    SignalCode.SOLE_PARTNER: _sole_partner,
    SignalCode.LONG_TERM: _long_term,
    SignalCode.SERIAL_DEFERRAL: _serial_deferral,
    SignalCode.CLAIM_ABOUT_NOTHING: _claim_about_nothing,
    SignalCode.BAR_LOWERED: _bar_lowered,
    SignalCode.ACTIVITY_AS_SUCCESS: _activity_as_success,
    SignalCode.RETAINED_DESPITE_VIOLATIONS: _retained_despite_violations,
    SignalCode.EXIT_COST_AS_REASON: _exit_cost_as_reason,
    SignalCode.LINE_OVERSTEPPED: _line_overstepped,
}
