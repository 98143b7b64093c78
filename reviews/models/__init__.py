"""The tables of reviews: what is decided, and what the gate asks and is told."""

from reviews.models.decisions import (
    Decision,
    GuestSeat,
    Outcome,
    Proposal,
    ProposalState,
    Signature,
)
from reviews.models.gate import ChangeState, NotApplicable, PolicyChange

__all__ = [
    "ChangeState",
    "Decision",
    "GuestSeat",
    "NotApplicable",
    "Outcome",
    "PolicyChange",
    "Proposal",
    "ProposalState",
    "Signature",
]
