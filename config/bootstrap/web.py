"""The web server: gunicorn, in a process group of its own, so that none of it stays unseen."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from . import ports
from .failures import Failure
from .places import Places, read
from .processes import command_of, kill_group, opened_log, try_lock

APPLICATION = "config.wsgi:application"
WORKERS = 2
#: Browsers open connections ahead of need. A thread waits on each, where a worker without threads
#: would stand still for everybody until its time-out.
THREADS = 8
#: Seconds.
READY_WITHIN = 60.0
STOP_WITHIN = 6.0


@contextmanager
def claimed(places: Places, bind: str, port: int) -> Iterator[socket.socket]:
    """The listening socket, ours for the block. Raises Failure that says who has the port.

    A web server whose `up` was killed still listens; it is stopped first.
    """
    note = places.state / f"web-{port}"
    with note.open("a") as lock:
        former = _noted_group(note) if try_lock(lock) else None
        with _listening(bind, port, former) as listener:
            yield listener


@dataclass(frozen=True)
class WebServer:
    """A gunicorn that runs."""

    process: subprocess.Popen[bytes]
    log: Path

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def wait_until_ready(self, listener: socket.socket, host: str) -> None:
        """Wait for /healthz to answer 200. Raises Failure with the reason when it does not."""
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            if self.has_ended():
                raise Failure(f"The web server did not start: {_last_line(self.log)} ({self.log}).")
            if _answers(listener, host):
                return
            time.sleep(0.05)
        raise Failure(f"The web server does not answer; its log is {self.log}.")

    def stop(self) -> None:
        """Let requests finish, then end what is left of the group."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_WITHIN)
        kill_group(self.process.pid)
        self.process.wait()


@contextmanager
def serving(places: Places, listener: socket.socket, env: Mapping[str, str]) -> Iterator[WebServer]:
    """Run the web server over the socket for the block."""
    log_path = places.logs / "web.log"
    command = [os.fspath(places.python), "-m", "gunicorn", APPLICATION]
    # Loaded once and forked: half the work of loading it in every worker.
    command += ["--bind", f"fd://{listener.fileno()}", "--no-control-socket", "--preload"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--worker-tmp-dir"]
    command += [_memory_folder(places), "--graceful-timeout", "5", "--log-level", "warning"]
    with opened_log(log_path) as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=places.checkout,
            env=dict(env),
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
    server = WebServer(process, log_path)
    try:
        port = listener.getsockname()[1]
        (places.state / f"web-{port}").write_text(json.dumps({"group": process.pid}))
        yield server
    finally:
        server.stop()


def _memory_folder(places: Places) -> str:
    """Where workers touch the file that shows they live: memory where there is some."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else os.fspath(places.state)  # noqa: S108


def _answers(listener: socket.socket, host: str) -> bool:
    address, port = listener.getsockname()[:2]
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104
    connection = http.client.HTTPConnection(target, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _noted_group(note: Path) -> int | None:
    text = read(note)
    return int(json.loads(text)["group"]) if text else None


def _listening(bind: str, port: int, former: int | None) -> socket.socket:
    """The listening socket; what an earlier, killed start left there is ended first."""
    deadline = time.monotonic() + STOP_WITHIN
    while True:
        try:
            return ports.listen(bind, port)
        except ports.PortTaken:
            holders = ports.holders_of(port)
            if former is None or not all(_is_left_over(pid, former) for pid in holders):
                break
            if holders:  # else they just left
                kill_group(former)
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    raise Failure(
        f"Port {port} is taken by {ports.taken_by(port)}; stop it, or choose another port: "
        f"python3 manage.py up --port {port + 1}"
    )


def _is_left_over(pid: int, group: int) -> bool:
    try:
        return os.getpgid(pid) == group and APPLICATION in command_of(pid)
    except ProcessLookupError:
        return False


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
