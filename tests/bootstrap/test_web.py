from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import ports, web
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places

LISTENER = (
    "import socket, sys, time; s = socket.create_server(('127.0.0.1', 0));"
    "print(s.getsockname()[1], flush=True); time.sleep(60)"
)


def listener(*arguments: str) -> tuple[subprocess.Popen[str], int]:
    """A process, in a group of its own, that listens on a port."""
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENER, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    return process, int(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_taken_port_is_refused_with_who_has_it_and_another_to_choose(places: Places) -> None:
    process, port = listener()
    try:
        with (
            pytest.raises(
                Failure,
                match=rf"Port {port} is taken by process {process.pid} .*--port {port + 1}",
            ),
            web.claimed(places, "127.0.0.1", port),
        ):
            pass
        assert process.poll() is None
    finally:
        end(process)


def test_a_web_server_whose_start_was_killed_is_stopped(places: Places) -> None:
    process, port = listener(web.APPLICATION)
    (places.state / f"web-{port}").write_text(json.dumps({"group": process.pid}))
    try:
        with web.claimed(places, "127.0.0.1", port) as ours:
            assert ours.getsockname()[1] == port
        assert process.wait(5)
    finally:
        end(process)


def test_a_web_server_whose_start_still_runs_is_left_alone(places: Places) -> None:
    process, port = listener(web.APPLICATION)
    note = places.state / f"web-{port}"
    try:
        with note.open("a") as lock:
            assert web.try_lock(lock)
            note.write_text(json.dumps({"group": process.pid}))
            with pytest.raises(Failure), web.claimed(places, "127.0.0.1", port):
                pass
        assert process.poll() is None
    finally:
        end(process)


def test_a_web_server_that_does_not_start_says_why(
    places: Places, program: Callable[..., Path]
) -> None:
    program("seam/.venv/bin/python", says="ModuleNotFoundError: wsgi", code=3)
    with (
        ports.listen("127.0.0.1", 0) as ours,
        pytest.raises(Failure, match="did not start: ModuleNotFoundError: wsgi"),
        web.serving(places, ours, {}) as server,
    ):
        server.wait_until_ready(ours, "127.0.0.1")
