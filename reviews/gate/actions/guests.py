"""A guest decides one thing, a proposal or a change of the policy, and is gone.

Where nobody in the workspace may decide it, somebody from outside can.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actions.invitations import invitation_create, invitation_revoke
from accounts.actions.memberships import membership_end
from accounts.ledger.recording import recorded
from accounts.models import Membership, User
from config.kernel.actors import GUEST, Actor
from config.kernel.audited import locked
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import action
from reviews.gate.errors import ChangeEnded
from reviews.gate.selectors.guests import seats_taken
from reviews.models import ChangeState, GuestSeat, PolicyChange, Proposal

_OWN = {
    Proposal: _("Nobody authorises their own proposal. Give another person's address."),
    PolicyChange: _("Nobody agrees to their own change. Give another person's address."),
}


@action
def policy_guest_invite(
    *, by: Actor, change: PolicyChange, email: str, link_shown: bool = False
) -> tuple[GuestSeat, str]:
    """Invite whoever reads `email` to answer this change; returns the seat and the link's text.

    Raises DomainError for the address of whoever asked for it, for a member, and for an address
    that has been invited to it; ChangeEnded when there is nothing left to answer.
    """
    with recorded(by=by, kind="guest.invited") as under_way:
        change = locked(change)
        if change.state != ChangeState.OPEN:
            raise ChangeEnded(change)
        seat, secret = guest_seat(by=by, decides=change, email=email, link_shown=link_shown)
        under_way.subject = seat
    return seat, secret


def guest_seat(
    *, by: Actor, decides: Proposal | PolicyChange, email: str, link_shown: bool
) -> tuple[GuestSeat, str]:
    """Write the seat and its invitation, inside the action that locked what is to be decided.

    Raises DomainError as the actions that invite do.
    """
    email = email.strip().lower()
    _require_other_person(decides, email)
    _require_new(decides, email)
    invitation, secret = invitation_create(by=by, email=email, roles=[GUEST], link_shown=link_shown)
    seat = GuestSeat(workspace_id=by.workspace_id, invitation=invitation)
    if isinstance(decides, Proposal):
        seat.proposal = decides
    else:
        seat.policy_change = decides
    seat.save()
    return seat, secret


def guests_leave(*, by: Actor, decided: Proposal | PolicyChange) -> None:
    """End what let guests see it, inside the action that ended it.

    Open invitations are revoked; the membership of a guest who decides nothing else ends. A guest
    who follows the link at this moment has come just before, or meets a revoked one.
    """
    for seat in decided.guest_seats.select_related("invitation").order_by("pk"):
        invitation = locked(seat.invitation)
        membership = invitation.membership
        if membership is None:
            invitation_revoke(by=by, invitation=invitation)
        elif membership.is_guest and membership.ended_at is None and not _still_needed(membership):
            membership_end(by=by, membership=membership, version=None)


def _still_needed(membership: Membership) -> bool:
    seats = seats_taken(membership.user_id).filter(invitation__membership=membership)
    return any(seat.decides.state == "open" for seat in seats)


def _require_other_person(decides: Proposal | PolicyChange, email: str) -> None:
    if User.objects.filter(pk=decides.proposed_by_id, email=email).exists():
        raise DomainError(Problem(_OWN[type(decides)], "email"))


def _require_new(decides: Proposal | PolicyChange, email: str) -> None:
    seats = decides.guest_seats.filter(
        invitation__email=email, invitation__revoked_at=None, invitation__place_ended_at=None
    ).select_related("invitation")
    if any(seat.invitation.state in ("open", "accepted") for seat in seats):
        text = _("This address has been invited to it. The link in the mail still works.")
        raise DomainError(Problem(text, "email"))
