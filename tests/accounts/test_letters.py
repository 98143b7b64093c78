"""The outbox: whatever the mail server does, each letter goes once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from accounts import letters
from accounts.actions.memberships import membership_end
from accounts.actions.notices import notices_queue, preferences_save, unsubscribe
from accounts.models import Letter, Notice, User, Workspace
from accounts.notices import Due
from accounts.rules.notices import Delivery, Kind
from config.kernel import clock
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

#: A Monday, in Madrid's winter time.
MONDAY = datetime(2026, 10, 26, 6, tzinfo=UTC)


class Server(BaseEmailBackend):
    """A mail server that can be down, refuse somebody, or break off after it took a letter."""

    down = False
    refuses: frozenset[str] = frozenset()
    taken: list[EmailMessage]

    def open(self) -> bool:
        if self.down:
            raise ConnectionRefusedError("no answer")
        return True

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            message.message()  # as every server's backend writes it
            if set(message.to) & self.refuses:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"unknown")})
            type(self).taken.append(message)
        return len(messages)


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    monkeypatch.setattr(letters, "get_connection", Server)
    Server.down, Server.refuses, Server.taken = False, frozenset(), []
    return Server


def tell(workspace: Workspace, *due: Due) -> int:
    with workspace_scope(workspace.pk):
        return notices_queue(workspace=workspace, due=due)


def due(cast: Cast, role: str = "contributor", kind: Kind = Kind.PROPOSAL_WAITS, n: int = 1) -> Due:
    said = {"what": f"Quay {n}", "day": "2026-11-30", "case": ""}
    if kind is Kind.REVIEW_DUE:
        said["case"] = "due"
    return Due(cast.user(role).pk, kind, f"proposal:{n}", f"/quay/{n}/", "", said)


def send(cast: Cast) -> dict[str, int]:
    return dict(letters.send_waiting(cast.workspace))


def test_a_letter_goes_once_with_a_way_to_have_no_more(cast: Cast) -> None:
    assert tell(cast.workspace, due(cast)) == 1
    assert send(cast) == {"sent": 1, "waiting": 0}
    assert send(cast) == {"sent": 0, "waiting": 0}
    (letter,) = Server.taken
    assert letter.subject == "A proposal waits for your word: Quay 1."
    assert letter.to == [cast.user("contributor").email]
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in letter.body


def test_what_was_told_is_not_told_again(cast: Cast) -> None:
    assert tell(cast.workspace, due(cast), due(cast)) == 1
    assert tell(cast.workspace, due(cast), due(cast, n=2)) == 1
    assert send(cast)["sent"] == 2


def test_a_week_with_the_mail_server_down_loses_and_doubles_nothing(cast: Cast) -> None:
    """Hour by hour: a notice each, of every kind; the server is down from Tuesday to Friday."""
    kinds, told = [Kind.PROPOSAL_WAITS, Kind.REVIEW_DUE, Kind.TERM_ENDS], 0
    weekly = dict.fromkeys(Kind, Delivery.AT_ONCE) | {Kind.TERM_ENDS: Delivery.WEEKLY}
    daily = weekly | {Kind.REVIEW_DUE: Delivery.DAILY}
    preferences_save(by=cast.user("contributor"), wishes=daily, language="", time_zone="")
    for hour in range(8 * 24):
        Server.down = 24 < hour < 100
        with clock.moved_to(MONDAY + timedelta(hours=hour, minutes=1)):
            told += tell(cast.workspace, due(cast, kind=kinds[hour % 3], n=hour))
            with workspace_scope(cast.workspace.pk):
                letters.queue_digests(cast.workspace)
            send(cast)
    assert told == 192
    ids = Counter(letter.extra_headers["Message-ID"] for letter in Server.taken)
    assert set(ids.values()) == {1}
    named = Counter(
        line for letter in Server.taken for line in letter.body.split() if "/quay/" in line
    )
    assert set(named.values()) == {1}
    with workspace_scope(cast.workspace.pk):
        waiting = Notice.objects.exclude(digest="").count()
        assert not Letter.objects.filter(sent_at=None).exists()
    assert len(named) == told - waiting
    assert waiting < 64, "the weekly digest of the next Monday holds them"


def test_a_try_that_fails_puts_the_letter_off_longer_each_time(cast: Cast) -> None:
    tell(cast.workspace, due(cast))
    Server.down, pauses, now = True, [], clock.now() + timedelta(seconds=1)
    for _ in range(3):
        with clock.moved_to(now):
            assert send(cast) == {"sent": 0, "waiting": 1}
            assert send(cast) == {"sent": 0, "waiting": 1}, "it is not due again"
        with workspace_scope(cast.workspace.pk):
            letter = Letter.objects.get()
        pauses.append((letter.next_try_at - now).total_seconds())
        now = letter.next_try_at
    assert (pauses, letter.tries) == ([60, 120, 240], 3)
    assert "no answer" in letter.error


def test_an_address_that_is_refused_holds_nobody_else_up(cast: Cast) -> None:
    tell(cast.workspace, due(cast), due(cast, "approver", n=2))
    Server.refuses = frozenset({cast.user("contributor").email})
    assert send(cast) == {"sent": 1, "waiting": 1}


def test_a_second_try_carries_the_id_of_the_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server took it and broke off before it said so: the letter comes twice, as one."""
    tell(cast.workspace, due(cast))
    take = Server.send_messages

    def break_off(self: Server, messages: Sequence[EmailMessage]) -> int:
        take(self, messages)
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as patched:
        patched.setattr(Server, "send_messages", break_off)
        send(cast)
    with clock.moved_to(clock.now() + timedelta(minutes=2)):
        send(cast)
    assert len({letter.extra_headers["Message-ID"] for letter in Server.taken}) == 1


