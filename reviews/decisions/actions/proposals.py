"""Asking for a decision, and taking the question back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.actions.notices import notices_settled
from accounts.ledger.recording import recorded
from accounts.rules.notices import Kind
from config.kernel import canonical, clock
from config.kernel.actors import ADMINISTRATOR, Actor
from config.kernel.audited import locked
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import is_blank
from config.kernel.recording import action
from partnerships import models
from partnerships.actions.positions import position_write
from partnerships.models import Partnership
from partnerships.selectors.policies import policy_in_force
from reviews.decisions.errors import ProposalEnded
from reviews.decisions.rules.authorising import withdraw_refusal
from reviews.decisions.selectors.people import facts_of, person_facts
from reviews.decisions.selectors.proposals import open_proposal
from reviews.dossier import Dossier
from reviews.gate.actions.guests import guests_leave
from reviews.gate.judging import judgement_of, obstacles, terms_from
from reviews.gate.record import as_document
from reviews.gate.rules.authorisers import named_authorisers, signatures_asked
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.terms import Terms
from reviews.gate.selectors.policies import policy_from
from reviews.models import Proposal, ProposalState
from reviews.selectors.dossier import content_digest, dossier_of, frozen
from reviews.sentences import BOOK


@action
def proposal_make(
    *,
    by: Actor,
    partnership: Partnership,
    kind: str,
    rationale: str,
    terms: Mapping[str, Any],
    seen: str = "",
    only_by: Collection[int] = (),
) -> Proposal:
    """Propose a decision of `kind` (commit, defer, renegotiate, unwind) and freeze its dossier.

    `terms` holds what the kind asks for, by the names in `reviews.gate.rules.terms`; what is None
    or missing has not been said. `seen` is the
    content digest of the dossier that the proposer checked, if there was one on the screen.
    `only_by` are the people of whom one has to authorise it, where a trigger names somebody.

    Raises DomainError with everything that stands in the way: an open proposal, a standing from
    which this kind leads nowhere, missing terms or rationale, for a commitment an incomplete Fit
    Card or claim (chapter 28, section 2), or a dossier that changed after it was checked.
    """
    with recorded(by=by, kind="proposal.made", thread=partnership) as under_way:
        partnership = locked(partnership)
        dossier = dossier_of(partnership)
        policy = policy_in_force(by.workspace_id)
        judged = judgement_of(kind, dossier, policy_from(policy))
        said = terms_from(kind, terms)
        require_proposable(partnership, judged, rationale=rationale, terms=said, policy=policy)
        _require_seen(dossier, seen)
        proposal = _frozen_proposal(by, partnership, kind, rationale, said, dossier)
        proposal.policy, proposal.judgement = policy, as_document(judged)
        rules = policy_from(policy)
        proposal.only_by = [*(only_by or named_authorisers(dossier, judged, rules))]
        proposal.signatures_asked = signatures_asked(judged, rules)
        proposal.save()
        position_write(partnership=partnership, proposal_id=proposal.pk)
        under_way.subject = proposal
    return proposal


def require_proposable(
    partnership: Partnership,
    judged: Judgement,
    *,
    rationale: str,
    terms: Terms,
    policy: models.Policy | None,
) -> None:
    """Raise DomainError with everything that stands in the way of this proposal, if anything does.

    The page that lets people check their answers asks the same before it shows them.
    """
    _require_none_open(partnership)
    stops = BOOK.problems(obstacles(judged, partnership, terms, policy_from(policy)))
    problems = [*stops, *_rationale_problems(rationale)]
    if problems:
        raise DomainError(problems)


@action
def proposal_withdraw(*, by: Actor, proposal: Proposal, reason: str = "") -> Proposal:
    """Take an open proposal back: whoever made it, or an administrator when they cannot.

    Raises ProposalEnded when it is not open any more, DomainError for anybody else.
    """
    with recorded(
        by=by,
        kind="proposal.withdrawn",
        subject=proposal,
        thread=proposal.partnership,
        reason=reason,
    ):
        proposal = locked_open(proposal)
        _require_may_withdraw(by, proposal)
        end(proposal, ProposalState.WITHDRAWN, by=by)
    return proposal


def locked_open(proposal: Proposal) -> Proposal:
    """The proposal under its lock, after its partnership's; raises ProposalEnded if it is ended.

    The one place where two people who end a proposal at the same moment are put in order.
    """
    partnership = locked(proposal.partnership)
    proposal = locked(proposal)
    proposal.partnership = partnership
    if proposal.state != ProposalState.OPEN:
        raise ProposalEnded(proposal)
    return proposal


def end(proposal: Proposal, state: ProposalState, *, by: Actor) -> None:
    """Write how a proposal ended, inside the action that ends it; its guests are done."""
    proposal.state = state
    proposal.ended_at = clock.now()
    proposal.save()
    position_write(partnership=proposal.partnership, proposal_id=None)
    guests_leave(by=by, decided=proposal)
    waits_no_more(proposal)


def waits_no_more(proposal: Proposal, user_id: int | None = None) -> None:
    """Whom it waited for is told no more of it: this person, or everybody."""
    notices_settled(
        workspace_id=proposal.workspace_id,
        kind=Kind.PROPOSAL_WAITS,
        subject=f"proposal:{proposal.pk}",
        user_id=user_id,
    )


def _frozen_proposal(
    by: Actor,
    partnership: Partnership,
    kind: str,
    rationale: str,
    terms: Terms,
    dossier: Dossier,
) -> Proposal:
    text, digest = frozen(dossier)
    return Proposal(
        workspace_id=by.workspace_id,
        partnership=partnership,
        kind=kind,
        rationale=rationale,
        terms=canonical.to_json(terms),
        dossier=text,
        dossier_digest=digest,
        proposed_by_id=by.person_id,
        proposed_at=clock.now(),
    )


def _require_none_open(partnership: Partnership) -> None:
    if open_proposal(partnership):
        text = _(
            "A proposal for this partnership is open. It has to be authorised, declined or "
            "withdrawn before another can be made."
        )
        raise DomainError(text)


def _rationale_problems(rationale: str) -> list[Problem]:
    if not is_blank(rationale):
        return []
    return [Problem(_("Say why: this is what a reader years from now looks for."), "rationale")]


def _require_may_withdraw(by: Actor, proposal: Proposal) -> None:
    stops = withdraw_refusal(facts_of(proposal), person_facts(by))
    if stops is not None and not by.can(ADMINISTRATOR):
        raise DomainError(BOOK.problems([stops]))


def _require_seen(dossier: Dossier, seen: str) -> None:
    if seen and seen != content_digest(dossier):
        text = _(
            "Something in the dossier changed after you checked it. "
            "Look at it again below, then propose."
        )
        raise DomainError(text)
