"""How the findings of reviews read, in one book with those of the apps to the left."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels, Phrasebook, Text, at_field, labels_of
from evidence.sentences import BOOK as EVIDENCE_BOOK
from partnerships.rules.standing import DecisionKind
from partnerships.sentences import BOOK as PARTNERSHIPS_BOOK
from reviews import models
from reviews.decisions.rules.authorising import Outcome, ProposalState
from reviews.gate.rules.terms import Meanwhile
from reviews.gate.sentences import BOOK as GATE_BOOK
from reviews.words import WORDS

PROPOSAL_STATE_LABELS: Labels = labels_of(ProposalState, models.ProposalState)
OUTCOME_LABELS: Labels = labels_of(Outcome, models.Outcome)
MEANWHILE_LABELS: Labels = {
    Meanwhile.NOTHING: _("Nothing"),
    Meanwhile.PILOT: _("A pilot"),
    Meanwhile.CONTINUE_UNDER_GUARDRAILS: _("Continue under guardrails"),
}

_TERMS = {
    "terms.scope_missing": _("Say what is committed to, and what is not."),
    "terms.term_ends_on_missing": _("Enter the last day of the commitment."),
    "terms.term_ends_on_not_to_come": _("The commitment must end on a day after %(date)s."),
    "terms.term_too_long": _(
        "At this bar a commitment lasts %(months)s months at most: end it on %(date)s or earlier. "
        "It can be renewed then."
    ),
    "terms.notice_by_missing": _("Enter the last day on which notice can be given."),
    "terms.notice_by_past": _("The last day for notice must be %(date)s or later."),
    "terms.notice_by_after_term": _(
        "The last day for notice must be on or before the end of the term, %(date)s."
    ),
    "terms.guardrails_missing": _("State the guardrails: the bounds that must hold meanwhile."),
    "terms.revisit_on_missing": _("Enter the day on which this is looked at again."),
    "terms.revisit_on_not_to_come": _("It must be looked at again on a day after %(date)s."),
    "terms.meanwhile_missing": _(
        "Choose what happens meanwhile: nothing, a pilot, or continuing under guardrails."
    ),
    "terms.until_missing": _("Enter the day until which it continues under guardrails."),
    "terms.until_only_to_continue": _(
        "Leave this empty, or choose above that it continues under guardrails until that day."
    ),
    "terms.guardrails_only_to_continue": _(
        "Leave this empty, or choose above that it continues under these guardrails."
    ),
    "terms.until_not_to_come": _("Continuing under guardrails must end on a day after %(date)s."),
    "terms.what_is_to_change_missing": _("Say what is to be different after renegotiation."),
    "terms.steps_missing": _("List the steps of the way out."),
    "terms.took_currency_missing": _("Say in which currency leaving was paid for, such as EUR."),
}

_PROPOSAL = {
    "proposal.not_open": _("This proposal has ended: %(state)s. To decide anew, propose again."),
    "proposal.own": _(
        "You proposed this; somebody else has to decide it. You can withdraw it while it is open."
    ),
    "proposal.link_seen_by_proposer": _(
        "Whoever proposed this saw a link by which you, or whoever invited you, came into the "
        "workspace, so it could be one person who proposes and signs. Let another approver sign, "
        "or a guest whose link the proposer does not see."
    ),
    "proposal.link_seen_by_signer": _(
        "Somebody who signed this saw a link by which you, or whoever invited you, came into the "
        "workspace, so it could be one person who signs twice. Let another approver sign."
    ),
    "proposal.signed_already": _(
        "You have authorised this. It is sealed once everybody who has to sign did."
    ),
    "proposal.not_an_approver": _(
        "Only approvers and guests invited to this proposal may authorise or decline it. "
        "An administrator can give you the role."
    ),
    "proposal.not_the_named_authoriser": _(
        "The person named by the trigger has to authorise it. "
        "Ask them, or name somebody else there and propose again."
    ),
    "proposal.named_authoriser_may_not": _(
        "Only the person named by the trigger may authorise it, and they "
        "proposed it or are no approver here any more. Let somebody else propose it, "
        "or name another approver there and propose again."
    ),
    "proposal.nobody_may_authorise": _(
        "Nobody here may authorise this proposal: there is no approver beside its proposer, "
        "or only such as came by a link that the proposer could have followed. "
        "Invite a guest approver, or give the role to another member."
    ),
    "proposal.too_few_may_authorise": _(
        "The policy asks for more people than may sign here: %(needed)s have to, %(count)s may. "
        "Invite a guest approver, or give the role to another member."
    ),
    "proposal.only_the_proposer_withdraws": _(
        "Only the person who proposed it may withdraw it. An approver can decline it."
    ),
}

_SIGHTINGS = {
    "sighting.what_missing": _("Say what was seen."),
    "sighting.seen_on_to_come": _("It was seen on %(date)s or earlier: enter that day."),
    "sighting.artifact_elsewhere": _("Choose an artifact about this partner, or one of your own."),
    "sighting.reason_missing": _("Say why it does not call for anything."),
    "sighting.proposal_open": _(
        "A proposal for this partnership is open. Once it is authorised, declined or withdrawn, "
        "propose what the trigger calls for."
    ),
    "sighting.being_unwound": _(
        "The partnership is being unwound already. Go on with its steps, or close it."
    ),
    "sighting.being_renegotiated": _(
        "The partnership is being renegotiated already. Take this up there; if it cannot be "
        "settled, propose to unwind."
    ),
    "sighting.nobody_named": _(
        "The trigger does not say who may authorise. Name an approver there, then propose what it "
        "calls for."
    ),
    "sighting.authoriser_may_not": _(
        "Whoever the trigger names is no approver here any more. Name another approver there, then "
        "propose what it calls for."
    ),
    "sighting.authoriser_proposes": _(
        "You are the one who may authorise this, so somebody else has to propose it. Ask another "
        "contributor."
    ),
    "sighting.set_aside_already": _("It was set aside already."),
    "sighting.answered_already": _("A decision followed it, so there is nothing to set aside."),
    "sighting.proposal_to_decide": _(
        "A proposal came of it and is open. Authorise or decline that first."
    ),
    "sighting.own": _(
        "You noted it yourself. Another approver, or the one whom the trigger names, sets it aside."
    ),
}

_UNWINDING = {
    "unwind_step.done_on_to_come": _("It was done on %(date)s or earlier: enter that day."),
    "unwind_step.closed": _(
        "This unwinding is over. Its steps stay as they were; what you learnt goes into the next "
        "exit path."
    ),
}

BOOK = (
    PARTNERSHIPS_BOOK
    | EVIDENCE_BOOK
    | GATE_BOOK
    | Phrasebook(
        sentences={**_TERMS, **_PROPOSAL, **_SIGHTINGS, **_UNWINDING},
        places={
            "proposal": at_field("reviews:proposal_detail"),
            "sighting.nobody_named": at_field("partnerships:trigger_edit"),
            "sighting.authoriser_may_not": at_field("partnerships:trigger_edit"),
            "proposal.nobody_may_authorise": at_field("reviews:guest_invite"),
            "proposal.too_few_may_authorise": at_field("reviews:guest_invite"),
        },
        labels={
            ProposalState: PROPOSAL_STATE_LABELS,
            Outcome: OUTCOME_LABELS,
            Meanwhile: MEANWHILE_LABELS,
            **WORDS,
        },
    )
)

_MEANINGS: dict[tuple[Outcome, DecisionKind], Text] = {
    (Outcome.AUTHORISED, DecisionKind.COMMIT): _(
        "I have read this proposal and the dossier frozen with it. "
        "I authorise the commitment on these terms."
    ),
    (Outcome.AUTHORISED, DecisionKind.DEFER): _(
        "I have read this proposal and the dossier frozen with it. "
        "I authorise the deferral on these terms."
    ),
    (Outcome.AUTHORISED, DecisionKind.RENEGOTIATE): _(
        "I have read this proposal and the dossier frozen with it. "
        "I authorise renegotiation on these terms."
    ),
    (Outcome.AUTHORISED, DecisionKind.UNWIND): _(
        "I have read this proposal and the dossier frozen with it. "
        "I authorise unwinding on these terms."
    ),
    (Outcome.DECLINED, DecisionKind.COMMIT): _(
        "I have read this proposal and the dossier frozen with it. I decline the commitment."
    ),
    (Outcome.DECLINED, DecisionKind.DEFER): _(
        "I have read this proposal and the dossier frozen with it. I decline the deferral."
    ),
    (Outcome.DECLINED, DecisionKind.RENEGOTIATE): _(
        "I have read this proposal and the dossier frozen with it. I decline renegotiation."
    ),
    (Outcome.DECLINED, DecisionKind.UNWIND): _(
        "I have read this proposal and the dossier frozen with it. I decline unwinding."
    ),
}


def meaning(outcome: Outcome, kind: DecisionKind) -> Text:
    """The sentence above a signature: what signing says. It is sealed with the signature."""
    return _MEANINGS[outcome, kind]
