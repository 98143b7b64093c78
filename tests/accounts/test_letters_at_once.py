"""Two workers that send at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from accounts import letters
from accounts.actions.notices import notices_queue
from accounts.notices import Due
from accounts.rules.notices import Kind
from config.kernel.scope import workspace_scope
from tests.concurrently import concurrently
from tests.conftest import Cast

taken: list[str] = []


class Server(BaseEmailBackend):
    """Takes every letter."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        taken.extend(message.subject for message in messages)
        return len(messages)


def told(cast: Cast, number: int) -> Due:
    said = {"what": f"Quay {number}"}
    user_id = cast.user("approver").pk
    return Due(user_id, Kind.PROPOSAL_WAITS, f"proposal:{number}", "/quay/", "", said)


def test_each_letter_goes_once(committed_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds the first letter locked and takes the next."""
    monkeypatch.setattr(letters, "get_connection", Server)
    workspace = committed_cast.workspace
    with workspace_scope(workspace.pk):
        notices_queue(workspace=workspace, due=[told(committed_cast, n) for n in range(6)])
    done = concurrently(*[lambda: letters.send_waiting(workspace)] * 3)
    assert sum(each["sent"] for each in done) == 6
    assert set(Counter(taken).values()) == {1}


def test_two_that_queue_at_once_tell_once(committed_cast: Cast) -> None:
    workspace = committed_cast.workspace

    def tell() -> int:
        with workspace_scope(workspace.pk):
            return notices_queue(workspace=workspace, due=[told(committed_cast, 1)])

    assert sorted(concurrently(tell, tell, tell)) == [0, 0, 1]
