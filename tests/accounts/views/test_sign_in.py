"""Signing in and out, and a forgotten password."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.concurrently import concurrently
from tests.conftest import PASSWORD, Cast

NEW = "another horse with another battery"


@pytest.fixture(autouse=True)
def _nobody_counted_yet(db: None) -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password}, **extra)


def test_the_address_and_the_password_open_the_only_workspace(cast: Cast) -> None:
    client = Client()
    answer = sign_in(client, cast.user("contributor").email.upper())
    assert answer["Location"] == "/"
    assert client.get("/")["Location"] == cast.url()


def test_signing_in_goes_on_to_the_page_that_was_asked_for(cast: Cast) -> None:
    client, wanted = Client(), cast.url("members/")
    to_sign_in = client.get(wanted)
    assert to_sign_in["Location"] == f"/accounts/login/?next={wanted}"
    data = {"login": cast.user("contributor").email, "password": PASSWORD}
    assert client.post(to_sign_in["Location"], data)["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_elsewhere(cast: Cast, elsewhere: str) -> None:
    data = {"login": cast.user("contributor").email, "password": PASSWORD, "next": elsewhere}
    assert Client().post("/accounts/login/", data)["Location"] == "/"


def test_the_session_is_a_new_one_after_signing_in(cast: Cast) -> None:
    client = Client()
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    sign_in(client, cast.user("contributor").email)
    assert client.cookies["sessionid"].value != session.session_key


def test_a_wrong_password_is_answered_in_the_words_of_the_form(cast: Cast) -> None:
    page = sign_in(Client(), cast.user("contributor").email, "wrong").content.decode()
    assert "The e-mail address or the password is wrong." in page
    assert "specified" not in page


def test_signing_out_takes_a_post(cast: Cast) -> None:
    client = cast.client("contributor")
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/workspaces/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/workspaces/").status_code == 302


def test_a_wrong_password_and_a_wrong_address_are_told_alike(cast: Cast) -> None:
    wrong_password = sign_in(Client(), cast.user("contributor").email, "wrong")
    wrong_address = sign_in(Client(), "nobody@example.org", "wrong")
    strip = re.compile(r'value="[^"]*"|csrf[^>]*|\{"X-CSRFToken[^}]*')
    texts = [strip.sub("", answer.content.decode()) for answer in (wrong_password, wrong_address)]
    assert wrong_password.status_code == wrong_address.status_code
    assert texts[0] == texts[1]


def test_somebody_inactive_neither_gets_in_nor_stays(cast: Cast) -> None:
    client, person = cast.client("contributor"), cast.user("contributor")
    person.is_active = False
    person.save()
    assert client.get(cast.url("members/")).status_code == 302
    fresh = Client()
    sign_in(fresh, person.email)
    assert fresh.get("/workspaces/").status_code == 302


def test_too_many_wrong_passwords_are_stopped_even_with_the_right_one(cast: Cast) -> None:
    person = cast.user("contributor")
    for _attempt in range(5):
        sign_in(Client(), person.email, "wrong")
    fresh = Client()
    answer = sign_in(fresh, person.email)
    assert "failed too often" in answer.content.decode()
    assert fresh.get("/workspaces/").status_code == 302


def test_attempts_are_counted_for_all_web_processes_together(committed_cast: Cast) -> None:
    cache.clear()
    email = committed_cast.user("contributor").email

    def three_wrong() -> None:
        for _attempt in range(3):
            sign_in(Client(), email, "wrong")

    concurrently(three_wrong, three_wrong)
    assert "failed too often" in sign_in(Client(), email).content.decode()
    cache.clear()


def test_nobody_signs_up_by_themselves(cast: Cast) -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def reset_link(email: str) -> str | None:
    Client().post("/accounts/password/reset/", {"email": email})
    found = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body) if mail.outbox else None
    return found.group(1) if found else None


def test_a_forgotten_password_is_set_by_mail_once(cast: Cast) -> None:
    person = cast.user("contributor")
    link = reset_link(person.email)
    assert link is not None
    client = Client()
    form = client.get(link, follow=True)
    url = form.request["PATH_INFO"]
    client.post(url, {"password1": NEW, "password2": NEW})
    assert User.objects.get(pk=person.pk).check_password(NEW)
    assert "password1" not in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(("goes_out", "said"), [(True, "by mail"), (False, "mail folder")])
def test_the_reset_says_what_becomes_of_the_letter(
    cast: Cast, settings: Settings, goes_out: bool, said: str
) -> None:
    settings.MAIL_GOES_OUT = goes_out
    client, path = Client(), "/accounts/password/reset/"
    assert said in client.get(path).content.decode()
    done = client.post(path, {"email": cast.user("auditor").email}, follow=True).content.decode()
    assert ("mail folder" in done) is not goes_out


def test_asking_for_a_reset_does_not_tell_who_has_an_account(cast: Cast) -> None:
    answers = [
        Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        for email in (cast.user("contributor").email, "nobody@example.org")
    ]
    pages = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 1


def test_a_new_password_ends_the_other_sessions(cast: Cast) -> None:
    here, there = cast.client("contributor"), cast.client("contributor")
    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert answer.status_code == 302
    assert here.get("/workspaces/").status_code == 200
    assert there.get("/workspaces/").status_code == 302
