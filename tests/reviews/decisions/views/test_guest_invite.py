"""Inviting a guest: the way out where nobody here may authorise."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.actions.memberships import membership_update
from config.kernel.scope import workspace_scope
from reviews.gate.forms import GuestForm
from reviews.models import GuestSeat, Proposal
from tests.bad_input import assert_refused, bad_values, nothing_written
from tests.conftest import Cast
from tests.reviews.stage import authorise, make_proposal


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def address(cast: Cast, proposal: Proposal) -> str:
    return cast.url(f"proposals/{proposal.pk}/guests/new/")


def invite(client: Client, cast: Cast, proposal: Proposal) -> str:
    """Invite a guest; returns the address of the page that follows."""
    response = client.post(address(cast, proposal), {"email": "guest@example.net"})
    assert response.status_code == 303
    return str(response["Location"])


def test_an_administrator_who_did_not_propose_sees_the_link_once(
    cast: Cast, proposal: Proposal
) -> None:
    client = cast.client("administrator")
    page = invite(client, cast, proposal)
    assert "/invitations/" in client.get(page).content.decode()
    assert "/invitations/" not in client.get(page).content.decode()
    with workspace_scope(cast.workspace.pk):
        assert GuestSeat.objects.get().invitation.email == "guest@example.net"


@pytest.mark.parametrize("extra", [[], ["administrator"]])
def test_whoever_proposed_never_sees_the_link(
    cast: Cast, proposal: Proposal, extra: list[str]
) -> None:
    """Following it, they could judge their own proposal under another name."""
    with workspace_scope(cast.workspace.pk):
        proposer = cast.members["contributor"]
        if extra:
            membership_update(
                by=cast.actor("administrator"),
                membership=proposer,
                version=proposer.version,
                roles=[*proposer.roles, *extra],
            )
    client = cast.client("contributor")
    page = client.get(invite(client, cast, proposal)).content.decode()
    assert "You do not see the link" in page
    assert "/invitations/" not in page
    assert not any("/invitations/" in str(value) for value in client.session.values())


def test_with_a_mail_server_the_link_is_only_in_the_mail(
    cast: Cast, proposal: Proposal, settings: Settings
) -> None:
    settings.MAIL_GOES_OUT = True
    client = cast.client("administrator")
    page = client.get(invite(client, cast, proposal)).content.decode()
    assert "A mail with the link is on its way" in page
    assert "/invitations/" not in page


def test_a_member_is_no_guest(cast: Cast, proposal: Proposal) -> None:
    response = cast.client("contributor").post(
        address(cast, proposal), {"email": cast.user("auditor").email}
    )
    assert response.status_code == 422
    assert not mail.outbox


def test_there_is_nothing_to_invite_to_once_it_has_ended(cast: Cast, proposal: Proposal) -> None:
    with workspace_scope(cast.workspace.pk):
        authorise(cast, proposal)
    assert cast.client("contributor").get(address(cast, proposal)).status_code == 409


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_others_are_told_who_can(cast: Cast, proposal: Proposal, role: str) -> None:
    assert cast.client(role).get(address(cast, proposal)).status_code == 403


@pytest.mark.parametrize(("field", "value"), bad_values(GuestForm, leave_out=("version",)))
def test_bad_input_is_answered_in_words(
    cast: Cast, proposal: Proposal, field: str, value: str
) -> None:
    with nothing_written(cast):
        assert_refused(
            cast.client("contributor"),
            address(cast, proposal),
            {"email": "guest@example.net"},
            field,
            value,
        )
