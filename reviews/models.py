"""Django finds an app's tables here; each package of reviews keeps its own."""

from reviews.decisions.models import Decision, GuestSeat, Proposal, Signature
from reviews.gate.models import NotApplicable, PolicyChange

__all__ = ["Decision", "GuestSeat", "NotApplicable", "PolicyChange", "Proposal", "Signature"]
