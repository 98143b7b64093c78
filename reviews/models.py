"""Django finds an app's tables here; each package of reviews keeps its own."""

from reviews.decisions.models import Decision, GuestSeat, Proposal, Signature

__all__ = ["Decision", "GuestSeat", "Proposal", "Signature"]
