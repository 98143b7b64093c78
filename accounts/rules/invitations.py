"""When an invitation can be accepted, and who may be behind whoever accepted it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def who_is_behind(
    seen_links: Iterable[tuple[int, int]],
) -> Mapping[int, frozenset[int]]:
    """For each person who came by a link that somebody saw, everybody who may be behind them.

    `seen_links` are pairs of who came and who saw the link. Who came by a link of somebody who
    came by a link: the first in the row may be all of them.
    """
    saw: dict[int, set[int]] = {}
    for came, seen_by in seen_links:
        saw.setdefault(came, set()).add(seen_by)
    return {came: _all_behind(came, saw) for came in saw}


def _all_behind(came: int, saw: Mapping[int, set[int]]) -> frozenset[int]:
    found: set[int] = set()
    to_ask = [came]
    while to_ask:
        new = saw.get(to_ask.pop(), set()) - found
        found |= new
        to_ask.extend(new)
    return frozenset(found)
