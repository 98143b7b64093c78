from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import preparation
from config.bootstrap.databases import Database
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places


@pytest.fixture
def commands(places: Places, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The Django commands that were run; a small checkout for them."""
    done: list[str] = []

    def command(self: preparation.Django, name: str, *arguments: str) -> str:
        done.append(name)
        return "anna@example.org contributor\n"

    monkeypatch.setattr(preparation.Django, "command", command)
    for path in (
        "config/settings.py",
        "accounts/models.py",
        "static/a.css",
        "requirements/runtime.txt",
    ):
        (places.checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (places.checkout / path).write_text("")
    return done


def own_database(places: Places) -> Database:
    server = object()
    return Database("app", "owner", places.state / "notes", cluster=server)  # type: ignore[arg-type]


def test_the_first_start_does_everything_and_the_second_nothing(
    places: Places, commands: list[str]
) -> None:
    database = own_database(places)
    first = preparation.prepare(places, database, {}, demo=True)
    assert commands == ["migrate", "schema_check", "collectstatic", "demo_load"]
    second = preparation.prepare(places, database, {}, demo=True)
    assert commands == ["migrate", "schema_check", "collectstatic", "demo_load"]
    assert first == second == "anna@example.org contributor"


def test_without_the_demo_nothing_is_loaded_or_told(places: Places, commands: list[str]) -> None:
    assert preparation.prepare(places, own_database(places), {}, demo=False) == ""
    assert "demo_load" not in commands


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("accounts/models.py", ["migrate", "schema_check"]),
        ("static/a.css", ["collectstatic"]),
        ("requirements/runtime.txt", ["migrate", "schema_check", "collectstatic"]),
    ],
)
def test_what_changed_is_done_again(
    places: Places, commands: list[str], changed: str, expected: list[str]
) -> None:
    database = own_database(places)
    preparation.prepare(places, database, {}, demo=False)
    commands.clear()
    (places.checkout / changed).write_text("changed")
    preparation.prepare(places, database, {}, demo=False)
    assert commands == expected


def test_a_server_that_was_given_is_always_migrated(places: Places, commands: list[str]) -> None:
    database = Database("app", "owner", places.state / "notes")
    preparation.prepare(places, database, {}, demo=False)
    preparation.prepare(places, database, {}, demo=False)
    assert commands.count("migrate") == 2


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("CommandError: The server is too old.", "^The server is too old.$"),
        ("django.core.exceptions.ImproperlyConfigured: Set SEAM_HOSTS.", "^Set SEAM_HOSTS.$"),
        ("KeyError: 1", "^migrate failed: KeyError: 1 "),
    ],
)
def test_a_command_that_fails_is_one_sentence(
    places: Places, program: Callable[..., Path], says: str, sentence: str
) -> None:
    program("seam/.venv/bin/python", says=says, code=1)
    with pytest.raises(Failure, match=sentence):
        preparation.Django(places, {}).command("migrate")
