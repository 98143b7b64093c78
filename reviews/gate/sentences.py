"""How the gate speaks: conditions and requirements by name, and each finding as a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.kernel.findings import Finding
from config.kernel.sentences import Labels, Phrasebook, Place, at_field
from evidence.sentences import BOOK as EVIDENCE_BOOK
from partnerships.sentences import BOOK as PARTNERSHIPS_BOOK
from reviews.gate.rules.clearing import Asked
from reviews.gate.rules.judgement import ConditionCode, RequirementCode, State
from reviews.gate.rules.policy import ExitAsked, Reach, StandInAsked
from reviews.gate.rules.questions import QuestionCode
from reviews.gate.rules.signals import SignalCode

CONDITION_LABELS: Labels = {
    ConditionCode.FIT_EVIDENCE: _("Fit evidence is credible"),
    ConditionCode.BOUNDARIES: _("Governance boundaries are explicit"),
    ConditionCode.SIGNALS: _("Integration signals are auditable"),
}
REQUIREMENT_LABELS: Labels = {
    RequirementCode.FIT_DESCRIBED: _("The Fit Card says what fits and what does not"),
    RequirementCode.CLAIMS_WELL_FORMED: _("Each claim is complete and about an open uncertainty"),
    RequirementCode.SUPPORTED: _("Evidence in force supports what is claimed"),
    RequirementCode.INDEPENDENT: _("Also by a source other than the partner"),
    RequirementCode.REAL_CONDITIONS: _("Observed under real conditions"),
    RequirementCode.TREND: _("Within target for several periods in a row"),
    RequirementCode.REFUTATIONS_ANSWERED: _("Evidence against it is answered"),
    RequirementCode.INCENTIVES_WATCHED: _("Their incentives are watched, and no conflict is open"),
    RequirementCode.DEPENDENCY_DECLARED: _("Depth and reversibility are declared"),
    RequirementCode.RESPONSIBILITIES_SETTLED: _("Each responsibility is settled"),
    RequirementCode.RIGHTS_RETAINED: _("What stays ours is stated"),
    RequirementCode.CADENCE_SHARED: _("The two sides decide together at set times"),
    RequirementCode.EXIT_STATED: _("The way out is stated"),
    RequirementCode.DATA_PORTABLE: _("The data comes along"),
    RequirementCode.EXIT_TRIED: _("The way out was tried"),
    RequirementCode.SINGLE_POINTS: _("Something stands in for each single point of failure"),
    RequirementCode.UNWIND_TRIGGER: _("A trigger calls for unwinding, and somebody may act on it"),
    RequirementCode.POINTS_AUDITABLE: _("Each integration point says how it is audited"),
    RequirementCode.EVIDENCE_AUDITABLE: _("The source data of the evidence can be audited"),
    RequirementCode.DATA_ACCESS: _("Who may look at which data is stated"),
}
STATE_LABELS: Labels = {
    State.MET: _("Met"),
    State.NOT_MET: _("Not met"),
    State.UNKNOWN: _("Unknown"),
    State.NOT_APPLICABLE: _("Not applicable"),
}
ASKED_LABELS: Labels = {
    Asked.INDEPENDENT: _("from a source other than the partner"),
    Asked.REAL_CONDITIONS: _("from real conditions"),
    Asked.AUDITABLE: _("with source data that can be audited"),
    Asked.ASSESSED: _("assessed by another person than its reader"),
}
REACH_LABELS: Labels = {
    Reach.NOTHING: _("Not asked"),
    Reach.EACH_CLAIM: _("Each claim"),
    Reach.EACH_CRITERION: _("Each success criterion"),
    Reach.EACH_READING: _("Everything relied on"),
}
EXIT_ASKED_LABELS: Labels = {
    ExitAsked.STATED: _("Stated"),
    ExitAsked.TIME_AND_COST: _("With time and cost"),
    ExitAsked.PORTABLE: _("And data portable"),
    ExitAsked.TRIED: _("And walked through first, rehearsed by the first renewal"),
}
STAND_IN_LABELS: Labels = {
    StandInAsked.STATED: _("Stated"),
    StandInAsked.ASSESSED: _("Alternative or fallback, assessed as workable without the partner"),
    StandInAsked.SWITCH_KNOWN: _("And with time and cost to switch"),
}
BAR_LABELS: dict[str, Any] = {
    "supported": REQUIREMENT_LABELS[RequirementCode.SUPPORTED],
    "independent": REQUIREMENT_LABELS[RequirementCode.INDEPENDENT],
    "real_conditions": REQUIREMENT_LABELS[RequirementCode.REAL_CONDITIONS],
    "trend_periods": REQUIREMENT_LABELS[RequirementCode.TREND],
    "assessed": _("Assessed by another person than its reader"),
    "auditable": REQUIREMENT_LABELS[RequirementCode.EVIDENCE_AUDITABLE],
    "observed_within_days": _("How long ago it may have been observed"),
    "exit": _("The way out"),
    "single_points": REQUIREMENT_LABELS[RequirementCode.SINGLE_POINTS],
    "longest_term_months": _("The longest term of a commitment"),
    "review_every_days": _("A health review at least every"),
    "approvers": _("Approvers who authorise"),
    "named_authoriser": _("The person whom the unwind trigger names authorises"),
}
LIMIT_LABELS: dict[str, Any] = {
    "required_responsibilities": _("Responsibilities to settle"),
    "long_exit_days": _("An exit is long from"),
    "costly_exit": _("An exit is costly from"),
}
SIGNAL_LABELS: Labels = {
    SignalCode.COMMITTED_BEFORE_EVIDENCE: _("Committed before the evidence"),
    SignalCode.INTEGRATION_AS_OUTCOME: _("Integration offered as an outcome"),
    SignalCode.PARTNER_EVIDENCE_ALONE: _("The partner's evidence alone"),
    SignalCode.OPERATING_WITHOUT_COMMITMENT: _("In operation without a commitment"),
    SignalCode.BEFORE_BOUNDARIES: _("Ahead of its boundaries"),
    SignalCode.SOLE_PARTNER: _("The only way for a critical step"),
    SignalCode.LONG_TERM: _("A long term on immature evidence"),
    SignalCode.SERIAL_DEFERRAL: _("Deferred again and again"),
    SignalCode.CLAIM_ABOUT_NOTHING: _("A claim about nothing"),
    SignalCode.BAR_LOWERED: _("The bar was lowered shortly before"),
    SignalCode.ACTIVITY_AS_SUCCESS: _("Activity told as success"),
    SignalCode.RETAINED_DESPITE_VIOLATIONS: _("Kept on despite violations"),
    SignalCode.EXIT_COST_AS_REASON: _("Kept because leaving costs"),
    SignalCode.LINE_OVERSTEPPED: _("A boundary line overstepped"),
}

_EVIDENCE = {
    "partnership.nothing_to_read_for": _(
        "Evidence is read for success criteria, and there is none yet. Write a claim with one, "
        "then say what was observed."
    ),
    "evidence.supported_for_claim": _(
        "“%(claim)s”: nothing that counts supports it. Read an artifact for one of its criteria."
    ),
    "evidence.supported_for_criterion": _(
        "“%(criterion)s”: nothing that counts supports it. Read an artifact for it."
    ),
    "evidence.independent_for_claim": _(
        "“%(claim)s”: only the partner's own word supports it. "
        "Bring evidence that you or a third party gathered."
    ),
    "evidence.independent_for_criterion": _(
        "“%(criterion)s”: only the partner's own word supports it, or nothing. "
        "Bring evidence that you or a third party gathered."
    ),
    "evidence.real_conditions_for_claim": _(
        "“%(claim)s”: nothing that supports it was observed under real conditions. "
        "A pilot on real work would show it, or operation itself."
    ),
    "evidence.real_conditions_for_criterion": _(
        "“%(criterion)s”: nothing that supports it was observed under real conditions. "
        "A pilot on real work would show it, or operation itself."
    ),
    "evidence.auditable_for_claim": _(
        "“%(claim)s”: nobody can check the source data of what supports it. "
        "Bring evidence that you, or an independent auditor, may check."
    ),
    "evidence.auditable_for_criterion": _(
        "“%(criterion)s”: nobody can check the source data of what supports it. "
        "Bring evidence that you, or an independent auditor, may check."
    ),
    "evidence.trend_for_claim": _(
        "“%(claim)s”: no measurement shows that it holds over time. "
        "%(needed)s periods in a row within target are asked for."
    ),
    "evidence.trend_for_criterion": _(
        "“%(criterion)s”: within target for %(run)s periods in a row up to now; "
        "%(needed)s are asked for."
    ),
    "reading.refutes_unanswered": _(
        "“%(artifact)s” speaks against a success criterion. Supersede it with what is so now, "
        "or answer it in writing and have somebody else assess the answer."
    ),
    "reading.answer_unassessed": _(
        "“%(artifact)s” speaks against a success criterion and was answered. "
        "Another person than the one who wrote the answer has to stand by it."
    ),
    "reading.answer_rejected": _(
        "“%(artifact)s” speaks against a success criterion, and the answer to it was rejected. "
        "Write another answer, or supersede the artifact with what is so now."
    ),
}

_NOT_COUNTED = {
    "reading.ambiguous": _("It is ambiguous, so it supports nothing."),
    "reading.refutes": _("It speaks against the criterion."),
    "reading.not_assessed": _("Nobody but its reader has assessed it."),
    "artifact.too_old": _("It was last seen to be so before %(date)s."),
    "artifact.not_independent": _("It is the partner's own word."),
    "artifact.not_real_conditions": _("It was not observed under real conditions."),
    "artifact.not_auditable": _("Nobody can check its source data."),
}

_BOUNDARIES = {
    "dependency.dependency_depth_undeclared": _(
        "Say how deep the dependency is. Until then the highest bar that it could lead to holds."
    ),
    "dependency.reversibility_undeclared": _(
        "Say what it takes to undo it. Until then the highest bar that it could lead to holds."
    ),
    "fit_card.data_not_portable": _(
        "None of the data comes along. Agree with the partner on a way to take it along."
    ),
    "fit_card.exit_not_walked_through": _(
        "Nobody has walked through the way out. Do it once, before the first commitment."
    ),
    "fit_card.exit_not_rehearsed": _(
        "The way out was walked through but never rehearsed. Rehearse it before the renewal."
    ),
    "integration_point.nothing_stands_in": _(
        "Nothing stands in when this point stops. "
        "Name an alternative or a fallback without the partner, and have it assessed. "
        "Where the law leaves no other, none is to be made up: a deferral can continue under "
        "guardrails."
    ),
    "integration_point.fallback_not_workable": _(
        "Nobody has assessed what stands in as workable. Have it assessed, and say by whom."
    ),
    "integration_point.fallback_depends_on_missing": _(
        "Say on whom the fallback depends in turn; “nobody” is an answer."
    ),
    "integration_point.fallback_depends_on_partner": _(
        "What stands in depends on the same partner. Name something that does not."
    ),
    "integration_point.switch_days_missing": _("Say how many days switching takes."),
    "integration_point.switch_cost_missing": _("Say what switching costs."),
    "not_applicable.unassessed": _(
        "Said not to apply, because: “%(reason)s” Another person has to stand by that."
    ),
}

_SETTING_ASIDE = {
    "not_applicable.always_applies": _(
        "This always has an object. Settle what it asks for instead of setting it aside."
    ),
    "not_applicable.reason_missing": _("Say why it has no object here."),
    "not_applicable.own": _(
        "You said this yourself. Ask another contributor or an approver to stand by it."
    ),
    "not_applicable.link_seen": _(
        "Whoever said this saw a link by which you, or whoever invited you, came into the "
        "workspace, so it could be one person who says it and stands by it. Ask another member."
    ),
    "not_applicable.stood_by_already": _(
        "Somebody stands by this reason already. Once it is changed, it has to be stood by again."
    ),
}

_CLEARING = {
    "evidence.needed_plainly_for_claim": _(
        "Evidence that supports a criterion of “%(claim)s”, observed since %(since)s."
    ),
    "evidence.needed_plainly_for_criterion": _(
        "Evidence that supports “%(criterion)s”, observed since %(since)s."
    ),
    "evidence.needed_for_claim": _(
        "Evidence that supports a criterion of “%(claim)s”, observed since %(since)s. "
        "Besides, it has to be: %(asked)s."
    ),
    "evidence.needed_for_criterion": _(
        "Evidence that supports “%(criterion)s”, observed since %(since)s. "
        "Besides, it has to be: %(asked)s."
    ),
    "evidence.needed_plainly_for_new": _(
        "Evidence that supports the success criterion you write, observed since %(since)s."
    ),
    "evidence.needed_for_new": _(
        "Evidence that supports the success criterion you write, observed since %(since)s. "
        "Besides, it has to be: %(asked)s."
    ),
    "evidence.trend_for_new": _(
        "A measurement of the success criterion you write, within target for %(needed)s periods "
        "in a row up to now."
    ),
    "reading.assess": _("Have another person assess what was read in “%(artifact)s”."),
    "artifact.look_again": _("Look again at “%(artifact)s”, and say what you see."),
    "dependency.declared_above": _(
        "You declared “%(declared)s”. It would have to be “%(to)s”, and truthfully so."
    ),
}

QUESTION_LABELS: Labels = {
    QuestionCode.TRIGGER_SEEN: _("A trigger was seen"),
    QuestionCode.EVIDENCE_LAPSED: _("Evidence lapsed"),
    QuestionCode.TERM_ENDED: _("The term is over"),
    QuestionCode.REVIEW_OVERDUE: _("A health review is overdue"),
}

_QUESTIONS = {
    "question.trigger_seen": _("A trigger was seen on %(date)s: “%(what)s”."),
    "question.evidence_lapsed": _(
        "Since %(date)s the evidence no longer carries the commitment. "
        "Revalidate it, renegotiate or unwind."
    ),
    "question.term_ended": _("Its term is over; it has been open again since %(date)s."),
    "question.review_overdue": _("The health review has been overdue since %(date)s."),
}

_SIGNALS = {
    "signal.committed_before_evidence": _(
        "Committed on %(date)s, when nothing that is known today had been observed."
    ),
    "signal.integration_as_outcome": _(
        "“%(artifact)s” shows that integration was shipped, and is read as if it were an outcome."
    ),
    "signal.partner_evidence_alone": _(
        "“%(claim)s” rests on what the partner itself supplied, and on nothing else."
    ),
    "signal.operating_without_commitment": _(
        "In operation since %(date)s, and nobody has committed to it."
    ),
    "signal.before_boundaries": _(
        "Running or committed to, while its governance boundaries are not explicit."
    ),
    "signal.sole_partner_on_critical_step": _(
        "“%(step)s” is on the critical path, this is its only option, and nothing stands in."
    ),
    "signal.long_term_on_immature_evidence": _(
        "Bound until %(date)s, longer than the %(months)s months that fit evidence like this."
    ),
    "signal.serial_deferral": _("Deferred %(count)s times without a commitment between."),
    "signal.claim_about_nothing": _("“%(claim)s” is about no uncertainty of any scale step."),
    "signal.bar_lowered_before_commitment": _(
        "What was asked of this partnership was lowered on %(date)s, shortly before committing."
    ),
    "signal.activity_as_success": _(
        "“%(criterion)s” rests on shipped integration only; no outcome was read for it."
    ),
    "signal.retained_despite_violations": _(
        "Its boundary was violated in %(count)s of the last %(reviews)s health reviews, "
        "and it goes on."
    ),
    "signal.exit_cost_as_reason": _(
        "The health review of %(date)s gives what leaving costs as a reason to stay. "
        "What is spent either way is no evidence that it fits."
    ),
    "signal.boundary_line_overstepped": _(
        "The health review of %(date)s says that a claim is taken for more than it establishes."
    ),
}

_POLICY = {
    "policy.four_bars": _("A policy has four bars; this one has %(count)s."),
    "policy.full_grid": _(
        "The grid has four rows of three bars: depth down, reversibility across."
    ),
    "policy.no_such_bar": _("Name a bar from 1 to %(count)s."),
    "policy.grid_falls": _(
        "A deeper or less reversible dependency cannot ask for less: name bar %(least)s or higher."
    ),
    "policy.bar_falls": _("Bar %(bar)s cannot ask for less here than bar %(lower)s."),
    "policy.out_of_bounds": _("Enter a number from %(least)s to %(most)s."),
    "policy.support_is_needed": _("Ask for support of each claim, or of each success criterion."),
    "policy.no_amount": _(
        "Enter an amount above 0 with two decimals at most, such as 100000 or 250.50."
    ),
    "policy.currency_missing": _("Say in which currency, such as EUR."),
    "policy.currency_alone": _("Take the currency out, or say from which amount on."),
    "policy.blank": _("Name the responsibility, or take the line out."),
    "policy.unseen": _("Leave out the invisible character at position %(place)s of this name."),
    "policy.too_long": _("Shorten each name to %(most)s characters."),
    "policy.too_many": _("Ask for %(most)s responsibilities at most."),
    "policy.named_twice": _("“%(name)s” stands here twice. Take one out."),
    "policy.other_format": _("This is no policy that is read here: its format is %(format)s."),
    "policy.own_change": _(
        "You asked for this change; somebody else has to agree to it: another member, or a guest "
        "whom an administrator invites. You can withdraw it."
    ),
    "policy.readers_do_not_agree": _(
        "Contributors, approvers and administrators agree to a change of the policy, and guests "
        "who were invited to it. Ask an administrator for one of these roles."
    ),
    "policy.link_seen_by_proposer": _(
        "Whoever asked for this change saw a link by which you, or whoever invited you, came into "
        "the workspace, so it could be one person who asks and agrees. Let somebody else agree. "
        "You can decline it."
    ),
}


def _at_once(finding: Finding) -> Place:
    """Where new evidence is read for a partnership."""
    return Place("evidence:partnership_evidence_log", (finding.subject,))


def _at_the_measurements(finding: Finding) -> Place:
    """Where a series is begun, and its values are."""
    return Place("evidence:measurement_list", (finding.subject,))


def _at_the_reason(finding: Finding) -> Place:
    """Where another person stands by the reason why a requirement does not apply."""
    of = (str(finding.value("partnership")), str(finding.value("requirement")))
    return Place("reviews:not_applicable_assess", of)


BOOK = Phrasebook(
    sentences={
        **_EVIDENCE,
        **_NOT_COUNTED,
        **_BOUNDARIES,
        **_SETTING_ASIDE,
        **_CLEARING,
        **_SIGNALS,
        **_QUESTIONS,
        **_POLICY,
    },
    places={
        "evidence": _at_once,
        "evidence.trend_for_claim": _at_the_measurements,
        "evidence.trend_for_criterion": _at_the_measurements,
        "evidence.trend_for_new": _at_the_measurements,
        "partnership.nothing_to_read_for": at_field("partnerships:claim_list"),
        "fit_card.exit_not_rehearsed": at_field("partnerships:exit_rehearsal_create"),
        "fit_card.exit_not_walked_through": at_field("partnerships:exit_rehearsal_create"),
        "reading.assess": at_field("evidence:reading_assess"),
        "reading.not_assessed": at_field("evidence:reading_assess"),
        "reading.refutes_unanswered": at_field("evidence:answer_write"),
        "reading.answer_rejected": at_field("evidence:answer_write"),
        "reading.answer_unassessed": at_field("evidence:answer_assess"),
        "artifact.look_again": at_field("evidence:artifact_revalidate"),
        "not_applicable.unassessed": _at_the_reason,
    },
    labels={
        ConditionCode: CONDITION_LABELS,
        RequirementCode: REQUIREMENT_LABELS,
        State: STATE_LABELS,
        Asked: ASKED_LABELS,
        Reach: REACH_LABELS,
        ExitAsked: EXIT_ASKED_LABELS,
        StandInAsked: STAND_IN_LABELS,
        SignalCode: SIGNAL_LABELS,
        QuestionCode: QUESTION_LABELS,
    },
)

#: The gate speaks of what the apps to the left hold, too.
WHOLE_BOOK = PARTNERSHIPS_BOOK | EVIDENCE_BOOK | BOOK
