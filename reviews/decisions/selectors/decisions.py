"""Sealed decisions."""

from __future__ import annotations

from partnerships.models import Partnership
from reviews.models import Decision


def decisions_of(partnership: Partnership) -> list[Decision]:
    """A partnership's decisions, newest first, each with its signature. One query."""
    return list(partnership.decisions.select_related("signature").order_by("-decided_at", "-pk"))


def last_decision(partnership: Partnership) -> Decision | None:
    """The decision in force. One query."""
    decision: Decision | None = partnership.decisions.order_by("-decided_at", "-pk").first()
    return decision
