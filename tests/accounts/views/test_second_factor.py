"""Enrolling an app, signing in with its codes, recovery codes once, and taking it away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from tests.conftest import PASSWORD, Cast
from tests.second_factor import enrol, factors_of, shown_by_app, stop_the_codes, wrong_code

INDEX = "/accounts/factor/"
ENROL = "/accounts/factor/app/"
REMOVE = "/accounts/factor/app/remove/"
CODES = "/accounts/factor/codes/"
NEW_CODES = "/accounts/factor/codes/new/"
CODE = "/accounts/factor/authenticate/"
PASSWORD_AGAIN = "/accounts/reauthenticate/"
CODE_AGAIN = "/accounts/factor/reauthenticate/"


@pytest.fixture(autouse=True)
def _no_tries_so_far(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    stop_the_codes(monkeypatch)


@pytest.fixture
def user(cast: Cast) -> User:
    return cast.user("approver")


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("approver")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def with_password(client: Client, wanted: str) -> None:
    answer = client.post(f"{PASSWORD_AGAIN}?next={wanted}", {"password": PASSWORD})
    assert answer["Location"] == wanted


def sign_in(client: Client, user: User) -> Any:
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def test_the_profile_leads_there_and_the_page_says_what_it_is_for(client: Client) -> None:
    assert INDEX in page(client, "/profile/")
    assert "each time you sign a decision" in page(client, INDEX)


def test_enrolling_asks_for_the_password_first(client: Client) -> None:
    assert client.get(ENROL)["Location"] == f"{PASSWORD_AGAIN}?next={ENROL.replace('/', '%2F')}"


def test_a_code_of_the_app_enrols_it_and_recovery_codes_are_shown_once(
    client: Client, user: User
) -> None:
    with_password(client, ENROL)
    body = page(client, ENROL)
    key = re.search(r"<code class=\"whole-digest\">([A-Z2-7]+)</code>", body)
    assert key
    assert 'src="data:image/svg+xml;base64,' in body
    answer = client.post(ENROL, {"code": shown_by_app(key[1])})
    assert answer["Location"] == CODES
    assert factors_of(user) == {"totp", "recovery_codes"}
    assert len(re.findall(r"<li>\d{8}</li>", page(client, CODES))) == 10
    again = page(client, CODES)
    assert not re.search(r"<li>\d{8}</li>", again)
    assert "not shown again" in again


@pytest.mark.parametrize("code", ["", "   ", "12", "abcdef", "9" * 5000, "٣٤٥٦٧٨", "<b>"])
def test_a_code_that_does_not_fit_enrols_nothing(client: Client, user: User, code: str) -> None:
    with_password(client, ENROL)
    page(client, ENROL)
    response = client.post(ENROL, {"code": code})
    assert response.context["form"].errors["code"]
    assert "There is a problem" in response.content.decode()
    assert not factors_of(user)


def test_signing_in_asks_for_the_code(cast: Cast, user: User) -> None:
    enrol(user)
    client = Client()
    assert sign_in(client, user)["Location"] == CODE
    assert client.get(cast.url())["Location"].startswith("/accounts/login/")
    assert "recovery codes" in page(client, CODE)
    wrong = client.post(CODE, {"code": wrong_code()})
    assert "does not fit" in wrong.content.decode()
    assert client.post(CODE, {"code": shown_by_app()})["Location"] == "/"
    assert client.get("/")["Location"] == cast.url()


def test_a_recovery_code_signs_in_once(user: User) -> None:
    code = enrol(user)[0]
    for works in (True, False):
        client = Client()
        sign_in(client, user)
        assert (client.post(CODE, {"code": code}).status_code == 302) is works


def test_after_too_many_wrong_codes_the_right_one_has_to_wait(user: User) -> None:
    enrol(user)
    client = Client()
    sign_in(client, user)
    for _try in range(10):
        client.post(CODE, {"code": wrong_code()})
    closed = client.post(CODE, {"code": shown_by_app()})
    assert "Wait a few minutes" in closed.content.decode()


def test_the_password_alone_takes_no_factor_away(client: Client, user: User) -> None:
    enrol(user)
    for address in (REMOVE, NEW_CODES):
        client.post(PASSWORD_AGAIN, {"password": PASSWORD})
        assert client.get(address)["Location"].startswith(CODE_AGAIN)
        to_code = client.get(f"{PASSWORD_AGAIN}?next={address}")
        assert to_code["Location"].startswith(CODE_AGAIN)
    assert factors_of(user) == {"totp", "recovery_codes"}


def test_a_code_takes_the_factor_away(client: Client, user: User) -> None:
    enrol(user)
    answer = client.post(f"{CODE_AGAIN}?next={REMOVE}", {"code": shown_by_app()})
    assert answer["Location"] == REMOVE
    assert "your password alone signs in" in page(client, REMOVE)
    assert client.post(REMOVE)["Location"] == INDEX
    assert not factors_of(user)


def test_new_recovery_codes_replace_the_old_ones(client: Client, user: User) -> None:
    old = enrol(user)
    client.post(f"{CODE_AGAIN}?next={NEW_CODES}", {"code": shown_by_app()})
    assert "old ones no longer work" in page(client, NEW_CODES)
    assert client.post(NEW_CODES)["Location"] == CODES
    assert not set(old) & set(re.findall(r"<li>(\d{8})</li>", page(client, CODES)))


def test_whoever_lost_all_of_it_gets_help_from_whoever_runs_the_installation(user: User) -> None:
    enrol(user)
    call_command("second_factor_remove", user.email.upper())
    assert not factors_of(user)
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("second_factor_remove", user.email)
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("second_factor_remove", "nobody@example.org")
