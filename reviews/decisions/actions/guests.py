"""A guest decides one proposal: where nobody in the workspace may, somebody from outside can."""

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
from reviews.decisions.errors import ProposalEnded
from reviews.models import GuestSeat, Proposal, ProposalState


@action
def guest_invite(
    *, by: Actor, proposal: Proposal, email: str, link_shown: bool = False
) -> tuple[GuestSeat, str]:
    """Invite whoever reads `email` to decide this proposal; returns the seat and the link's text.

    Raises DomainError for the proposer's own address, for a member, and for an address that has
    been invited to it; ProposalEnded when there is nothing left to decide.
    """
    email = email.strip().lower()
    with recorded(by=by, kind="guest.invited", thread=proposal.partnership) as under_way:
        proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        if proposal.state != ProposalState.OPEN:
            raise ProposalEnded(proposal)
        _require_other_person(proposal, email)
        _require_new(proposal, email)
        invitation, secret = invitation_create(
            by=by, email=email, roles=[GUEST], link_shown=link_shown
        )
        seat = GuestSeat(workspace_id=by.workspace_id, proposal=proposal, invitation=invitation)
        seat.save()
        under_way.subject = seat
    return seat, secret


def guests_leave(*, by: Actor, proposal: Proposal) -> None:
    """End what let guests see a proposal, inside the action that ended the proposal.

    Open invitations are revoked; the membership of a guest who decides nothing else ends. A guest
    who follows the link at this moment has come just before, or meets a revoked one.
    """
    for seat in proposal.guest_seats.select_related("invitation").order_by("pk"):
        invitation = locked(seat.invitation)
        membership = invitation.membership
        if membership is None:
            invitation_revoke(by=by, invitation=invitation)
        elif membership.is_guest and membership.ended_at is None and not _still_needed(membership):
            membership_end(by=by, membership=membership, version=None)


def _still_needed(membership: Membership) -> bool:
    return GuestSeat.objects.filter(
        invitation__membership=membership,
        invitation__place_ended_at=None,
        proposal__state=ProposalState.OPEN,
    ).exists()


def _require_other_person(proposal: Proposal, email: str) -> None:
    if User.objects.filter(pk=proposal.proposed_by_id, email=email).exists():
        text = _("Nobody authorises their own proposal. Give another person's address.")
        raise DomainError(Problem(text, "email"))


def _require_new(proposal: Proposal, email: str) -> None:
    seats = proposal.guest_seats.filter(
        invitation__email=email, invitation__revoked_at=None, invitation__place_ended_at=None
    ).select_related("invitation")
    if any(seat.invitation.state in ("open", "accepted") for seat in seats):
        text = _(
            "This address has been invited to this proposal. The link in the mail still works."
        )
        raise DomainError(Problem(text, "email"))
