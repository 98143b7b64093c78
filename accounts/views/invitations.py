"""Inviting people, and what whoever follows an invitation's link meets."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts import access
from accounts.actions import invitations as actions
from accounts.addresses import desk_of
from accounts.forms.invitations import NewPersonForm
from accounts.models import Invitation, Membership
from accounts.rules.invitations import InvitationState
from accounts.selectors.memberships import has_account
from accounts.tokens import read_token
from config.kernel.errors import DomainError
from config.kernel.pages import render_page, see_other
from config.kernel.scope import workspace_scope

PAGE = "accounts/invitation_accept.html"


@login_not_required
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Public: whoever holds the link sees what it is for, and joins."""
    read = read_token(token)
    if read is None:
        return render_page(request, PAGE, {"problem": "unknown"}, status=404)
    with workspace_scope(read.workspace_id, user_id=request.user.pk):
        try:
            invitation = access.invitation_behind(read)
        except Http404:
            return render_page(request, PAGE, {"problem": "unknown"}, status=404)
        response, member = _answer(request, invitation)
    if member is not None and not request.user.is_authenticated:
        login(request, member.user, "allauth.account.auth_backends.AuthenticationBackend")
    return response


def _answer(request: HttpRequest, invitation: Invitation) -> tuple[HttpResponse, Membership | None]:
    context: dict[str, Any] = {"invitation": invitation, "workspace": invitation.workspace}
    if invitation.state is not InvitationState.OPEN:
        context["problem"] = invitation.state.value
        return render_page(request, PAGE, context, status=410), None
    if request.user.is_authenticated:
        return _as_signed_in(request, invitation, context)
    if has_account(invitation.email):
        context["sign_in"] = reverse("account_login", query={"next": request.path})
        return render_page(request, PAGE, context), None
    return _as_new_person(request, invitation, context)


def _as_signed_in(
    request: HttpRequest, invitation: Invitation, context: dict[str, Any]
) -> tuple[HttpResponse, Membership | None]:
    user: Any = request.user
    context["is_for_me"] = user.email == invitation.email
    if request.method == "POST":
        try:
            member = actions.invitation_accept(invitation=invitation, user=user)
        except DomainError as refusal:
            context["refusal"] = refusal
            return render_page(request, PAGE, context, status=422), None
        return see_other(request, desk_of(member.workspace)), member
    return render_page(request, PAGE, context), None


def _as_new_person(
    request: HttpRequest, invitation: Invitation, context: dict[str, Any]
) -> tuple[HttpResponse, Membership | None]:
    form = NewPersonForm(request.POST or None, email=invitation.email)
    if form.is_valid():
        with form.catching():
            member = actions.invitation_accept_as_new(
                invitation=invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
            )
            return see_other(request, desk_of(member.workspace)), member
    return render_page(request, PAGE, context | {"form": form}, status=form.status), None
