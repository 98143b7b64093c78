"""The server of our own, with a real PostgreSQL."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.bootstrap import binaries
from config.bootstrap.binaries import Binaries
from config.bootstrap.cluster import Cluster, throwaway
from config.bootstrap.failures import Failure
from config.bootstrap.places import here
from config.bootstrap.processes import command_of, run

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def found() -> Binaries:
    """The programs that the suite's own server runs on."""
    return binaries.find(here(), os.environ)


@pytest.fixture(scope="module")
def cluster(home: Path, found: Binaries) -> Iterator[Cluster]:
    made = Cluster(home, found, durable=False)
    yield made
    made.stop()


def answer(cluster: Cluster, query: str) -> str:
    env = {"PGPASSWORD": cluster.password, "PGCONNECT_TIMEOUT": "5"}
    command = [cluster.binaries / "psql", "-X", "-A", "-t", "-U", "postgres"]
    return run([*command, "-h", cluster.socket, "-c", query], env=os.environ | env).strip()


def running(cluster: Cluster) -> int:
    pid = cluster.pid()
    assert pid is not None
    return pid


def test_it_is_made_started_and_stopped(cluster: Cluster) -> None:
    with cluster.in_use() as outcome:
        assert "made and started" in outcome
        assert answer(cluster, "SELECT 1") == "1"
        assert answer(cluster, "SHOW server_encoding") == "UTF8"
        assert answer(cluster, "SHOW listen_addresses") == ""
    assert cluster.pid() is None


def test_it_asks_for_a_password(cluster: Cluster) -> None:
    with cluster.in_use():
        assert answer(cluster, "SELECT DISTINCT auth_method FROM pg_hba_file_rules") == (
            "scram-sha-256"
        )


def test_its_files_are_private(cluster: Cluster) -> None:
    with cluster.in_use():
        for folder in (cluster.data, cluster.socket):
            assert folder.stat().st_mode & 0o077 == 0


def test_the_last_one_out_stops_it(cluster: Cluster) -> None:
    with cluster.in_use():
        with cluster.in_use() as outcome:
            assert outcome == "runs already"
        assert answer(cluster, "SELECT 1") == "1"
    assert cluster.pid() is None


def test_after_kill_9_it_recovers_with_what_was_committed(cluster: Cluster) -> None:
    with cluster.in_use():
        answer(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
        answer(cluster, "CHECKPOINT")
        os.kill(running(cluster), signal.SIGKILL)
        while cluster.pid():
            time.sleep(0.01)
    with cluster.in_use() as outcome:
        assert outcome == "recovered and started"
        assert answer(cluster, "SELECT number FROM kept") == "7"


def test_a_process_that_got_the_dead_servers_number_is_left_alone(cluster: Cluster) -> None:
    other = subprocess.Popen(["sleep", "60"])
    try:
        (cluster.data / "postmaster.pid").write_text(f"{other.pid}\n{cluster.data}\n")
        assert cluster.pid() is None
        with cluster.in_use() as outcome:
            assert outcome == "recovered and started"
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_another_versions_data_is_not_passed_over(cluster: Cluster) -> None:
    newer = Cluster(cluster.home, Binaries(cluster.binaries.folder, 99))
    with pytest.raises(Failure, match="was made by another version than PostgreSQL 99"):
        newer.start()


def test_a_server_that_cannot_start_says_why(cluster: Cluster) -> None:
    version = cluster.data / "PG_VERSION"
    held = version.read_text()
    version.write_text("9.0\n")
    try:
        with pytest.raises(Failure, match="did not start: database files are incompatible"):
            cluster.start()
    finally:
        version.write_text(held)


def test_a_throwaway_leaves_nothing_and_clears_what_a_killed_one_left(
    home: Path, found: Binaries
) -> None:
    with throwaway(home, found) as killed:
        pass
    killed.home.mkdir(mode=0o755)
    killed.start()  # as if its process had been killed: nobody holds its lock
    left = running(killed)

    with throwaway(home, found) as own:
        assert answer(own, "SHOW fsync") == "off"
        assert not killed.home.exists()
        assert command_of(left) == ""
    assert not list(home.glob("throwaway-*"))
