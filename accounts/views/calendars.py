"""The private link of somebody's calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import calendars
from accounts.actions import calendars as actions
from config.kernel.pages import render_page, see_other


def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Whether there is a link; make, renew or revoke it. This answer alone shows a fresh one."""
    user: Any = request.user
    link = ""
    if request.method == "POST" and "revoke" in request.POST:
        actions.feed_revoke(by=user)
        messages.success(request, _("The link works no more."))
        return see_other(request, reverse("accounts:calendar_feed"))
    if request.method == "POST":
        link = actions.feed_renew(by=user)
    feed = calendars.feed_of(user)
    return render_page(request, "accounts/calendar_feed.html", {"feed": feed, "link": link})


@login_not_required
@require_safe
def calendar_fetch(request: HttpRequest, secret: str) -> HttpResponse:
    """The dates, for a calendar program; 404 for a link that was revoked or never was."""
    feed = calendars.feed_behind(secret)
    if feed is None:
        raise Http404
    actions.feed_fetched(feed=feed)
    response = HttpResponse(calendars.calendar_of(feed.user), content_type="text/calendar")
    response["Cache-Control"] = "private, no-store"
    return response
