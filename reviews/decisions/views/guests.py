"""Inviting somebody from outside to decide one proposal."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from accounts import passing_on
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from reviews import access
from reviews.decisions.actions import guests as actions
from reviews.decisions.errors import ProposalEnded
from reviews.decisions.views.proposals import ended_page
from reviews.gate.forms import GuestForm
from reviews.models import Proposal, ProposalState


def guest_invite(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = access.proposal_for_guests(request.actor, pk)
    if proposal.state != ProposalState.OPEN:
        return ended_page(request, proposal)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.catching():
            try:
                return _invited(request, proposal, form.cleaned_data["email"])
            except ProposalEnded as ended:
                return ended_page(request, ended.proposal)
    context: dict[str, Any] = {
        "proposal": proposal,
        "partnership": proposal.partnership,
        "form": form,
        "mail_goes_out": settings.MAIL_GOES_OUT,
        "may_see": access.may_pass_on_guest_links(request.actor, proposal),
    }
    return render_page(request, "reviews/guest_invite.html", context, status=form.status)


def _invited(request: MemberRequest, proposal: Proposal, email: str) -> HttpResponse:
    may_see = access.may_pass_on_guest_links(request.actor, proposal)
    seat, secret = actions.guest_invite(
        by=request.actor,
        proposal=proposal,
        email=email,
        link_shown=passing_on.may_show(asked=may_see),
    )
    passing_on.remember(request, seat.invitation, secret)
    return see_other(request, href("reviews:proposal_detail", proposal.pk))
