from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from config.bootstrap import places as places_module
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places, secret, socket_folder


def test_the_state_folder_is_private(places: Places) -> None:
    assert places.state.stat().st_mode & 0o777 == 0o700


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    assert secret(path, lambda: "first") == "first"
    assert secret(path, lambda: "second") == "first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_several_who_ask_at_once_get_the_same_secret(tmp_path: Path) -> None:
    start, got = threading.Barrier(8), []

    def ask(name: str) -> None:
        start.wait()
        got.append(secret(tmp_path / "key", lambda: name))

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(set(got)) == 1


def test_a_short_socket_folder_is_used_as_it_is(tmp_path: Path) -> None:
    assert socket_folder(tmp_path / "s") == tmp_path / "s"


def test_a_long_socket_folder_is_replaced_by_a_short_private_one(tmp_path: Path) -> None:
    wanted = tmp_path / ("long" * 30)
    short = socket_folder(wanted)
    try:
        assert len(f"{short}/.s.PGSQL.5432") < 107
        assert short.stat().st_mode & 0o777 == 0o700
        assert socket_folder(wanted) == short
    finally:
        short.rmdir()


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    short = socket_folder(tmp_path / ("long" * 30))
    try:
        short.chmod(0o777)
        with pytest.raises(Failure, match="belongs to somebody else"):
            socket_folder(tmp_path / ("long" * 30))
    finally:
        short.rmdir()


class TestTheHomeUnderRoot:
    """Where the server lives when it may not live in the checkout."""

    @pytest.fixture(autouse=True)
    def _as_root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(places_module, "SHARED", tmp_path / "shared")
        monkeypatch.setattr(os, "geteuid", lambda: 0)

    def test_it_is_kept(self, places: Places) -> None:
        assert places.home() == places.home()

    def test_it_follows_a_checkout_that_moved(self, places: Places, tmp_path: Path) -> None:
        former = places.home()
        places.checkout.rename(tmp_path / "moved")
        assert Places(tmp_path / "moved").home() == former

    def test_a_copy_of_a_checkout_gets_its_own(self, places: Places, tmp_path: Path) -> None:
        former = places.home()
        shutil.copytree(places.checkout, tmp_path / "copy")
        assert Places(tmp_path / "copy").home() != former
        assert places.home() == former

    def test_a_new_clone_at_the_old_path_does_not_find_the_old_database(
        self, places: Places
    ) -> None:
        former = places.home()
        shutil.rmtree(places.state)
        assert places.make().home() != former


def test_an_ordinary_user_keeps_everything_in_the_checkout(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert places.home() == places.state
