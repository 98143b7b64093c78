"""Asking somebody from outside: the way on where nobody here may agree."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.actions.invitations import invitation_accept_as_new
from accounts.actions.memberships import membership_update
from accounts.models import User
from config.kernel.actors import Actor
from config.kernel.scope import workspace_scope
from reviews.gate import access
from reviews.gate.actions.guests import policy_guest_invite
from reviews.gate.actions.policies import policy_agree, policy_decline
from reviews.gate.forms import GuestForm
from reviews.gate.selectors.policies import gate_policy
from reviews.models import GuestSeat, PolicyChange
from tests.bad_input import assert_refused, bad_values, nothing_written
from tests.conftest import PASSWORD, Cast
from tests.reviews.gate.policies import LAXER, make_change

GUEST = "guest@example.net"


@pytest.fixture
def change(cast: Cast) -> PolicyChange:
    with workspace_scope(cast.workspace.pk):
        return make_change(cast, LAXER, reason="Fewer looks at small partners")


def address(cast: Cast, change: PolicyChange, word: str = "guests/new/") -> str:
    return cast.url(f"policy/changes/{change.pk}/{word}")


def invite(client: Client, cast: Cast, change: PolicyChange) -> str:
    """Invite a guest; returns the page that follows."""
    response = client.post(address(cast, change), {"email": GUEST})
    assert response.status_code == 303
    page: str = client.get(response["Location"]).content.decode()
    return page


def another_administrator(cast: Cast) -> Client:
    with workspace_scope(cast.workspace.pk):
        approver = cast.members["approver"]
        membership_update(
            by=cast.actor("administrator"),
            membership=approver,
            version=approver.version,
            roles=["approver", "administrator"],
        )
    return cast.client("approver")


@pytest.fixture
def guest(cast: Cast, change: PolicyChange) -> Client:
    """The browser of somebody who followed the link."""
    with workspace_scope(cast.workspace.pk):
        seat, _secret = policy_guest_invite(
            by=cast.actor("administrator"), change=change, email=GUEST
        )
        invitation_accept_as_new(invitation=seat.invitation, name="Olga", password=PASSWORD)
    client = Client()
    client.force_login(User.objects.get(email=GUEST))
    return client


def test_whoever_asked_never_sees_the_link(cast: Cast, change: PolicyChange) -> None:
    """Following it, they could agree to their own change under another name."""
    client = cast.client("administrator")
    page = invite(client, cast, change)
    assert "You do not see the link" in page
    assert f"{GUEST} is invited and has not come yet" in page
    assert "/invitations/" not in page
    assert not any("/invitations/" in str(value) for value in client.session.values())
    with workspace_scope(cast.workspace.pk):
        assert not GuestSeat.objects.get().invitation.link_shown


def test_another_administrator_sees_the_link_once(cast: Cast, change: PolicyChange) -> None:
    client = another_administrator(cast)
    assert "/invitations/" in invite(client, cast, change)
    assert "/invitations/" not in client.get(address(cast, change, "")).content.decode()


def test_with_a_mail_server_the_link_is_only_in_the_mail(
    cast: Cast, change: PolicyChange, settings: Settings
) -> None:
    settings.MAIL_GOES_OUT = True
    page = invite(another_administrator(cast), cast, change)
    assert "A mail with the link is on its way" in page
    assert "/invitations/" not in page


def test_a_member_is_no_guest(cast: Cast, change: PolicyChange) -> None:
    with nothing_written(cast):
        response = cast.client("administrator").post(
            address(cast, change), {"email": cast.user("auditor").email}
        )
    assert response.status_code == 422
    assert not mail.outbox


def test_there_is_nothing_to_invite_to_once_it_has_ended(cast: Cast, change: PolicyChange) -> None:
    with workspace_scope(cast.workspace.pk):
        policy_agree(by=cast.actor("approver"), change=change)
    for method in ("get", "post"):
        response = getattr(cast.client("administrator"), method)(
            address(cast, change), {"email": GUEST}
        )
        assert response.status_code == 409
        assert "How it ended" in response.content.decode()


@pytest.mark.parametrize("role", ["contributor", "approver", "auditor"])
def test_others_are_told_who_can(cast: Cast, change: PolicyChange, role: str) -> None:
    response = cast.client(role).get(address(cast, change))
    assert response.status_code == 403
    assert "Administrators invite guests" in response.content.decode()
    assert "guests/new/" not in cast.client(role).get(address(cast, change, "")).content.decode()


@pytest.mark.parametrize(("field", "value"), bad_values(GuestForm, leave_out=("version",)))
def test_bad_input_is_answered_in_words(
    cast: Cast, change: PolicyChange, field: str, value: str
) -> None:
    with nothing_written(cast):
        assert_refused(
            cast.client("administrator"), address(cast, change), {"email": GUEST}, field, value
        )


def test_a_guest_is_led_to_the_change_and_reads_what_differs(
    cast: Cast, change: PolicyChange, guest: Client
) -> None:
    response = guest.get(cast.url(), follow=True)
    assert response.redirect_chain == [(address(cast, change, ""), 303)]
    body = response.content.decode()
    for said in ("365 days", "400 days", "Asks for less", "Fewer looks at small partners"):
        assert said in body
    for word in ("agree", "decline"):
        assert f'action="{address(cast, change, word + "/")}"' in body
    for hidden in (cast.url("policy/"), "guests/new/", "agreers", cast.user("auditor").email):
        assert f'"{hidden}"' not in body


@pytest.mark.parametrize(
    ("word", "said", "version"), [("agree", "You agreed to", 2), ("decline", "You declined", 1)]
)
def test_a_guests_word_ends_it_and_their_access(
    cast: Cast, change: PolicyChange, guest: Client, word: str, said: str, version: int
) -> None:
    response = guest.post(
        address(cast, change, f"{word}/"), {"reason": "I compared both"}, follow=True
    )
    assert response.status_code == 410
    body = response.content.decode()
    for told in (said, "I compared both", "Olga"):
        assert told in body
    with workspace_scope(cast.workspace.pk):
        assert gate_policy(cast.workspace.pk).version == version
    for path in ("", "policy/", f"policy/changes/{change.pk}/"):
        assert guest.get(cast.url(path)).status_code == 410


def test_a_guest_declines_with_a_reason_or_not_at_all(
    cast: Cast, change: PolicyChange, guest: Client
) -> None:
    with nothing_written(cast):
        response = guest.post(address(cast, change, "decline/"), {"reason": " "})
    assert response.status_code == 422
    assert "Say why the policy should stay as it is." in response.content.decode()


def test_whoever_came_second_is_told_what_happened(
    cast: Cast, change: PolicyChange, guest: Client
) -> None:
    with workspace_scope(cast.workspace.pk):
        policy_agree(by=cast.actor("approver"), change=change)
    response: Any = guest.post(address(cast, change, "agree/"), {"reason": "Me too"})
    assert response.status_code == 410
    assert "Your part is done" in response.content.decode()


@pytest.mark.parametrize(("word", "loader"), [("agree", "agreeing"), ("decline", "declining")])
def test_a_guest_whose_change_ends_at_that_moment_is_told_so(
    cast: Cast,
    change: PolicyChange,
    guest: Client,
    word: str,
    loader: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody else's word comes between the guest's page and their own."""
    authorised = getattr(access, f"policy_change_for_{loader}")

    def late(actor: Actor, pk: int) -> PolicyChange:
        found: PolicyChange = authorised(actor, pk)
        policy_decline(by=cast.actor("approver"), change=found, reason="Not now")
        return found

    monkeypatch.setattr(access, authorised.__name__, late)
    response = guest.post(
        address(cast, change, f"{word}/"), {"reason": "I compared both"}, follow=True
    )
    assert response.status_code == 410
    assert "Your part is done" in response.content.decode()
    assert "I compared both" not in response.content.decode()


def test_the_page_warns_while_nobody_here_may_agree(cast: Cast, change: PolicyChange) -> None:
    warning = "Nobody here may agree"
    client = cast.client("administrator")
    assert warning not in client.get(address(cast, change, "")).content.decode()
    with workspace_scope(cast.workspace.pk):
        for role in ("contributor", "approver"):
            member = cast.members[role]
            membership_update(
                by=cast.actor("administrator"),
                membership=member,
                version=member.version,
                roles=["auditor"],
            )
    assert warning in client.get(address(cast, change, "")).content.decode()


def test_the_trail_tells_of_the_guest(cast: Cast, change: PolicyChange, guest: Client) -> None:
    guest.post(address(cast, change, "agree/"), {"reason": ""})
    body = cast.client("auditor").get(cast.url("trail/")).content.decode()
    assert "Administrator invited a guest to decide one change of the policy" in body
    assert "Olga agreed, so “Policy, version 2” holds from now on" in body
