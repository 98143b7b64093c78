"""The outbox: letters are written into the database first and sent from there.

A broken mail server loses none and doubles none: each waits, locked while it is tried, until it was
taken; `sent_at` is written in the transaction that sent it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Letter, Membership, Notice, User, Workspace
from accounts.notices import address, sentence
from accounts.rules.notices import DIGESTS, Delivery, digest_moment, pause_after
from accounts.selectors.notices import deliveries, wish_of
from accounts.unsubscribing import unsubscribe_link
from config.kernel import clock
from config.kernel.scope import workspace_scope

logger = structlog.get_logger(__name__)


def queue_each(workspace: Workspace, notices: Sequence[Notice]) -> None:
    """Put a letter of its own into the outbox for each notice. Three queries."""
    people = User.objects.in_bulk({notice.user_id for notice in notices})
    Letter.objects.bulk_create(
        [
            _letter(
                workspace, people[each.user_id], [each], key=f"notice:{each.pk}", about=each.kind
            )
            for each in notices
        ],
        ignore_conflicts=True,
    )


def queue_digests(workspace: Workspace) -> int:
    """Put the digests that are due into the outbox; how many. Inside the workspace's scope.

    Each holds what was noticed before eight o'clock where the person is, and comes once a day or
    week however often this is called.
    """
    held = Notice.objects.select_for_update(no_key=True, of=("self",)).exclude(digest="")
    rows = held.filter(workspace=workspace).select_related("user")
    waiting = _still_wanted(rows.order_by("user_id", "digest", "pk"))
    by_person = groupby(waiting, key=_person_and_digest)
    return sum(_queue_digest(workspace, user, d, list(r)) for (user, d), r in by_person)


def _still_wanted(rows: Iterable[Notice]) -> list[Notice]:
    """Without those of which their person wants no more mail by now."""
    rows = list(rows)
    wishes = deliveries(notice.user_id for notice in rows)
    unwanted = [n.pk for n in rows if wish_of(wishes, n.user_id, n.kind) is Delivery.NEVER]
    Notice.objects.filter(pk__in=unwanted).update(digest="")
    return [notice for notice in rows if notice.pk not in unwanted]


def _person_and_digest(notice: Notice) -> tuple[User, Delivery]:
    return notice.user, Delivery(notice.digest)


def _queue_digest(
    workspace: Workspace, user: User, delivery: Delivery, notices: list[Notice]
) -> int:
    moment = digest_moment(delivery, clock.now(), zone_of(user, workspace))
    told = [notice for notice in notices if notice.noticed_at < moment]
    key = f"{delivery}:{moment:%Y-%m-%d}"
    if not told or Letter.objects.filter(workspace=workspace, user=user, key=key).exists():
        return 0
    _letter(workspace, user, told, key=key, about=delivery.value).save(force_insert=True)
    Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(digest="")
    return 1


def zone_of(user: User, workspace: Workspace) -> Any:
    """The zone in which a person's letters name times and days begin."""
    return ZoneInfo(user.time_zone) if user.time_zone else workspace.zone


@contextmanager
def _as_read_by(user: User, workspace: Workspace) -> Iterator[None]:
    with (
        translation.override(user.language or settings.LANGUAGE_CODE),
        timezone.override(zone_of(user, workspace)),
    ):
        yield


def _letter(
    workspace: Workspace, user: User, notices: Sequence[Notice], *, key: str, about: str
) -> Letter:
    with _as_read_by(user, workspace):
        lines = [(sentence(each), address(each)) for each in notices]
        context = {
            "workspace": workspace,
            "lines": lines,
            "digest": about if about in DIGESTS else "",
        }
        text = render_to_string("accounts/mail/notices.txt", context).strip()
    subject, _, body = text.partition("\n")
    return Letter(
        workspace=workspace,
        user=user,
        key=key,
        about=about,
        subject=" ".join(subject.split())[:300],
        body=body.strip() + "\n",
        message_id=f"<{uuid.uuid4()}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        queued_at=clock.now(),
        next_try_at=clock.now(),
    )


