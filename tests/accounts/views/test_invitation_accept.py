"""What whoever follows an invitation's link meets."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.invitations import invitation_create, invitation_revoke
from accounts.models import Invitation, User
from config.kernel import clock
from tests.conftest import PASSWORD, Cast

EMAIL = "new@example.org"


def invited(cast: Cast, email: str = EMAIL) -> tuple[Invitation, str]:
    invitation, token = invitation_create(
        by=cast.actor("administrator"), email=email, roles=["contributor"]
    )
    return invitation, reverse("accounts:invitation_accept", args=[token])


def test_a_new_person_says_their_name_and_is_in(cast: Cast) -> None:
    _, url = invited(cast)
    client = Client()
    page = client.get(url)
    assert page.status_code == 200
    assert cast.workspace.name in page.content.decode()
    answer = client.post(url, {"name": "New Person", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (303, cast.url())
    assert client.get(cast.url("members/")).status_code == 200


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "password": PASSWORD}, "Enter your name."),
        ({"name": "New", "password": ""}, "Choose a password."),
        ({"name": "New", "password": "short"}, "too short"),
        ({"name": "New", "password": "1234567890123"}, "numeric"),
        ({"name": "New", "password": EMAIL}, "too similar"),
        ({"name": "N\x00w", "password": PASSWORD}, "Null characters"),
        ({"name": "N" * 121, "password": PASSWORD}, "Shorten this"),
        ({"name": "New", "password": "x" * 2_000}, "Shorten this"),
    ],
)
def test_bad_input_makes_nobody(cast: Cast, data: dict[str, str], sentence: str) -> None:
    _, url = invited(cast)
    answer = Client().post(url, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert data["password"] == "" or f'value="{data["password"]}"' not in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_somebody_with_an_account_signs_in_and_comes_back(cast: Cast) -> None:
    stranger = cast.user("stranger")
    _, url = invited(cast, stranger.email)
    client = Client()
    sign_in = reverse("account_login", query={"next": url})
    assert sign_in in client.get(url).content.decode()
    data = {"login": stranger.email, "password": PASSWORD}
    assert client.post(sign_in, data)["Location"] == url
    assert client.post(url)["Location"] == cast.url()


def test_another_person_s_session_is_told_so(cast: Cast) -> None:
    _, url = invited(cast)
    client = cast.client("stranger")
    page = client.get(url).content.decode()
    assert "Sign out" in page
    assert client.post(url).status_code == 422


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("expired", "has expired"), ("revoked", "was revoked"), ("accepted", "has been accepted")],
)
def test_a_closed_invitation_says_why_and_what_to_do(cast: Cast, state: str, sentence: str) -> None:
    invitation, url = invited(cast)
    moment = clock.now()
    if state == "expired":
        moment = invitation.expires_at
    elif state == "revoked":
        invitation_revoke(by=cast.actor("administrator"), invitation=invitation)
    else:
        Client().post(url, {"name": "New", "password": PASSWORD})
    with clock.moved_to(moment):
        answer = Client().get(url)
    assert answer.status_code == 410
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "1.abc.def", "é", "a" * 5_000])
def test_a_made_up_link_is_not_found(cast: Cast, token: str) -> None:
    answer = Client().get(reverse("accounts:invitation_accept", args=[token]))
    assert answer.status_code == 404
    assert "Copy the whole link" in answer.content.decode()


def test_the_page_is_kept_by_no_cache(cast: Cast) -> None:
    _, url = invited(cast)
    assert "no-store" in Client().get(url)["Cache-Control"]
