"""How each kind of entry reads: `{who}` did it, `{name}` is what it was about.

A new action adds its line here: a test looks for every kind that the code records.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Telling:
    """One kind of entry: its name in a filter, what somebody did, and its picture."""

    label: Any
    sentence: Any
    icon: str = ""
    is_decision: bool = False


TELLINGS: dict[str, Telling] = {
    "workspace.created": Telling(
        _("Workspace opened"), _("{who} opened the workspace {name}"), icon="plus"
    ),
    "load.created": Telling(
        _("Filled for a trial"), _("{who} filled {name} with rows for a trial"), icon="plus"
    ),
    "workspace.updated": Telling(
        _("Workspace settings changed"), _("{who} changed the settings of {name}"), icon="settings"
    ),
    "membership.created": Telling(
        _("Member added"), _("{who} added {name} as a member"), icon="user"
    ),
    "membership.updated": Telling(
        _("Roles changed"), _("{who} changed the roles of {name}"), icon="user"
    ),
    "membership.ended": Telling(
        _("Membership ended"), _("{who} ended the membership of {name}"), icon="user"
    ),
    "invitation.created": Telling(_("Invitation sent"), _("{who} invited {name}"), icon="mail"),
    "invitation.revoked": Telling(
        _("Invitation revoked"), _("{who} revoked the invitation of {name}"), icon="mail"
    ),
    "invitation.accepted": Telling(
        _("Invitation accepted"), _("{who} accepted the invitation to {name}"), icon="mail"
    ),
    "guest.invited": Telling(
        _("Guest approver invited"), _("{who} invited a guest to decide {name}"), icon="mail"
    ),
    "partner.created": Telling(
        _("Partner added"), _("{who} added the partner {name}"), icon="partners"
    ),
    "partner.updated": Telling(
        _("Partner changed"), _("{who} changed the partner {name}"), icon="partners"
    ),
    "partnership.created": Telling(
        _("Partnership added"),
        _("{who} put the partnership {name} in the register"),
        icon="partnership",
    ),
    "partnership.updated": Telling(
        _("Partnership changed"), _("{who} changed the partnership {name}"), icon="partnership"
    ),
    "partnership.moved": Telling(
        _("Standing moved"), _("{who} moved the standing of {name}"), icon="partnership"
    ),
    "fit_card.updated": Telling(
        _("Fit Card written"), _("{who} wrote on the Fit Card: {name}"), icon="pencil"
    ),
    "conflict_risk.created": Telling(
        _("Conflict risk added"), _("{who} added the conflict risk “{name}”"), icon="plus"
    ),
    "conflict_risk.updated": Telling(
        _("Conflict risk changed"), _("{who} changed the conflict risk “{name}”"), icon="pencil"
    ),
    "conflict_risk.deleted": Telling(
        _("Conflict risk removed"), _("{who} removed the conflict risk “{name}”"), icon="trash"
    ),
    "integration_point.created": Telling(
        _("Integration point added"), _("{who} added the integration point “{name}”"), icon="plus"
    ),
    "integration_point.updated": Telling(
        _("Integration point changed"),
        _("{who} changed the integration point “{name}”"),
        icon="pencil",
    ),
    "integration_point.deleted": Telling(
        _("Integration point removed"),
        _("{who} removed the integration point “{name}”"),
        icon="trash",
    ),
    "exit_step.created": Telling(
        _("Exit step added"), _("{who} added the exit step “{name}”"), icon="plus"
    ),
    "exit_step.updated": Telling(
        _("Exit step changed"), _("{who} changed the exit step “{name}”"), icon="pencil"
    ),
    "exit_step.deleted": Telling(
        _("Exit step removed"), _("{who} removed the exit step “{name}”"), icon="trash"
    ),
    "exit_rehearsal.created": Telling(
        _("Exit rehearsal added"), _("{who} added a rehearsal of the exit: {name}"), icon="plus"
    ),
    "exit_rehearsal.updated": Telling(
        _("Exit rehearsal changed"),
        _("{who} changed a rehearsal of the exit: {name}"),
        icon="pencil",
    ),
    "exit_rehearsal.deleted": Telling(
        _("Exit rehearsal removed"),
        _("{who} removed a rehearsal of the exit: {name}"),
        icon="trash",
    ),
    "dependency.declared": Telling(
        _("Dependency declared"),
        _("{who} declared dependency depth and reversibility of {name}"),
        icon="pencil",
    ),
    "incentives.reviewed": Telling(
        _("Incentives looked at again"), _("{who} looked at the conflict risks again"), icon="eye"
    ),
    "partner_fact.created": Telling(
        _("Fact about a partner added"), _("{who} noted about a partner: {name}"), icon="plus"
    ),
    "partner_fact.updated": Telling(
        _("Fact about a partner changed"),
        _("{who} changed what was noted about a partner: {name}"),
        icon="pencil",
    ),
    "partner_fact.deleted": Telling(
        _("Fact about a partner removed"),
        _("{who} removed what was noted about a partner: {name}"),
        icon="trash",
    ),
    "sighting.noted": Telling(
        _("Trigger seen"), _("{who} noted that a trigger was seen: {name}"), icon="eye"
    ),
    "sighting.proposed": Telling(
        _("Proposed after a trigger"),
        _("{who} proposed what a trigger that was seen calls for: {name}"),
        icon="signature",
    ),
    "sighting.set_aside": Telling(
        _("Trigger set aside"),
        _("{who} said why a trigger that was seen calls for nothing: {name}"),
        icon="undo",
    ),
    "desk_line.handed_over": Telling(
        _("Line of the desk handed over"), _("{who} handed over {name}"), icon="swap"
    ),
    "desk_line.taken_back": Telling(
        _("Line of the desk given back"), _("{who} gave or took back {name}"), icon="undo"
    ),
    "unwind_step.created": Telling(
        _("Step of the unwinding added"),
        _("{who} added a step of the unwinding: {name}"),
        icon="plus",
    ),
    "unwind_step.updated": Telling(
        _("Step of the unwinding changed"),
        _("{who} changed a step of the unwinding: {name}"),
        icon="pencil",
    ),
    "unwind_step.deleted": Telling(
        _("Step of the unwinding removed"),
        _("{who} removed a step of the unwinding: {name}"),
        icon="trash",
    ),
    "claim.created": Telling(
        _("Claim written"), _("{who} wrote a claim about “{name}”"), icon="plus"
    ),
    "claim.updated": Telling(
        _("Claim changed"), _("{who} changed the claim about “{name}”"), icon="pencil"
    ),
    "claim.deleted": Telling(
        _("Claim removed"), _("{who} removed the claim about “{name}”"), icon="trash"
    ),
    "criterion.created": Telling(
        _("Success criterion added"), _("{who} added the success criterion “{name}”"), icon="plus"
    ),
    "criterion.updated": Telling(
        _("Success criterion changed"),
        _("{who} changed the success criterion “{name}”"),
        icon="pencil",
    ),
    "criterion.deleted": Telling(
        _("Success criterion removed"),
        _("{who} removed the success criterion “{name}”"),
        icon="trash",
    ),
    "scale_step.created": Telling(
        _("Scale step added"), _("{who} added the scale step “{name}”"), icon="plus"
    ),
    "scale_step.updated": Telling(
        _("Scale step changed"), _("{who} changed the scale step “{name}”"), icon="pencil"
    ),
    "scale_step.deleted": Telling(
        _("Scale step removed"), _("{who} removed the scale step “{name}”"), icon="trash"
    ),
    "uncertainty.created": Telling(
        _("Uncertainty added"), _("{who} added the uncertainty “{name}”"), icon="plus"
    ),
    "uncertainty.updated": Telling(
        _("Uncertainty changed"), _("{who} changed the uncertainty “{name}”"), icon="pencil"
    ),
    "uncertainty.deleted": Telling(
        _("Uncertainty removed"), _("{who} removed the uncertainty “{name}”"), icon="trash"
    ),
    "option.created": Telling(_("Option added"), _("{who} added the option “{name}”"), icon="plus"),
    "option.updated": Telling(
        _("Option changed"), _("{who} changed the option “{name}”"), icon="pencil"
    ),
    "option.deleted": Telling(
        _("Option removed"), _("{who} removed the option “{name}”"), icon="trash"
    ),
    "boundary_design.updated": Telling(
        _("Boundary design written"),
        _("{who} wrote what stays ours and what is shared"),
        icon="pencil",
    ),
    "responsibility.created": Telling(
        _("Responsibility added"), _("{who} added the responsibility “{name}”"), icon="plus"
    ),
    "responsibility.updated": Telling(
        _("Responsibility changed"), _("{who} changed the responsibility “{name}”"), icon="pencil"
    ),
    "responsibility.deleted": Telling(
        _("Responsibility removed"), _("{who} removed the responsibility “{name}”"), icon="trash"
    ),
    "escalation_step.created": Telling(
        _("Escalation step added"), _("{who} added the escalation step “{name}”"), icon="plus"
    ),
    "escalation_step.updated": Telling(
        _("Escalation step changed"), _("{who} changed the escalation step “{name}”"), icon="pencil"
    ),
    "escalation_step.deleted": Telling(
        _("Escalation step removed"), _("{who} removed the escalation step “{name}”"), icon="trash"
    ),
    "trigger.created": Telling(
        _("Trigger added"), _("{who} added the trigger “{name}”"), icon="plus"
    ),
    "trigger.updated": Telling(
        _("Trigger changed"), _("{who} changed the trigger “{name}”"), icon="pencil"
    ),
    "trigger.deleted": Telling(
        _("Trigger removed"), _("{who} removed the trigger “{name}”"), icon="trash"
    ),
    "policy.proposed": Telling(
        _("Change of the policy proposed"),
        _("{who} asked for another policy: {name}"),
        icon="settings",
    ),
    "deferral.took_effect": Telling(
        _("Deferral took effect"),
        _("{who} noted that a claim lacked its evidence by {name}: the deferral took effect"),
        icon="deferred",
    ),
    "policy.adopted": Telling(
        _("Policy changed"), _("{who} agreed, so “{name}” holds from now on"), icon="settings"
    ),
    "policy.declined": Telling(
        _("Change of the policy declined"),
        _("{who} declined a change of the policy: {name}"),
        icon="settings",
    ),
    "policy.withdrawn": Telling(
        _("Change of the policy withdrawn"),
        _("{who} took a change of the policy back: {name}"),
        icon="undo",
    ),
    "not_applicable.stated": Telling(
        _("Said not to apply"),
        _("{who} said why a requirement does not apply: {name}"),
        icon="pencil",
    ),
    "not_applicable.assessed": Telling(
        _("Stood by: it does not apply"),
        _("{who} stands by it that a requirement does not apply: {name}"),
        icon="check",
    ),
    "not_applicable.deleted": Telling(
        _("Applies again"),
        _("{who} took back that a requirement does not apply: {name}"),
        icon="undo",
    ),
    "answer.written": Telling(
        _("Evidence answered"), _("{who} answered what speaks against it: {name}"), icon="pencil"
    ),
    "answer.assessed": Telling(
        _("Answer assessed"), _("{who} assessed an answer: {name}"), icon="check"
    ),
    "artifact.created": Telling(
        _("Evidence logged"), _("{who} logged the artifact “{name}”"), icon="evidence"
    ),
    "artifact.updated": Telling(
        _("Evidence changed"), _("{who} changed the artifact “{name}”"), icon="evidence"
    ),
    "artifact.withdrawn": Telling(
        _("Evidence withdrawn"), _("{who} withdrew the artifact “{name}”"), icon="undo"
    ),
    "artifact.superseded": Telling(
        _("Evidence superseded"),
        _("{who} let another artifact take the place of “{name}”"),
        icon="swap",
    ),
    "artifact.revalidated": Telling(
        _("Evidence looked at again"), _("{who} looked again at the artifact “{name}”"), icon="eye"
    ),
    "artifact.doubted": Telling(
        _("Evidence doubted"), _("{who} trusts the artifact “{name}” less"), icon="warning"
    ),
    "reading.assessed": Telling(
        _("Reading assessed"), _("{who} assessed a reading: {name}"), icon="check"
    ),
    "reading.created": Telling(
        _("Evidence read"), _("{who} read evidence for a criterion: {name}"), icon="eye"
    ),
    "reading.updated": Telling(
        _("Reading changed"), _("{who} changed a reading: {name}"), icon="eye"
    ),
    "reading.withdrawn": Telling(
        _("Reading withdrawn"), _("{who} withdrew a reading: {name}"), icon="undo"
    ),
    "dossier.imported": Telling(
        _("Dossier imported"), _("{who} imported the dossier of “{name}”"), icon="upload"
    ),
    "measurement.created": Telling(
        _("Measurement added"), _("{who} added the measurement “{name}”"), icon="plus"
    ),
    "measurement.updated": Telling(
        _("Measurement changed"), _("{who} changed the measurement “{name}”"), icon="pencil"
    ),
    "measurement.deleted": Telling(
        _("Measurement removed"), _("{who} removed the measurement “{name}”"), icon="trash"
    ),
    "pilot.created": Telling(_("Pilot added"), _("{who} added the pilot “{name}”"), icon="plus"),
    "pilot.updated": Telling(
        _("Pilot changed"), _("{who} changed the pilot “{name}”"), icon="pencil"
    ),
    "pilot.deleted": Telling(
        _("Pilot removed"), _("{who} removed the pilot “{name}”"), icon="trash"
    ),
    "pilot_criterion.created": Telling(
        _("Criterion of a pilot added"),
        _("{who} added the criterion of a pilot “{name}”"),
        icon="plus",
    ),
    "pilot_criterion.updated": Telling(
        _("Criterion of a pilot changed"),
        _("{who} changed the criterion of a pilot “{name}”"),
        icon="pencil",
    ),
    "pilot_criterion.deleted": Telling(
        _("Criterion of a pilot removed"),
        _("{who} removed the criterion of a pilot “{name}”"),
        icon="trash",
    ),
    "measurement.values_recorded": Telling(
        _("Values recorded"), _("{who} recorded values of “{name}”"), icon="evidence"
    ),
    "pilot.concluded": Telling(
        _("Pilot concluded"), _("{who} concluded the pilot “{name}”"), icon="check"
    ),
    "health_review.opened": Telling(
        _("Health review begun"), _("{who} began a health review: {name}"), icon="eye"
    ),
    "health_review.written": Telling(
        _("Health review written"), _("{who} wrote in a health review: {name}"), icon="pencil"
    ),
    "health_review.closed": Telling(
        _("Health review closed"), _("{who} closed the health review: {name}"), icon="check"
    ),
    "violation.noted": Telling(
        _("Violation noted"), _("{who} noted that a boundary was violated: {name}"), icon="alert"
    ),
    "violation.resolved": Telling(
        _("Violation put right"),
        _("{who} said how a violation was put right: {name}"),
        icon="check",
    ),
    "proposal.made": Telling(
        _("Decision proposed"),
        _("{who} proposed a decision: {name}"),
        icon="inbox",
        is_decision=True,
    ),
    "proposal.authorised": Telling(
        _("Proposal authorised"),
        _("{who} authorised the proposal, others have to sign beside: {name}"),
        icon="signature",
        is_decision=True,
    ),
    "proposal.declined": Telling(
        _("Proposal declined"), _("{who} declined the proposal: {name}"), icon="x", is_decision=True
    ),
    "proposal.withdrawn": Telling(
        _("Proposal withdrawn"), _("{who} withdrew the proposal: {name}"), icon="undo"
    ),
    "decision.sealed": Telling(
        _("Decision sealed"),
        _("{who} authorised the decision: {name}"),
        icon="signature",
        is_decision=True,
    ),
}

#: For an entry of a version that knew more kinds than this one.
UNKNOWN = Telling(_("Other"), _("{who} did something that this version cannot tell: {name}"))


def telling_of(kind: str) -> Telling:
    """How entries of this kind read."""
    return TELLINGS.get(kind, UNKNOWN)


def kind_choices(kinds: Collection[str]) -> list[tuple[str, str]]:
    """Those of `kinds` that have a name, with it, for a filter, in the order of the alphabet."""
    named = ((kind, str(TELLINGS[kind].label)) for kind in kinds if kind in TELLINGS)
    return sorted(named, key=lambda pair: pair[1])
