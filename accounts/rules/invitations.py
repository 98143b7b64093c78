"""When an invitation can be accepted, and who may be behind whoever accepted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class InvitationState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What decides over an invitation. Moments are aware."""

    expires_at: datetime
    revoked: bool
    accepted: bool


def invitation_state(facts: InvitationFacts, now: datetime) -> InvitationState:
    """Where an invitation stands at `now`. What people did to it outranks the calendar."""
    if facts.accepted:
        return InvitationState.ACCEPTED
    if facts.revoked:
        return InvitationState.REVOKED
    return InvitationState.EXPIRED if now >= facts.expires_at else InvitationState.OPEN
