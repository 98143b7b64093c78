"""`manage.py up` from end to end, in a copy of this checkout with its packages."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.bootstrap import environment
from config.bootstrap.places import SHARED, Places, read
from config.bootstrap.processes import command_of
from tests.bootstrap.conftest import CHECKOUT

pytestmark = pytest.mark.cluster

#: Seconds, many: other tests run on the same cores, and nobody waits for longer than it takes.
READY_WITHIN = 300


@dataclass
class Trial:
    """A copy of the checkout in which `up` is started, watched and killed."""

    places: Places
    port: int
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.places.checkout / "up.log"

    def up(self) -> subprocess.Popen[str]:
        """Start and wait until it is ready, or has ended."""
        command = [sys.executable, "manage.py", "up", "--no-demo", f"--port={self.port}"]
        shell = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "SEAM_"))}
        with self.log.open("w") as log:
            process = subprocess.Popen(
                command, cwd=self.places.checkout, env=shell, stdout=log, stderr=log, text=True
            )
        self.started.append(process)
        deadline = time.monotonic() + READY_WITHIN
        while "Seam is ready" not in self.log.read_text() and process.poll() is None:
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.02)
        return process

    def pids(self) -> dict[str, int]:
        note = json.loads(read(self.places.state / f"web-{self.port}"))
        data = next(self.places.home().glob("postgres-[0-9]*"))
        return {
            "web": note["group"],
            "worker": self.worker(),
            "database": int(read(data / "postmaster.pid").splitlines()[0]),
        }

    def worker(self) -> int:
        """The pid of the checkout's one worker."""
        (found,) = workers_of(self.places)
        return found

    def serves(self) -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10) as answer:
            return bool(answer.status == 200)


def workers_of(places: Places) -> list[int]:
    """The workers that run from a checkout."""
    line = f"{places.checkout / 'manage.py'} worker"
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [pid for pid in pids if line in command_of(pid)]


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether it came to hold before the time was over."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


@pytest.fixture(scope="module")
def trial() -> Iterator[Trial]:
    folder = Path(tempfile.mkdtemp(prefix="seam-up-"))  # 0700: nobody else may enter
    places = Places(folder / "checkout")
    ignored = shutil.ignore_patterns(".*", "tests", "docs", "__pycache__", "htmlcov")
    shutil.copytree(CHECKOUT, places.checkout, ignore=ignored)
    places.venv.symlink_to(sys.prefix)
    assert environment.is_installed(places, "runtime"), "run the tests by: manage.py test"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = Trial(places, port)
    yield made
    for process in made.started:
        process.kill()
        process.wait()
    home = read(places.state / "home")
    if home:
        shutil.rmtree(SHARED / home)
    shutil.rmtree(folder)


def test_it_serves_stops_and_leaves_nothing_running(trial: Trial) -> None:
    process = trial.up()
    assert process.poll() is None, trial.log.read_text()
    assert trial.serves()
    pids = trial.pids()
    web = Path(f"/proc/{pids['web']}/environ").read_bytes().decode()
    assert "DATABASE_URL=" in web
    assert "DATABASE_OWNER_URL" not in web

    second = trial.up()  # in the same checkout, on the same port
    assert second.returncode == 1
    assert f"Port {trial.port} is taken by process {process.pid}" in trial.log.read_text()
    assert trial.serves()

    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert not any(command_of(pid) for pid in pids.values())


def test_after_kill_9_of_anything_the_next_start_recovers(trial: Trial) -> None:
    process = trial.up()
    for killed in ({"up"}, {"web"}, {"database"}, {"up", "web", "database"}):
        pids = trial.pids() | {"up": process.pid}
        for name in killed:
            os.kill(pids[name], signal.SIGKILL)
        code = process.wait(20)
        assert within(60, lambda: not workers_of(trial.places)), "a worker was left alone"
        assert code == (-signal.SIGKILL if "up" in killed else 1)

        process = trial.up()
        said = trial.log.read_text()
        assert process.poll() is None, said
        assert trial.serves(), said
        for step in ("Packages … as in the lock", "Tables … up to date", "files … up to date"):
            assert step in said
    process.terminate()
    assert process.wait(20) == 0


def test_a_worker_that_dies_is_started_again_and_pages_do_without_it(trial: Trial) -> None:
    process = trial.up()
    killed = trial.worker()
    os.kill(killed, signal.SIGKILL)
    assert trial.serves()
    assert within(90, lambda: workers_of(trial.places) not in ([], [killed]))
    assert "The worker has ended and is started again" in trial.log.read_text()
    process.terminate()
    assert process.wait(20) == 0
    assert workers_of(trial.places) == []