def test_whoever_left_is_told_nothing_more(cast: Cast) -> None:
    tell(cast.workspace, due(cast))
    membership_end(
        by=cast.actor("administrator"), membership=cast.members["contributor"], version=None
    )
    assert send(cast) == {"sent": 0, "waiting": 0}
    assert Server.taken == []


def test_a_digest_is_one_letter_in_the_zone_of_the_person(cast: Cast) -> None:
    person: User = cast.user("contributor")
    preferences_save(
        by=person,
        wishes=dict.fromkeys(Kind, Delivery.DAILY),
        language="",
        time_zone="Pacific/Kiritimati",
    )
    with clock.moved_to(MONDAY):  # eight in the evening there
        tell(cast.workspace, *(due(cast, n=n) for n in range(3)))
    for hours, digests in ((11, 0), (12, 1), (13, 0), (40, 0)):
        with (
            clock.moved_to(MONDAY + timedelta(hours=hours)),
            workspace_scope(cast.workspace.pk),
        ):
            assert letters.queue_digests(cast.workspace) == digests
    send(cast)
    (letter,) = Server.taken
    assert letter.subject.endswith(": 3 notices")
    assert letter.body.count("/quay/") == 3


@pytest.mark.parametrize("about", ["proposal_waits", "term_ends"])
def test_whoever_unsubscribes_while_a_letter_waits_does_not_get_it(cast: Cast, about: str) -> None:
    with clock.moved_to(MONDAY):
        tell(cast.workspace, due(cast, kind=Kind(about)))
        unsubscribe(user_id=cast.user("contributor").pk, about=about)
    with clock.moved_to(MONDAY + timedelta(days=1, hours=3)), workspace_scope(cast.workspace.pk):
        assert letters.queue_digests(cast.workspace) == 0
    assert send(cast) == {"sent": 0, "waiting": 0}
    assert Server.taken == []


def test_a_letter_that_cannot_be_written_holds_no_other_up(cast: Cast) -> None:
    tell(cast.workspace, due(cast), due(cast, n=2))
    with workspace_scope(cast.workspace.pk):
        Letter.objects.filter(subject__contains="Quay 1").update(subject="One\nTwo")
    assert send(cast) == {"sent": 1, "waiting": 1}
