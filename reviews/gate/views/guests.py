"""Inviting somebody from outside to answer one change of the policy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from accounts import passing_on
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from reviews.gate import access
from reviews.gate.actions import guests as actions
from reviews.gate.errors import ChangeEnded
from reviews.gate.forms import GuestForm
from reviews.gate.views.policy_changes import ended_page
from reviews.models import ChangeState, PolicyChange


def policy_guest_invite(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_guests(request.actor, pk)
    if change.state != ChangeState.OPEN:
        return ended_page(request, change)
    form = GuestForm(posted(request))
    if form.is_bound and form.is_valid():
        with form.catching():
            try:
                return _invited(request, change, form.cleaned_data["email"])
            except ChangeEnded as ended:
                return ended_page(request, ended.change)
    context: dict[str, Any] = {
        "change": change,
        "form": form,
        "mail_goes_out": settings.MAIL_GOES_OUT,
        "may_see": access.may_pass_on_policy_links(request.actor, change),
    }
    return render_page(request, "reviews/policy_guest_invite.html", context, status=form.status)


def _invited(request: MemberRequest, change: PolicyChange, email: str) -> HttpResponse:
    may_see = access.may_pass_on_policy_links(request.actor, change)
    seat, secret = actions.policy_guest_invite(
        by=request.actor,
        change=change,
        email=email,
        link_shown=passing_on.may_show(asked=may_see),
    )
    passing_on.remember(request, seat.invitation, secret)
    return see_other(request, href("reviews:policy_change_detail", change.pk))
