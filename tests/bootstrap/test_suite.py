from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.bootstrap import browser, databases, environment, suite
from config.bootstrap.binaries import Binaries
from config.bootstrap.cluster import Cluster
from config.bootstrap.databases import Database
from config.bootstrap.places import Places

Call = tuple[list[str], dict[str, str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Call]:
    """What would have been run, with nothing of it being there."""
    made: list[Call] = []
    server = Cluster(tmp_path, Binaries(tmp_path / "pg", 18))

    @contextmanager
    def for_tests(places: Places, env: Mapping[str, str]) -> Iterator[Database]:
        yield Database("postgresql://app", "postgresql://owner", tmp_path, server)

    def foreground(command: Sequence[object], env: Mapping[str, str]) -> int:
        made.append(([str(part) for part in command], dict(env)))
        return 5

    monkeypatch.setattr(environment, "prepare", lambda places, lock: made.append(([lock], {})))
    monkeypatch.setattr(databases, "for_tests", for_tests)
    monkeypatch.setattr(browser, "have", lambda places, env: (Path("/chromium"), "found"))
    monkeypatch.setattr(suite, "run_in_foreground", foreground)
    return made


def test_pytest_gets_the_arguments_and_its_exit_code_is_passed_on(
    places: Places, calls: list[Call]
) -> None:
    assert suite.test(places, ["-n", "2", "tests/x.py"], {}) == 5
    command, _ = calls[-1]
    assert command[1:] == ["-m", "pytest", "--dist=loadfile", "-n", "2", "tests/x.py"]


def test_the_development_packages_are_there_first(places: Places, calls: list[Call]) -> None:
    suite.test(places, [], {})
    assert calls[0] == (["development"], {})


def test_tests_see_their_own_server_and_nothing_of_the_shells_settings(
    places: Places, calls: list[Call], tmp_path: Path
) -> None:
    shell = {"DATABASE_URL": "mine", "SEAM_HOSTS": "mine", "SEAM_CHROMIUM": "mine", "HOME": "/h"}
    suite.test(places, [], shell)
    assert calls[-1][1] == {
        "HOME": "/h",
        "DATABASE_URL": "postgresql://app",
        "DATABASE_OWNER_URL": "postgresql://owner",
        "SEAM_ENV": "test",
        "SEAM_PG_BIN": str(tmp_path / "pg"),
        "SEAM_CHROMIUM": "/chromium",
    }


def test_processes_side_by_side_keep_the_tests_of_a_module_together() -> None:
    assert suite.grouped(["-q", "tests"]) == ["-q", "tests"]
    assert suite.grouped(["-n", "2"]) == ["--dist=loadfile", "-n", "2"]
