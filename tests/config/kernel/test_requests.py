"""Every answer: its headers, and what no page could answer."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.ledger.models import Entry
from config.kernel import health
from config.kernel.logs import SecretsFilter
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

POLICY = "default-src 'none'"


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("anonymous", "/accounts/login/", 200),
        ("anonymous", "/", 302),
        ("anonymous", "/healthz", 200),
        ("anonymous", "/readyz", 200),
        ("anonymous", "/invitations/x/", 404),
        ("anonymous", "/nowhere/", 404),
        ("anonymous", "/?a=%00", 400),
        ("contributor", "/workspaces/", 200),
        ("contributor", "/workspaces/nobody-s/members/", 404),
        ("contributor", "members/", 200),
        ("contributor", "members/invitations/new/", 403),
        ("administrator", "members/invitations/new/", 200),
    ],
)
def test_every_answer_carries_the_policy(cast: Cast, role: str, path: str, status: int) -> None:
    answer = cast.client(role).get(path if path.startswith("/") else cast.url(path))
    assert answer.status_code == status
    policy = answer["Content-Security-Policy"]
    assert POLICY in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "path",
    [
        "members/99999999999999999999999/edit/",
        "members/9223372036854775807/edit/",
        "members/9223372036854775808/edit/",
        "members/0/edit/",
        "members/-1/edit/",
        "members/é/edit/",
        "x" * 3_000,
    ],
)
def test_an_odd_address_is_not_found(cast: Cast, path: str) -> None:
    assert cast.client("administrator").get(cast.url(path)).status_code == 404


@pytest.mark.parametrize("slug", ["A", "UPPER", "x" * 3_000, "-", "_", "harbour%20", "é", "%2e%2e"])
def test_an_odd_workspace_is_not_found(cast: Cast, slug: str) -> None:
    assert cast.client("administrator").get(f"/workspaces/{slug}/members/").status_code == 404


def test_a_nul_byte_anywhere_is_refused(cast: Cast) -> None:
    client = cast.client("contributor")
    assert client.get("/workspaces/\x00/").status_code == 400
    assert client.get("/workspaces/?q=a%00b").status_code == 400
    client.cookies["sessionid"] = "\x00abc"
    assert client.get("/workspaces/").status_code == 400


@pytest.mark.parametrize("codec", ["rot13", "unicode_escape", "utf-16"])
@pytest.mark.parametrize("path", ["partners/new/", "search/"])
def test_a_form_in_another_codec_is_refused(cast: Cast, codec: str, path: str) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800 Quay\r\n--B--\r\n'
    client = cast.client("contributor")
    client.raise_request_exception = False
    kind = f"multipart/form-data; charset={codec}; boundary=B"
    response = client.generic("POST", cast.url(path), body, content_type=kind)
    assert response.status_code == 400


def test_more_than_a_form_holds_is_refused(cast: Cast) -> None:
    client = cast.client("administrator")
    url = cast.url("members/invitations/new/")
    assert client.post(url, {f"f{n}": "" for n in range(600)}).status_code == 400
    assert client.post(url, {"email": "x" * 6_000_000}).status_code == 400
    assert client.post(url, {"email": "x" * 1_000_000}).status_code == 422


def test_what_needs_another_role_says_so_once(cast: Cast) -> None:
    answer = cast.client("contributor").get(cast.url("members/invitations/new/"))
    page = answer.content.decode()
    assert "Ask one of them, or for that role." in page
    assert "can change roles" not in page


def test_a_post_without_the_token_is_refused_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("administrator"))
    answer = client.post(cast.url("settings/"), {"name": "X"})
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/html")


def test_page_and_fragment_both_vary(cast: Cast) -> None:
    client = cast.client("contributor")
    page = client.get(cast.url("partners/"))
    fragment = client.get(
        cast.url("partners/"), headers={"HX-Request": "true", "HX-Target": "partners"}
    )
    for answer in (page, fragment):
        assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].replace(" ", "").split(","))
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert fragment.content.decode().strip() in page.content.decode()


@pytest.mark.parametrize("target", ["nobody", "../x", "a#b", "a b", "", "é", "{{ x }}"])
def test_a_target_that_no_template_has_gets_the_page(cast: Cast, target: str) -> None:
    answer = cast.client("contributor").get(
        cast.url("partners/"), headers={"HX-Request": "true", "HX-Target": target}
    )
    assert answer.status_code == 200
    assert "<html" in answer.content.decode()


def test_a_boosted_link_gets_the_page(cast: Cast) -> None:
    answer = cast.client("contributor").get(
        cast.url("partners/"),
        headers={"HX-Request": "true", "HX-Target": "partners", "HX-Boosted": "true"},
    )
    assert "<html" in answer.content.decode()


def test_a_fragment_after_the_session_ended_sends_the_page_to_sign_in(cast: Cast) -> None:
    answer = Client().get(cast.url("partners/"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("account_login"))


class Answering:
    """A connection that gives one row, or none at all."""

    def __init__(self, row: tuple[bool] | None) -> None:
        self.row = row

    def cursor(self) -> Answering:
        if self.row is None:
            raise OperationalError("gone")
        return self

    def __enter__(self) -> Answering:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was opened."""

    def execute(self, query: str) -> None:
        """Whatever was asked."""

    def fetchone(self) -> tuple[bool] | None:
        return self.row


@pytest.mark.parametrize(
    ("row", "status", "reason"),
    [
        ((False,), 200, "ok"),
        ((True,), 503, "passes by row-level security"),
        (None, 503, "does not answer"),
    ],
)
def test_ready_means_that_the_database_answers_and_keeps_workspaces_apart(
    monkeypatch: pytest.MonkeyPatch, row: tuple[bool] | None, status: int, reason: str
) -> None:
    monkeypatch.setattr(health, "connection", Answering(row))
    answer = Client().get("/readyz")
    assert answer.status_code == status
    assert reason in answer.content.decode()
    assert Client().get("/healthz").status_code == 200


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    found = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    return [line for line in found if str(line.get("event", "")).startswith("request_")]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("abc-123", True), ("x" * 200, False), ("a b", False), ("\x00", False), ("{}", False)],
)
def test_the_request_s_id_is_in_log_lines_and_ledger(
    cast: Cast,
    caplog: pytest.LogCaptureFixture,
    settings: Settings,
    sent: str,
    kept: bool,
) -> None:
    settings.DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
    with caplog.at_level(logging.INFO):
        answer = cast.client("administrator").post(
            cast.url("settings/"),
            {"name": "Renamed", "time_zone": "UTC", "version": 1},
            headers={"X-Request-ID": sent},
        )
    assert answer.status_code == 303
    with workspace_scope(cast.workspace.pk):
        entry = Entry.objects.latest("sequence")
    assert (entry.request_id == sent) is kept
    assert entry.request_id
    assert {line["request_id"] for line in lines(caplog)} == {entry.request_id}


def test_no_secret_stands_in_a_log_line(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        Client().get("/invitations/1.SECRET.signature/?q=SECRET")
        Client().get("/accounts/password/reset/key/1-SECRET/")
        Client().get("/accounts/login/?next=/invitations/SECRET/")
    assert lines(caplog)
    assert "SECRET" not in json.dumps(lines(caplog), default=str)


def test_nor_in_a_line_that_django_writes() -> None:
    line = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "%s: %s", ("Gone", "/invitations/SECRET/"), None
    )
    assert SecretsFilter().filter(line)
    assert line.getMessage() == "Gone: /invitations/…/"
