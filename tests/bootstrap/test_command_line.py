from __future__ import annotations

from collections.abc import Mapping

import pytest

from config.bootstrap import checks, command_line, suite, up
from config.bootstrap.failures import Failure, Interrupted
from config.bootstrap.places import Places


@pytest.fixture(autouse=True)
def _here(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "here", lambda: places)
    monkeypatch.setattr(command_line, "raise_when_asked_to_stop", lambda: None)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], up.Options(port=8000, bind="127.0.0.1", demo=True)),
        (["--port", "81", "--bind", "::1", "--no-demo"], up.Options(81, "::1", demo=False)),
    ],
)
def test_up_takes_its_options(
    arguments: list[str], expected: up.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[up.Options] = []
    monkeypatch.setattr(up, "up", lambda places, options, env: taken.append(options) or 0)
    assert command_line.main(["up", *arguments]) == 0
    assert taken == [expected]


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["up", f"--port={port}"])
    assert "it can be 1 to 65535" in capsys.readouterr().err


def test_test_hands_everything_to_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "test", lambda places, arguments, env: len(arguments))
    assert command_line.main(["test", "-k", "x", "-h"]) == 3


def test_checks_takes_no_arguments(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "check", lambda places, env: 0)
    assert command_line.main(["checks"]) == 0
    assert command_line.main(["checks", "--fast"]) == 1
    assert capsys.readouterr().err == "`checks` takes no arguments.\n"


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (Failure("Port 8000 is taken by process 7."), 1, "Port 8000 is taken by process 7.\n"),
        (PermissionError(13, "Permission denied", "/x"), 1, "/x: Permission denied.\n"),
        (Interrupted(), 130, ""),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(
    error: BaseException,
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(places: Places, options: up.Options, env: Mapping[str, str]) -> int:
        raise error

    monkeypatch.setattr(up, "up", fail)
    assert command_line.main(["up"]) == code
    assert capsys.readouterr().err == sentence


def test_a_django_command_before_the_first_start_says_what_to_type(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line.main(["migrate"]) == 1
    assert capsys.readouterr().err == ("Seam is not set up here yet; type: python3 manage.py up\n")


def test_django_runs_in_this_process_only_where_packages_and_a_database_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not command_line.is_ready_for_django(["migrate"])
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@host/seam")
    assert command_line.is_ready_for_django(["migrate"])
    assert not command_line.is_ready_for_django(["up"])
    monkeypatch.setattr(command_line.importlib.util, "find_spec", lambda name: None)
    assert not command_line.is_ready_for_django(["migrate"])
