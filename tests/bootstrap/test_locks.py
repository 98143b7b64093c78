from __future__ import annotations

import shutil

import pytest

from config.bootstrap import locks
from config.bootstrap.places import Places, here

PROJECT = """
[project]
dependencies = ["Django~=5.2.19", "psycopg[binary]~=3.3", "tzdata"]
[dependency-groups]
dev = ["ruff~=0.17.6"]
"""
RUNTIME = """\
django==5.2.20 \\
    --hash=sha256:1
psycopg==3.4.0 ; sys_platform != 'win32' \\
    --hash=sha256:2
tzdata==1
"""


@pytest.fixture
def project(places: Places, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A checkout whose locks are in order, on a machine without uv."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (places.checkout / "pyproject.toml").write_text(PROJECT)
    places.requirements.mkdir()
    (places.requirements / "runtime.txt").write_text(RUNTIME)
    (places.requirements / "development.txt").write_text(f"{RUNTIME}ruff==0.17.6\n")
    return places


def change(project: Places, lock: str, old: str, new: str) -> list[str]:
    path = project.requirements / f"{lock}.txt"
    path.write_text(path.read_text().replace(old, new))
    return list(locks.problems(project))


def test_locks_in_order_have_no_problem(project: Places) -> None:
    assert list(locks.problems(project)) == []


def test_seams_own_locks_are_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert list(locks.problems(here())) == []


@pytest.mark.parametrize(
    "line",
    ["--index-url https://host/simple", "-i host", "tzdata @ https://host/x.whl", "--find-links x"],
)
def test_an_address_is_a_problem(project: Places, line: str) -> None:
    assert "names an address" in change(project, "development", "tzdata==1", line)[0]


@pytest.mark.parametrize("version", ["5.2.18", "5.3.0", "6.0"])
def test_a_pin_that_does_not_satisfy_the_project_is_a_problem(
    project: Places, version: str
) -> None:
    found = change(project, "runtime", "django==5.2.20", f"django=={version}")
    assert f"runtime.txt pins django {version}, pyproject.toml asks for ~=5.2.19." in found


def test_a_missing_pin_is_a_problem(project: Places) -> None:
    found = change(project, "runtime", "tzdata==1\n", "")
    assert found == ["runtime.txt does not pin tzdata."]


def test_development_pins_what_runtime_pins(project: Places) -> None:
    found = change(project, "development", "tzdata==1", "tzdata==2")
    assert found == ["development.txt must pin tzdata 1, as runtime.txt does."]


def test_a_requirement_that_cannot_be_compared_is_a_problem(project: Places) -> None:
    path = project.checkout / "pyproject.toml"
    path.write_text(path.read_text().replace("tzdata", "tzdata>=1"))
    assert next(locks.problems(project)).startswith("pyproject.toml: write 'tzdata>=1'")
