"""A guest decides one proposal: where nobody in the workspace may, somebody from outside can."""

from __future__ import annotations

from accounts.ledger.recording import recorded
from config.kernel.actors import Actor
from config.kernel.recording import action
from reviews.decisions.errors import ProposalEnded
from reviews.gate.actions.guests import guest_seat
from reviews.models import GuestSeat, Proposal, ProposalState


@action
def guest_invite(
    *, by: Actor, proposal: Proposal, email: str, link_shown: bool = False
) -> tuple[GuestSeat, str]:
    """Invite whoever reads `email` to decide this proposal; returns the seat and the link's text.

    Raises DomainError for the proposer's own address, for a member, and for an address that has
    been invited to it; ProposalEnded when there is nothing left to decide.
    """
    with recorded(by=by, kind="guest.invited", thread=proposal.partnership) as under_way:
        proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        if proposal.state != ProposalState.OPEN:
            raise ProposalEnded(proposal)
        seat, secret = guest_seat(by=by, decides=proposal, email=email, link_shown=link_shown)
        under_way.subject = seat
    return seat, secret
