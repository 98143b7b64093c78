from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import worker
from config.bootstrap.places import Places
from config.bootstrap.processes import command_of

STAYS = "#!/bin/sh\nexec sleep 60\n"


def started(places: Places, script: str) -> worker.Worker:
    places.python.parent.mkdir(parents=True, exist_ok=True)
    places.python.write_text(script)
    places.python.chmod(0o755)
    return worker.Worker(places, {"PATH": "/usr/bin:/bin"})


def waited(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


def test_it_stops_with_the_block_and_nothing_of_it_is_left(places: Places) -> None:
    made = started(places, STAYS)
    assert waited(lambda: "sleep" in command_of(made.pid))
    made.stop()
    assert command_of(made.pid) == ""


def test_one_that_ended_is_started_again_after_a_pause_that_doubles(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = started(places, "#!/bin/sh\nexit 3\n")
    now = time.monotonic()
    monkeypatch.setattr(worker.time, "monotonic", lambda: now)
    pauses, pids = [], set()
    for _ in range(3):
        made.process.wait(10)
        pids.add(made.pid)
        made.look()
        pauses.append(made._start_at - now)
        now = made._start_at
        made.look()
    made.stop()
    assert pauses == [1, 2, 4]
    assert len(pids) == 3
    assert capsys.readouterr().out.count("The worker has ended and is started again") == 3


def test_it_writes_into_a_log_of_its_own(places: Places) -> None:
    made = started(places, "#!/bin/sh\necho said\n")
    made.process.wait(10)
    made.stop()
    assert Path(made.log).read_text() == "said\n"
