"""The tables of reviews: what is decided, what the gate asks, and what is seen afterwards."""

from reviews.models.decisions import (
    Decision,
    GuestSeat,
    Outcome,
    Proposal,
    ProposalState,
    ProvenBy,
    Signature,
)
from reviews.models.desk import DeskHandover
from reviews.models.gate import ChangeState, NotApplicable, PolicyChange
from reviews.models.health import (
    CriterionFared,
    DeferralEffect,
    DriftIndicator,
    DriftSeen,
    HealthReview,
    LessTrusted,
    LineChecked,
    Sighting,
    Violation,
)
from reviews.models.search import SearchEntry
from reviews.models.unwinding import UnwindStep

__all__ = [
    "ChangeState",
    "CriterionFared",
    "Decision",
    "DeferralEffect",
    "DeskHandover",
    "DriftIndicator",
    "DriftSeen",
    "GuestSeat",
    "HealthReview",
    "LessTrusted",
    "LineChecked",
    "NotApplicable",
    "Outcome",
    "PolicyChange",
    "Proposal",
    "ProposalState",
    "ProvenBy",
    "SearchEntry",
    "Sighting",
    "Signature",
    "UnwindStep",
    "Violation",
]