# Sending --------------------------------------------------------------------------------------


def send_waiting(workspace: Workspace) -> Mapping[str, int]:
    """Send what waits and is due, one letter a transaction; what was sent and what still waits.

    A mail server that does not answer ends the run: the next one tries another letter.
    """
    sent, going = 0, True
    with _post() as send:
        while going:
            with workspace_scope(workspace.pk):
                letter = _next(workspace)
                if letter is None:
                    break
                done, going = _try(letter, workspace, send)
                sent += done
    with workspace_scope(workspace.pk):
        left = Letter.objects.filter(workspace=workspace, sent_at=None).count()
    return {"sent": sent, "waiting": left}


@contextmanager
def _post() -> Iterator[Callable[[EmailMessage], None]]:
    """One connection to the mail server for the whole run, opened with the first letter."""
    connection = get_connection()

    def send(message: EmailMessage) -> None:
        connection.open()
        if connection.send_messages([message]) != 1:
            raise SMTPException("the mail server took nothing")

    try:
        yield send
    finally:
        try:
            connection.close()
        except (OSError, SMTPException):
            logger.warning("mail_server_left")


def _next(workspace: Workspace) -> Letter | None:
    """The letter that is due and that nobody else is sending, under its lock."""
    waiting = Letter.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = waiting.filter(workspace=workspace, sent_at=None, next_try_at__lte=clock.now())
    return due.select_related("user").order_by("next_try_at", "pk").first()


def _try(
    letter: Letter, workspace: Workspace, send: Callable[[EmailMessage], None]
) -> tuple[int, bool]:
    """Whether the letter was sent (1 or 0), and whether to go on with another."""
    if not (_may_read(letter) and _is_wanted(letter)):
        letter.delete()
        return 0, True
    try:
        send(_message(letter, workspace))
    except (OSError, SMTPException, ValueError) as problem:
        _put_off(letter, problem)
        return 0, isinstance(problem, SMTPRecipientsRefused | ValueError)
    letter.sent_at, letter.error = clock.now(), ""
    letter.save(update_fields=["sent_at", "error"])
    return 1, True


def _may_read(letter: Letter) -> bool:
    """Whoever left the workspace since is not told what happened in it."""
    members = Membership.objects.filter(workspace_id=letter.workspace_id, user_id=letter.user_id)
    return members.filter(ended_at=None, user__is_active=True).exists()


def _is_wanted(letter: Letter) -> bool:
    """Whoever unsubscribed while it waited does not get it; a digest was looked at when made."""
    if letter.about in DIGESTS:
        return True
    wish = wish_of(deliveries([letter.user_id]), letter.user_id, letter.about)
    return wish is not Delivery.NEVER


def _put_off(letter: Letter, problem: Exception) -> None:
    letter.tries += 1
    letter.next_try_at = clock.now() + pause_after(letter.tries)
    letter.error = f"{type(problem).__name__}: {problem}"[:300]
    letter.save(update_fields=["tries", "next_try_at", "error"])
    logger.warning("letter_put_off", letter=letter.pk, tries=letter.tries, error=letter.error)


def _message(letter: Letter, workspace: Workspace) -> EmailMessage:
    """The letter with a way to have no more of them, in one click (RFC 8058)."""
    link = unsubscribe_link(letter.user_id, letter.about)
    with _as_read_by(letter.user, workspace):
        foot = render_to_string(
            "accounts/mail/foot.txt", {"link": link, "url": settings.PUBLIC_URL}
        )
    headers = {
        "Message-ID": letter.message_id,
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        letter.subject, f"{letter.body}\n{foot}", None, [letter.user.email], headers=headers
    )


def clear_out(workspace: Workspace, *, before: datetime) -> int:
    """Forget the letters that were sent before a moment; how many.

    Notices stay: they are how it is known that somebody was told.
    """
    return Letter.objects.filter(workspace=workspace, sent_at__lt=before).delete()[0]
