from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import debian, environment
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places


@pytest.fixture
def filled(places: Places, program: Callable[..., Path]) -> Places:
    """A checkout whose environment was filled from its locks."""
    places.requirements.mkdir()
    for lock in environment.LOCKS:
        (places.requirements / f"{lock}.txt").write_text(lock)
    program("seam/.venv/bin/python")
    stamps = {lock: environment._digest(places, lock) for lock in environment.LOCKS}
    (places.venv / "seam-packages.json").write_text(json.dumps(stamps))
    return places


def test_nothing_is_installed_when_the_lock_did_not_change(
    filled: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.prepare(filled, "development")
    assert "Packages … as in the lock" in capsys.readouterr().out


def test_a_changed_lock_is_installed_and_remembered_with_those_it_contains(
    filled: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    (filled.requirements / "development.txt").write_text("changed")
    assert not environment.is_installed(filled, "development")
    environment.prepare(filled, "development")
    assert "installed from requirements/development.txt" in capsys.readouterr().out
    assert environment.is_installed(filled, "runtime")


def test_runtime_packages_do_not_count_as_the_development_ones(filled: Places) -> None:
    (filled.requirements / "runtime.txt").write_text("changed")
    environment.prepare(filled, "runtime")
    assert not environment.is_installed(filled, "development")


def test_an_environment_that_lost_its_packages_is_not_taken_for_filled(
    filled: Places, program: Callable[..., Path]
) -> None:
    program("seam/.venv/bin/python", code=1)
    assert not environment.is_installed(filled, "runtime")


def test_without_network_the_person_is_told_so(
    filled: Places, program: Callable[..., Path]
) -> None:
    (filled.requirements / "runtime.txt").write_text("changed")
    python = program("seam/.venv/bin/python")
    python.write_text(
        '#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "Retrying after NewConnectionError"\n'
        'echo "ERROR: No matching distribution found for django"\nexit 1\n'
    )
    with pytest.raises(Failure, match="pip could not reach the package index"):
        environment.prepare(filled, "runtime")
    assert not environment.is_installed(filled, "runtime")


class TestAPythonThatCannotMakeEnvironments:
    @pytest.fixture(autouse=True)
    def _without_ensurepip(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    def test_is_completed_by_apt_where_we_are_root_on_debian(
        self, places: Places, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed = []
        monkeypatch.setattr(debian, "may_install", lambda: True)
        monkeypatch.setattr(debian, "install", lambda package, log: installed.append(package))
        environment._install_venv(places)
        assert installed == ["python3-venv"]

    def test_stops_with_the_line_to_type_where_we_are_not(
        self, places: Places, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
        with pytest.raises(Failure, match="type: sudo apt-get install python3-venv"):
            environment.prepare(places, "runtime")
