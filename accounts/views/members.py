"""Who belongs to the workspace, in which roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts import access, passing_on
from accounts.actions import memberships as actions
from accounts.drafts import opened
from accounts.forms.members import MemberEndForm, MemberForm
from accounts.models import Membership
from accounts.selectors import memberships as selectors
from config.kernel.actors import ADMINISTRATOR
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest


def member_list(request: MemberRequest) -> HttpResponse:
    context = {
        "members": selectors.by_name(access.memberships_for_read(request.actor)),
        "invitations": selectors.waiting(access.invitations_for_read(request.actor)),
        "may_administer": access.may_administer(request.actor),
        "fresh": passing_on.recall(request, request.actor.workspace_id),
    }
    return render_page(request, "accounts/member_list.html", context)


def member_edit(request: MemberRequest, pk: int) -> HttpResponse:
    member = access.membership_for_update(request.actor, pk)
    form = opened(
        request,
        MemberForm,
        key=f"member:{pk}",
        row=member,
        own_administration=_administers_itself(request, member),
    )
    if form.is_valid():
        with form.catching():
            actions.membership_update(
                by=request.actor, membership=member, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, _after(request, member))
    context = {"form": form, "member": member, "is_me": member.user_id == request.actor.user_id}
    return render_page(request, "accounts/member_edit.html", context, status=form.status)


def member_end(request: MemberRequest, pk: int) -> HttpResponse:
    """A page of its own: it says what ending means before it happens."""
    member = access.membership_for_update(request.actor, pk)
    form = opened(
        request,
        MemberEndForm,
        key=f"member-end:{pk}",
        row=member,
        own_administration=_administers_itself(request, member),
    )
    if form.is_valid():
        with form.catching():
            actions.membership_end(
                by=request.actor, membership=member, version=form.seen_version, **form.values
            )
            messages.success(request, _("The membership has ended."))
            return see_other(request, _after(request, member))
    context = {"form": form, "member": member, "is_me": member.user_id == request.actor.user_id}
    return render_page(request, "accounts/member_end.html", context, status=form.status)


def _administers_itself(request: MemberRequest, member: Membership) -> bool:
    return member.user_id == request.actor.user_id and ADMINISTRATOR in member.roles


def _after(request: MemberRequest, member: Membership) -> str:
    """The list; whoever ended their own membership cannot see it any more."""
    if member.user_id == request.actor.user_id and not _still_here(request):
        return href("accounts:home")
    return href("accounts:member_list")


def _still_here(request: MemberRequest) -> bool:
    return bool(Membership.objects.filter(pk=request.member.pk, ended_at=None).exists())
