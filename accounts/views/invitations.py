"""Inviting people, and what whoever follows an invitation's link meets."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import access, passing_on
from accounts.actions import invitations as actions
from accounts.addresses import desk_of
from accounts.drafts import opened
from accounts.forms.invitations import InvitationForm, NewPersonForm
from accounts.models import Invitation, Membership
from accounts.rules.invitations import InvitationState
from accounts.selectors.memberships import has_account
from accounts.tokens import read_token
from config.kernel.errors import DomainError
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from config.kernel.scope import workspace_scope

PAGE = "accounts/invitation_accept.html"


def invitation_create(request: MemberRequest) -> HttpResponse:
    access.require_administrator(request.actor)
    form = opened(request, InvitationForm, key="invitation:new")
    if form.is_valid():
        with form.catching():
            invitation, token = actions.invitation_create(
                by=request.actor,
                email=form.cleaned_data["email"],
                roles=form.cleaned_data["roles"],
                link_shown=passing_on.may_show(asked=form.cleaned_data.get("show_link", False)),
            )
            passing_on.remember(request, invitation, token)
            return see_other(request, href("accounts:member_list"))
    context = {"form": form, "mail_goes_out": settings.MAIL_GOES_OUT}
    return render_page(request, "accounts/invitation_create.html", context, status=form.status)


@require_POST
def invitation_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = access.invitation_for_update(request.actor, pk)
    try:
        actions.invitation_revoke(by=request.actor, invitation=invitation)
        messages.success(request, _("The link no longer works."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return see_other(request, href("accounts:member_list"))


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
        with timezone.override(invitation.workspace.zone):
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
    form = NewPersonForm(posted(request), email=invitation.email)
    if form.is_valid():
        with form.catching():
            member = actions.invitation_accept_as_new(
                invitation=invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
            )
            return see_other(request, desk_of(member.workspace)), member
    return render_page(request, PAGE, context | {"form": form}, status=form.status), None
