"""Guests: what they are here for, and who is on the way."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Invitation
from accounts.rules.invitations import InvitationState
from reviews.models import GuestSeat


def seats_taken(user_id: int) -> QuerySet[GuestSeat]:
    """The seats on which this person sits in the workspace of the scope, with what they decide."""
    seats: QuerySet[GuestSeat] = GuestSeat.objects.filter(
        invitation__membership__user_id=user_id, invitation__place_ended_at=None
    )
    return seats.select_related("proposal", "policy_change")


def invited(seats: Iterable[GuestSeat]) -> tuple[Invitation, ...]:
    """The invitations among these seats that were not followed yet and still can be."""
    return tuple(seat.invitation for seat in seats if seat.invitation.state is InvitationState.OPEN)
