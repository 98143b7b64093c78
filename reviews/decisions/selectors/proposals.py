"""Proposals of a partnership, and what has become of what they rest on."""

from __future__ import annotations

from partnerships.models import Partnership
from reviews.decisions.rules.comparison import Difference, differences
from reviews.dossier import Dossier
from reviews.models import Proposal, ProposalState, Signature
from reviews.selectors.dossier import dossier_of


def open_proposal(partnership: Partnership) -> Proposal | None:
    """The partnership's open proposal; there is at most one. One query."""
    proposal: Proposal | None = (
        partnership.proposals.filter(state=ProposalState.OPEN).defer("dossier").first()
    )
    return proposal


def ended_unsealed(partnership: Partnership) -> list[Proposal]:
    """Proposals that came to no decision, newest first, with their signatures. Two queries."""
    states = [ProposalState.DECLINED, ProposalState.WITHDRAWN]
    proposals = partnership.proposals.filter(state__in=states).order_by("-ended_at", "-pk")
    return list(proposals.defer("dossier").prefetch_related("signatures"))


def signatures_of(proposal: Proposal) -> list[Signature]:
    """What people signed to the proposal, in order; the last may have ended it. One query."""
    return list(proposal.signatures.order_by("signed_at", "pk"))


def changed_since(proposal: Proposal, dossier: Dossier) -> tuple[Difference, ...]:
    """What is otherwise today than in the dossier that the proposal froze."""
    return differences(dossier, dossier_of(proposal.partnership))
