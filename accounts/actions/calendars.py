"""A person's link to their calendar feed. Exempt from the ledger: it shows, and decides nothing."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.urls import reverse

from accounts.calendars import secret_digest
from accounts.models import CalendarFeed, User
from config.kernel import clock
from config.kernel.recording import action


@action
def feed_renew(*, by: User) -> str:
    """A fresh link for `by`, shown this once; the former works no more. Returns its address."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=by,
        defaults={
            "secret_digest": secret_digest(secret),
            "made_at": clock.now(),
            "fetched_at": None,
        },
    )
    return f"{settings.PUBLIC_URL}{reverse('accounts:calendar_fetch', args=[secret])}"


@action
def feed_revoke(*, by: User) -> None:
    """No link works any more."""
    CalendarFeed.objects.filter(user=by).delete()


@action
def feed_fetched(*, feed: CalendarFeed) -> None:
    """Note that a calendar program asked, so that its person sees whether the link is in use."""
    CalendarFeed.objects.filter(pk=feed.pk).update(fetched_at=clock.now())
