from __future__ import annotations

from config.bootstrap import settings
from config.bootstrap.places import Places


def test_what_is_set_stays_and_what_is_missing_is_productions(places: Places) -> None:
    env = settings.environment(places, {"SEAM_PUBLIC_URL": "https://seam.example", "HOME": "/h"})
    assert env["SEAM_PUBLIC_URL"] == "https://seam.example"
    assert env["HOME"] == "/h"
    assert env["SEAM_ENV"] == "production"
    assert env["SEAM_INSECURE_HTTP"] == "1"


def test_the_secret_key_is_made_once(places: Places) -> None:
    first, second = (settings.environment(places, {})["SEAM_SECRET_KEY"] for _ in range(2))
    assert first == second
    assert len(first) >= 50


def test_the_address_we_listen_on_is_answered_to_whatever_else_is(places: Places) -> None:
    env = settings.environment(places, {"SEAM_HOSTS": "seam.example"}, bind="10.0.0.7", port=81)
    assert set(env["SEAM_HOSTS"].split(",")) == {
        "seam.example",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "10.0.0.7",
    }
    assert env["SEAM_PUBLIC_URL"] == "http://10.0.0.7:81"


def test_ipv6_addresses_stand_in_brackets(places: Places) -> None:
    env = settings.environment(places, {}, bind="fd00::7")
    assert "[fd00::7]" in env["SEAM_HOSTS"].split(",")
    assert env["SEAM_PUBLIC_URL"] == "http://[fd00::7]:8000"


def test_listening_everywhere_answers_to_this_machines_name(places: Places) -> None:
    env = settings.environment(places, {}, bind="0.0.0.0")  # noqa: S104
    assert settings.socket.gethostname() in env["SEAM_HOSTS"].split(",")
    assert env["SEAM_PUBLIC_URL"] == "http://127.0.0.1:8000"
