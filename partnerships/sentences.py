"""How the findings about partnerships read, and where each can be met."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.findings import Finding
from config.kernel.sentences import Labels, Phrasebook, Place, at_field, field_anchor, labels_of
from partnerships import models
from partnerships.rules.boundary import BoundaryStatus
from partnerships.rules.fit_cards import Section, SectionStatus
from partnerships.rules.standing import DecisionKind, Standing
from partnerships.words import WORDS

STANDING_LABELS: Labels = labels_of(Standing, models.Standing)
KIND_LABELS: Labels = labels_of(DecisionKind, models.DecisionKind)
SECTION_LABELS: Labels = {
    Section.CAPABILITY: _("Capability provided"),
    Section.INCENTIVES: _("Incentives and conflict risks"),
    Section.INTEGRATION: _("Integration surface"),
    Section.EVIDENCE: _("Evidence artifacts"),
    Section.EXIT: _("Exit path"),
    Section.CADENCE: _("Operational cadence"),
    Section.FAILURE: _("Failure behaviour"),
}
SECTION_STATUS_LABELS: Labels = {
    SectionStatus.NOT_STARTED: _("Not started"),
    SectionStatus.IN_PROGRESS: _("In progress"),
    SectionStatus.COMPLETE: _("Complete"),
}
BOUNDARY_STATUS_LABELS: Labels = {
    BoundaryStatus.CLEAR: _("Clear"),
    BoundaryStatus.UNCLEAR: _("Unclear"),
    BoundaryStatus.VIOLATED: _("Violated"),
}

_STANDING = {
    "standing.no_such_move": _(
        "“%(kind)s” is not open while the standing is “%(standing)s”. Open now: %(open)s."
    ),
    "standing.not_in_operation": _(
        "“%(kind)s” is open from “%(standing)s” only while the partnership is in operation. "
        "Say since when it is in operation, or choose among: %(open)s."
    ),
    "standing.unwound_is_final": _(
        "This partnership is unwound, and that is final. "
        "To work with the partner again, start a new partnership."
    ),
}

_CLAIM = {
    "partnership.claims_missing": _(
        "Write at least one claim: which uncertainty the partner can reduce, and by what."
    ),
    "claim.uncertainty_missing": _("Say which uncertainty the partner can reduce."),
    "claim.capability_missing": _("Say which capability the partner provides."),
    "claim.boundary_missing": _("Say under which boundary: what stays yours, what is theirs."),
    "claim.evidence_expected_missing": _("Say which evidence would bear the claim out."),
    "claim.does_not_establish_missing": _(
        "Write the boundary line: say what this partnership does not establish."
    ),
    "claim.does_not_establish_is_the_uncertainty": _(
        "The boundary line repeats the uncertainty. "
        "Name something else that this partnership does not establish."
    ),
    "claim.deferral_date_missing": _(
        "Say by which date you defer if the evidence is still ambiguous."
    ),
    "claim.deferral_date_past": _(
        "The deferral date, %(date)s, has passed. "
        "Defer now, or set a later date and say why the evidence needs longer."
    ),
    "claim.criteria_missing": _(
        "Add at least one success criterion: what would have to be observed for the claim to hold."
    ),
    "claim.about_missing": _(
        "This claim is about no uncertainty of a scale step. "
        "Choose the one that it would reduce, or ask what it is for."
    ),
    "claim.about_not_open": _(
        "The uncertainty that this claim is about is resolved. "
        "Choose one that is still open, or let the claim go."
    ),
    "criterion.statement_missing": _("Say what would have to be observed."),
    "criterion.target_missing": _("Say from which value on the criterion is met."),
}

_FIT_CARD = {
    "fit_card.capability_missing": _("Say which capability the partner provides."),
    "fit_card.uncertainty_reduced_missing": _("Say which uncertainty this capability reduces."),
    "fit_card.complementary_missing": _(
        "Say how it complements what you can do, rather than replacing what you would learn."
    ),
    "fit_card.incentives_missing": _("Say what the partner gains, and what would change that."),
    "fit_card.conflict_risks_missing": _(
        "Add at least one conflict risk: where their interest may turn against yours."
    ),
    "fit_card.integration_surface_missing": _("Describe where your work and theirs meet."),
    "fit_card.integration_points_missing": _(
        "Add at least one integration point, and say how it is audited."
    ),
    "fit_card.evidence_expected_missing": _(
        "Say which artifacts you count on, such as pilot results, references or SLA history."
    ),
    "fit_card.exit_days_missing": _("Say how many days it would take to leave."),
    "fit_card.exit_cost_missing": _("Say what it would cost to leave."),
    "fit_card.exit_currency_missing": _("Say in which currency leaving costs that."),
    "fit_card.exit_basis_missing": _("Say how you know what leaving takes and costs."),
    "fit_card.portability_missing": _("Say how much of the data you could take along."),
    "fit_card.data_portability_missing": _("Say which data you could take along, and how."),
    "fit_card.exit_steps_missing": _("Add at least one step of the way out, and who takes it."),
    "fit_card.operational_cadence_missing": _(
        "Say how often you and the partner meet, release and report."
    ),
    "fit_card.failure_behaviour_missing": _(
        "Say how the partner behaves when something fails, and how you would hear of it."
    ),
    "conflict_risk.description_missing": _("Say where their interest may turn against yours."),
    "conflict_risk.early_observation_missing": _("Say how you would observe this risk early."),
    "conflict_risk.watcher_missing": _("Name the person who watches this risk."),
    "integration_point.name_missing": _("Name the place where your work and theirs meet."),
    "integration_point.audit_means_missing": _(
        "Tick by what this point is audited: logs, metrics, incident records or reports."
    ),
    "integration_point.audited_how_missing": _(
        "Say how this point is audited: who can look at what, and how often."
    ),
    "integration_point.fallback_kind_missing": _(
        "Say what stands in when this point stops; “there is none” is an answer."
    ),
    "integration_point.fallback_missing": _(
        "Describe the alternative or fallback that stands in when this point stops."
    ),
    "exit_step.step_missing": _("Say what is done in this step."),
    "exit_step.owner_missing": _("Name who takes this step."),
}


_CARD_ROWS = {
    "conflict_risk.observed_on_missing": _("Enter the day on which it was observed."),
    "conflict_risk.observed_on_to_come": _(
        "Enter a day that has come: a risk is observed once it shows."
    ),
    "conflict_risk.observed_what_missing": _("Say what was observed on that day."),
    "conflict_risk.resolved_unobserved": _(
        "Say when it was observed first: what never showed cannot be resolved. "
        "Or leave the resolution empty."
    ),
    "conflict_risk.resolved_on_missing": _("Enter the day on which it was resolved."),
    "conflict_risk.resolved_on_to_come": _(
        "Enter a day that has come, or leave this empty until it is resolved."
    ),
    "conflict_risk.resolved_before_observed": _(
        "Enter a day on or after the one on which it was observed."
    ),
    "conflict_risk.resolution_missing": _("Say how it was resolved."),
    "conflict_risk.unresolved": _(
        "This conflict was observed and is not resolved. "
        "Resolve it with the partner, and say when and how."
    ),
    "integration_point.nothing_to_assess": _(
        "Take the assessment back, name and day too, or say what stands in: "
        "an alternative or a fallback."
    ),
    "integration_point.fallback_verdict_missing": _(
        "Say whether the fallback was assessed as workable, or leave name and day empty."
    ),
    "integration_point.fallback_assessed_by_missing": _("Name who assessed it."),
    "integration_point.fallback_assessed_on_missing": _("Enter the day on which it was assessed."),
    "integration_point.fallback_assessed_on_to_come": _(
        "Enter a day that has come: an assessment counts once it is done."
    ),
    "integration_point.switch_currency_missing": _("Say in which currency switching costs that."),
    "exit_rehearsal.held_on_to_come": _(
        "Enter a day that has come: a rehearsal counts once it was held."
    ),
    "fit_card.incentives_look_again": _(
        "Nobody has looked at the conflict risks since you learnt this about the partner: "
        "“%(fact)s” (%(date)s). Look again and say what you see."
    ),
    "partner_fact.happened_on_to_come": _("Enter a day that has come: a fact has happened."),
}

_OPERATION = {
    "partnership.in_operation_since_missing": _(
        "Enter since when it is in operation, or leave the end and what is live empty."
    ),
    "partnership.in_operation_since_to_come": _(
        "Enter a day that has come, or leave this empty until the partnership runs."
    ),
    "partnership.in_operation_until_to_come": _(
        "Enter a day that has come, or leave this empty while the partnership runs."
    ),
    "partnership.in_operation_until_before_since": _(
        "Enter a day on or after the one since which it was in operation."
    ),
}

_DEPENDENCY = {
    "dependency.dependency_depth_missing": _(
        "Choose how deep the dependency is, or take the reason back."
    ),
    "dependency.depth_reason_missing": _("Say why you hold it to be this deep, and no deeper."),
    "dependency.reversibility_missing": _(
        "Choose what it takes to undo this, or take the reason back."
    ),
    "dependency.reversibility_reason_missing": _("Say why you hold it to be this reversible."),
    "integration_point.stands_alone": _(
        "“%(point)s” is a single point of failure, and no fallback was assessed as workable."
    ),
    "integration_point.stands_alone_on_critical_path": _(
        "“%(point)s” is a single point of failure without a fallback assessed as workable, "
        "and “%(step)s” is on the critical path."
    ),
    "fit_card.exit_long": _(
        "Leaving takes %(days)s days; your policy calls more than %(limit)s days long."
    ),
    "fit_card.exit_costly": _(
        "Leaving costs %(cost)s; your policy calls %(limit)s or more costly."
    ),
    "fit_card.exit_cost_incomparable": _(
        "Leaving costs %(cost)s, and your policy's limit is %(limit)s: "
        "two currencies, so the cost was not weighed. State it in the policy's currency."
    ),
    "fit_card.portability_partial": _("Only a part of the data comes along."),
    "fit_card.portability_none": _("None of the data comes along."),
    "fit_card.exit_never_tried": _("Nobody has walked through the way out, or rehearsed it."),
    "fit_card.exit_long_costly_untried": _(
        "The way out is long and costly, and nobody has ever tried it. Walk through it once."
    ),
}

_SCALE_STEP = {
    "uncertainty.state_reason_missing": _("Say what reduced or resolved it."),
    "option.partnership_missing": _("Choose the partnership that this option stands for."),
    "option.partnership_unasked": _(
        "This way takes no partner. Leave the partnership empty, or choose “A partnership”."
    ),
}

_BOUNDARY = {
    "boundary_design.decision_rights_missing": _("Say which decisions stay yours."),
    "boundary_design.quality_thresholds_missing": _(
        "Say from which quality on you accept what they deliver, and that you set it."
    ),
    "boundary_design.user_outcomes_missing": _(
        "Say for which outcomes your users still hold you responsible."
    ),
    "boundary_design.shared_cadence_missing": _(
        "Say how often the two of you decide together, and who is at the table."
    ),
    "boundary_design.data_access_rights_missing": _(
        "Say which data you may look at yourselves, and by what right."
    ),
    "boundary_design.responsibility_missing": _(
        "Settle “%(name)s”: your policy asks who owns it when it breaks."
    ),
    "responsibility.name_missing": _("Say what has to be owned when it breaks."),
    "responsibility.party_missing": _("Say which party owns “%(name)s”."),
    "responsibility.person_missing": _("Name a person for “%(name)s”."),
    "responsibility.audited_how_missing": _("Say how “%(name)s” is audited."),
    "responsibility.escalation_missing": _(
        "Say who is told first when “%(name)s” fails, and within how long."
    ),
    "responsibility.other_party_missing": _("Name the institution that owns it."),
    "responsibility.other_party_unasked": _(
        "You named an institution. Choose “Another institution”, or leave its name empty."
    ),
}

_TRIGGER = {
    "partnership.unwind_trigger_missing": _(
        "Nothing that could be seen would call for unwinding. Name one trigger that does."
    ),
    "trigger.observable_missing": _("Say what would be seen."),
    "trigger.noticed_how_missing": _("Say how it would be noticed."),
    "trigger.noticed_by_missing": _("Name who would notice it."),
    "trigger.authoriser_missing": _("Name the approver who may authorise what it calls for."),
    "trigger.authoriser_may_not": _(
        "The person named is no approver here now. Choose an approver, or ask for that role."
    ),
}


def _section(finding: Finding) -> Place:
    where = (finding.subject, finding.section)
    return Place("partnerships:fit_card_section_edit", where, field_anchor(finding))


def _asked_for(finding: Finding) -> Place:
    """Where a responsibility that the policy asks for is added, with its name filled in."""
    name = (("settle", str(finding.value("name"))),)
    return Place("partnerships:responsibility_create", (finding.subject,), query=name)


BOOK = Phrasebook(
    sentences={
        **_STANDING,
        **_CLAIM,
        **_FIT_CARD,
        **_CARD_ROWS,
        **_OPERATION,
        **_DEPENDENCY,
        **_SCALE_STEP,
        **_BOUNDARY,
        **_TRIGGER,
    },
    places={
        "partnership.claims_missing": at_field("partnerships:claim_create"),
        "partnership.unwind_trigger_missing": at_field("partnerships:trigger_create"),
        "claim": at_field("partnerships:claim_edit"),
        "claim.criteria_missing": at_field("partnerships:criterion_create"),
        "criterion": at_field("partnerships:criterion_edit"),
        "fit_card": _section,
        "fit_card.conflict_risks_missing": at_field("partnerships:conflict_risk_create"),
        "fit_card.integration_points_missing": at_field("partnerships:integration_point_create"),
        "fit_card.exit_steps_missing": at_field("partnerships:exit_step_create"),
        "conflict_risk": at_field("partnerships:conflict_risk_edit"),
        "integration_point": at_field("partnerships:integration_point_edit"),
        "exit_step": at_field("partnerships:exit_step_edit"),
        "exit_rehearsal": at_field("partnerships:exit_rehearsal_edit"),
        "partner_fact": at_field("partnerships:partner_fact_edit"),
        "dependency": at_field("partnerships:partnership_dependency"),
        "fit_card.incentives_look_again": at_field("partnerships:incentives_review"),
        "uncertainty": at_field("partnerships:uncertainty_edit"),
        "option": at_field("partnerships:option_edit"),
        "boundary_design": at_field("partnerships:boundary_design_edit"),
        "boundary_design.responsibility_missing": _asked_for,
        "responsibility": at_field("partnerships:responsibility_edit"),
        "responsibility.escalation_missing": at_field("partnerships:escalation_step_create"),
        "trigger": at_field("partnerships:trigger_edit"),
    },
    labels={
        Standing: STANDING_LABELS,
        DecisionKind: KIND_LABELS,
        Section: SECTION_LABELS,
        SectionStatus: SECTION_STATUS_LABELS,
        BoundaryStatus: BOUNDARY_STATUS_LABELS,
        **WORDS,
    },
)
