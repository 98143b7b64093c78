"""What somebody is told in a workspace, and how they want it by mail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts import access
from accounts.actions import notices as actions
from accounts.forms.notices import NoticePreferencesForm
from accounts.models import User
from accounts.selectors.notices import notices_of, preferences_of
from accounts.unsubscribing import read_unsubscribe
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest


def notice_list(request: MemberRequest) -> HttpResponse:
    """One's own notices in this workspace, unread ones first."""
    access.require_member(request.actor)
    return render_page(request, "accounts/notice_list.html", {"lines": notices_of(request.actor)})


@require_POST
def notice_read(request: MemberRequest, pk: int) -> HttpResponse:
    """Mark one of one's own as read; of anybody else's there is none."""
    notice = access.notice_for_update(request.actor, pk)
    actions.notices_read(user_id=notice.user_id, workspace_id=notice.workspace_id, pk=notice.pk)
    return see_other(request, href("accounts:notice_list"))


@require_POST
def notice_read_all(request: MemberRequest) -> HttpResponse:
    """Mark all of one's own in this workspace as read."""
    access.require_member(request.actor)
    actions.notices_read(user_id=request.actor.person_id, workspace_id=request.actor.workspace_id)
    return see_other(request, href("accounts:notice_list"))


def notice_preferences(request: HttpRequest) -> HttpResponse:
    """How one is told by mail, the same in every workspace."""
    user: Any = request.user
    form = NoticePreferencesForm(posted(request), initial=preferences_of(user))
    if form.is_valid():
        actions.preferences_save(by=user, **form.wishes)
        messages.success(request, _("Saved."))
        return see_other(request, reverse("accounts:notice_preferences"))
    return render_page(
        request, "accounts/notice_preferences.html", {"form": form}, status=form.status
    )


@csrf_exempt  # a mail program posts it, which holds no cookie; the link is signed
@login_not_required
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters of a kind: a button for people, one POST for mail programs (RFC 8058)."""
    said = read_unsubscribe(token)
    if said is None or not User.objects.filter(pk=said[0]).exists():
        return render_page(request, "accounts/unsubscribe.html", {"problem": True}, status=404)
    user_id, about = said
    if request.method == "POST":
        actions.unsubscribe(user_id=user_id, about=about)
    context = {"about": actions.name_of(about), "done": request.method == "POST"}
    return render_page(request, "accounts/unsubscribe.html", context)
