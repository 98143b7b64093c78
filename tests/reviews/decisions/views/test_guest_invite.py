"""Inviting a guest: the way out where nobody here may authorise."""

from __future__ import annotations

import pytest
from django.core import mail

from config.kernel.scope import workspace_scope
from reviews.decisions.forms import GuestForm
from reviews.decisions.models import GuestSeat, Proposal
from tests.bad_input import assert_refused, bad_values, nothing_written
from tests.conftest import Cast
from tests.reviews.stage import authorise, make_proposal


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def address(cast: Cast, proposal: Proposal) -> str:
    return cast.url(f"proposals/{proposal.pk}/guests/new/")


@pytest.mark.parametrize("role", ["contributor", "administrator"])
def test_the_link_is_shown_once(cast: Cast, proposal: Proposal, role: str) -> None:
    client = cast.client(role)
    response = client.post(address(cast, proposal), {"email": "guest@example.net"})
    assert response.status_code == 303
    assert "/invitations/" in client.get(response["Location"]).content.decode()
    assert "/invitations/" not in client.get(response["Location"]).content.decode()
    with workspace_scope(cast.workspace.pk):
        assert GuestSeat.objects.get().invitation.email == "guest@example.net"


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
