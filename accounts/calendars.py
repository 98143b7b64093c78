"""The calendar feed: the dates of somebody's workspaces, for their calendar program (RFC 5545).

Whoever holds the link sees what its person may see at that moment: rights are asked at every fetch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from accounts.models import CalendarFeed, User, Workspace
from accounts.selectors.memberships import memberships_of
from config.kernel import clock
from config.kernel.scope import person_scope, workspace_scope


@dataclass(frozen=True)
class DatedEvent:
    """A day that counts. `uid` stays the same when the day moves; `path` is the page about it."""

    uid: str
    day: date
    title: str
    path: str


#: What apps to the right know of a workspace's days, inside its scope, in its time zone.
sources: list[Callable[[Workspace], Iterable[DatedEvent]]] = []


def feed_of(user: User) -> CalendarFeed | None:
    """The feed of a person; None while they have no link."""
    return CalendarFeed.objects.filter(user=user).first()


def feed_behind(secret: str) -> CalendarFeed | None:
    """The feed that a link belongs to; None for a revoked one, or for a person who left."""
    feeds = CalendarFeed.objects.select_related("user")
    return feeds.filter(secret_digest=secret_digest(secret), user__is_active=True).first()


def calendar_of(user: User) -> bytes:
    """Every day that counts in the workspaces where `user` is a member now. As text/calendar.

    Days are whole days of their workspace: a deadline is over at midnight there, wherever the
    person is.
    """
    with person_scope(user.pk):
        members = [each for each in memberships_of(user.pk) if not each.is_guest]
    calendar = Calendar()
    calendar.add("prodid", "-//Seam//Dates that count//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Seam")
    for member in members:
        for event in _events_in(member.workspace, user):
            calendar.add_component(_event(event, member.workspace))
    return bytes(calendar.to_ical())


def _events_in(workspace: Workspace, user: User) -> list[DatedEvent]:
    with workspace_scope(workspace.pk, user_id=user.pk, slug=workspace.slug):
        found = [event for source in sources for event in source(workspace)]
    return sorted(found, key=lambda event: (event.day, event.uid))


def _event(event: DatedEvent, workspace: Workspace) -> Event:
    made = Event()
    made.add("uid", f"{event.uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    made.add("dtstamp", clock.now())
    made.add("dtstart", event.day)
    if event.day < date.max:  # without an end it is that day alone (RFC 5545, 3.6.1)
        made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", event.title)
    made.add("description", f"{workspace.name} ({workspace.time_zone})")
    made.add("url", f"{settings.PUBLIC_URL}{event.path}")
    made.add("transp", "TRANSPARENT")
    return made


def secret_digest(secret: str) -> str:
    """SHA-256 in hex. The secret is random, so no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
