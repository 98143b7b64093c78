"""A person's word on a proposal: authorised, and decided once enough people did; or declined."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.jobs import run_after_commit
from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import is_blank
from config.kernel.recording import action
from partnerships.actions.partnerships import partnership_move
from partnerships.actions.positions import PositionValues, position_write
from partnerships.rules.standing import DecisionKind
from reviews.decisions.actions.proposals import end, locked_open, waits_no_more
from reviews.decisions.actions.unwinding import unwinding_begin
from reviews.decisions.errors import OtherOnScreen
from reviews.decisions.rules.authorising import Outcome, capacity, refusal
from reviews.decisions.selectors.decisions import last_decision
from reviews.decisions.selectors.people import facts_of, person_facts
from reviews.decisions.signed import FORMAT, shown_to_sign
from reviews.gate.judging import judgement_of, next_standing_of, obstacles
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.terms import read_terms
from reviews.gate.selectors.policies import policy_from
from reviews.models import Decision, Proposal, ProposalState, Signature
from reviews.selectors.dossier import read_frozen
from reviews.sentences import BOOK, meaning


@action
def proposal_authorise(
    *, by: Actor, proposal: Proposal, shown: str, reason: str, proven_by: str = ""
) -> Decision | Signature:
    """Sign; the last signature that the bar asks for seals the decision and moves the standing.

    Returns the decision when this signature sealed it, else the signature: the proposal then
    stays open for those who have to sign beside.

    `shown` is the digest of all that was on the screen (`signed.shown_to_sign`): dossier, policy,
    judgement, terms and the sentence that is signed. Everything is judged again under the locks of
    partnership and proposal: who may sign, whether the standing still leads there, and for a
    commitment the frozen dossier as of today. `proven_by` says by what the signer has just proved
    who they are (ProvenBy), where they were asked.

    Raises ProposalEnded when somebody was there first, OtherOnScreen when the digest is another,
    DossierAltered when the stored text does not give it, DomainError with the sentences of what
    stands in the way.
    """
    with recorded(
        by=by, kind="proposal.authorised", thread=proposal.partnership, reason=reason
    ) as under_way:
        proposal = _locked_for(by, proposal, Outcome.AUTHORISED, shown, reason)
        judged = _still_clear(proposal)
        under_way.subject = signature = _signed(by, proposal, Outcome.AUTHORISED, reason, proven_by)
        if facts_of(proposal).lacking:
            return signature
        under_way.kind = "decision.sealed"
        under_way.subject = decision = _sealed(by, proposal, signature, judged)
        end(proposal, ProposalState.AUTHORISED, by=by)
        partnership_move(by=by, partnership=proposal.partnership, standing=decision.standing_after)
        position_write(partnership=proposal.partnership, **_position_after(decision, proposal))
        unwinding_begin(decision, read_frozen(proposal))
        run_after_commit("checkpoints", by.workspace_id)
    return decision


@action
def proposal_decline(
    *, by: Actor, proposal: Proposal, shown: str, reason: str, proven_by: str = ""
) -> Signature:
    """Sign that the proposal is declined, and why. Nothing is decided and no standing moves.

    Raises as `proposal_authorise` does.
    """
    with recorded(
        by=by,
        kind="proposal.declined",
        subject=proposal,
        thread=proposal.partnership,
        reason=reason,
    ):
        proposal = _locked_for(by, proposal, Outcome.DECLINED, shown, reason)
        signature = _signed(by, proposal, Outcome.DECLINED, reason, proven_by)
        end(proposal, ProposalState.DECLINED, by=by)
    return signature


def _position_after(decision: Decision, proposal: Proposal) -> PositionValues:
    """What was decided, on what was known when, and the days on which it is looked at again."""
    terms = read_terms(DecisionKind(decision.kind), decision.terms)
    return {
        "decision_id": decision.pk,
        "decision_kind": decision.kind,
        "decided_at": decision.decided_at,
        "frozen_at": proposal.proposed_at,
        "approver_id": decision.approver_id,
        "term_ends_on": getattr(terms, "term_ends_on", None),
        "notice_by": getattr(terms, "notice_by", None),
        "revisit_on": getattr(terms, "revisit_on", None),
    }


def _locked_for(
    by: Actor, proposal: Proposal, outcome: Outcome, shown: str, reason: str
) -> Proposal:
    """The open proposal under lock, for somebody who may sign it and saw what it holds.

    What it holds has to be what was frozen: the signature is over these bytes.
    """
    proposal = locked_open(proposal)
    stops = refusal(facts_of(proposal), person_facts(by))
    if stops is not None:
        raise DomainError(BOOK.problems([stops]))
    read_frozen(proposal)
    if shown != shown_to_sign(proposal, outcome):
        raise OtherOnScreen
    if is_blank(reason):
        raise DomainError(Problem(_("Give your reason: it is signed with your name."), "reason"))
    return proposal


def _still_clear(proposal: Proposal) -> Judgement:
    """The judgement on the day of the signature of what is signed, under the policy frozen with it.

    Raises DomainError with what stands in the way by now.
    """
    terms = read_terms(DecisionKind(proposal.kind), proposal.terms)
    policy = policy_from(proposal.policy)
    judged = judgement_of(proposal.kind, read_frozen(proposal), policy)
    stops = obstacles(judged, proposal.partnership, terms, policy)
    if stops:
        # Named for the whole form: their fields are those of the proposal, not of the signature.
        raise DomainError([Problem(p.text, url=p.url) for p in BOOK.problems(stops)])
    return judged


def _signed(
    by: Actor, proposal: Proposal, outcome: Outcome, reason: str, proven_by: str
) -> Signature:
    signature = Signature(
        workspace_id=by.workspace_id,
        proposal=proposal,
        signer_id=by.person_id,
        capacity=capacity(facts_of(proposal), person_facts(by)) or "",
        outcome=outcome,
        meaning=str(meaning(outcome, DecisionKind(proposal.kind))),
        reason=reason,
        dossier_digest=proposal.dossier_digest,
        signed_digest=shown_to_sign(proposal, outcome),
        signed_as=FORMAT,
        signed_at=clock.now(),
        proven_by=proven_by,
    )
    signature.save()
    waits_no_more(proposal, by.person_id)
    return signature


def _sealed(by: Actor, proposal: Proposal, signature: Signature, judged: Judgement) -> Decision:
    partnership = proposal.partnership
    decision = Decision(
        workspace_id=by.workspace_id,
        partnership=partnership,
        proposal=proposal,
        signature=signature,
        kind=proposal.kind,
        terms=proposal.terms,
        rationale=proposal.rationale,
        dossier_digest=proposal.dossier_digest,
        signed_digest=signature.signed_digest,
        standing_before=partnership.standing,
        standing_after=str(next_standing_of(partnership, proposal.kind)),
        bar=judged.bar,
        approver_id=signature.signer_id,
        decided_at=signature.signed_at,
        supersedes=last_decision(partnership),
    )
    decision.save()
    return decision
