"""A PostgreSQL server of our own: made, started, recovered and stopped.

It listens on a socket in a private folder and nowhere else. Whoever uses it holds a shared file
lock; the last one to leave stops it. A lock dies with its process, so after `kill -9` of anything
the next start sees what is: a running server is used, a dead one's leftovers are cleared.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .binaries import Binaries
from .failures import Failure
from .places import read, secret, socket_folder
from .processes import (
    ProgramFailed,
    as_user,
    command_of,
    locked,
    opened_log,
    run,
    try_lock,
)

#: Seconds. Recovery after a crash of a large database is part of starting.
START_WITHIN = 60.0
STOP_WITHIN = 15.0
#: Servers this process started. Kept, so that their end is noticed and they leave no zombie.
_children: dict[int, subprocess.Popen[bytes]] = {}
#: A server that may lose everything, because it is thrown away anyway.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


@dataclass(frozen=True)
class Cluster:
    """One data folder and the server over it."""

    home: Path
    binaries: Binaries
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home / f"postgres-{self.binaries.major}"

    @property
    def socket(self) -> Path:
        return socket_folder(self.home / "socket")

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def password(self) -> str:
        """The superuser's password, made once."""
        return secret(self.home / "postgres-password", lambda: secrets.token_urlsafe(24))

    # Who runs it ------------------------------------------------------------------------------

    @property
    def user(self) -> int | None:
        """The uid the server runs as when we are root; PostgreSQL refuses root itself.

        `nobody` is on every system; creating a user on somebody's machine is not ours to do.
        """
        return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None

    def _give(self, path: Path) -> None:
        if self.user is not None:
            os.chown(path, self.user, self.user)

    # State ------------------------------------------------------------------------------------

    def pid(self) -> int | None:
        """The process id of the running server, or None. A reused id is not taken for it."""
        lines = read(self.data / "postmaster.pid").splitlines()
        if not lines or not lines[0].isdigit():
            return None
        command = command_of(int(lines[0]))
        return int(lines[0]) if "postgres" in command and str(self.data) in command else None

    def is_ready(self) -> bool:
        """Whether the server says that it takes connections."""
        lines = read(self.data / "postmaster.pid").splitlines()
        return len(lines) >= 8 and lines[7].strip() == "ready"

    # Making, starting, stopping ---------------------------------------------------------------

    def start(self) -> str:
        """Make the data folder if there is none, and start the server unless it runs.

        The caller holds the lock. Returns a few words on what was done; raises Failure.
        """
        if self.pid() is not None:
            self._wait_until_ready(None)
            return "runs already"
        self._refuse_other_major()
        made = not self.data.exists()
        if made:
            self._make()
        recovered = self._clear_leftovers()
        self._launch()
        if made:
            return f"PostgreSQL {self.binaries.major} made and started"
        return "recovered and started" if recovered else "started"

    def stop(self) -> None:
        """Stop the server: fast first, then at once; recovery makes up for the latter."""
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            pid = self.pid()
            if pid is None:
                return
            os.kill(pid, number)
            if self._ends(pid):
                return

    def _ends(self, pid: int) -> bool:
        deadline = time.monotonic() + STOP_WITHIN
        while time.monotonic() < deadline:
            child = _children.get(pid)
            if child.poll() is not None if child else not command_of(pid):
                return True
            time.sleep(0.02)
        return False

    def _refuse_other_major(self) -> None:
        others = [path for path in self.home.glob("postgres-[0-9]*") if path != self.data]
        others = [path for path in others if path.is_dir() and path.suffix != ".partial"]
        if others and not self.data.exists():
            raise Failure(
                f"{others[0]} was made by another version than PostgreSQL {self.binaries.major}; "
                "set SEAM_PG_BIN to that version's programs, or move the folder away."
            )

    def _make(self) -> None:
        """Run initdb into a folder beside, so that a half-made one is never taken for whole."""
        partial = self.data.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700, parents=True)
        self._give(partial)
        password = self.home / "postgres-password.once"  # for the user who runs initdb
        password.unlink(missing_ok=True)
        secret(password, lambda: self.password)
        self._give(password)
        command: list[str | Path] = [self.binaries / "initdb", "-D", partial, "-U", "postgres"]
        command += ["-E", "UTF8", "--no-locale", "--auth=scram-sha-256", f"--pwfile={password}"]
        if self.binaries.major >= 17:  # immune to the host's locales
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not self.durable:
            command += ["--no-sync"]
        env = os.environ | {"LC_ALL": "C"}
        try:
            run(command, env=env, cwd=partial, user=self.user)
        except ProgramFailed as failure:
            raise Failure(f"The database could not be made: {failure.last_line}") from None
        finally:
            password.unlink()
        partial.rename(self.data)

    def _clear_leftovers(self) -> bool:
        """Remove the lock files of a server that was killed; return whether there were any."""
        leftovers = [self.data / "postmaster.pid", *self.socket.glob(".s.PGSQL.*")]
        found = [path for path in leftovers if path.exists()]
        for path in found:
            path.unlink()
        return bool(found)

    def _launch(self) -> None:
        """Start the server; while a killed one's processes are still leaving, try again."""
        deadline = time.monotonic() + START_WITHIN
        while True:
            size = self.log.stat().st_size if self.log.exists() else 0
            process = self._spawn()
            if self._wait_until_ready(process):
                return
            with self.log.open("rb") as log:
                log.seek(min(size, self.log.stat().st_size))
                said = log.read().decode(errors="replace")
            if "is still in use" not in said or time.monotonic() > deadline:
                raise Failure(f"The database server did not start: {_cause(said)} ({self.log}).")
            self._clear_leftovers()
            time.sleep(0.2)

    def _spawn(self) -> subprocess.Popen[bytes]:
        self._give(self.socket)
        settings = ["listen_addresses=", f"unix_socket_directories={self.socket}", "timezone=UTC"]
        settings += ["unix_socket_permissions=0700", "log_timezone=UTC"]
        settings += [] if self.durable else FORGETFUL
        command = [os.fspath(self.binaries / "postgres"), "-D", os.fspath(self.data)]
        command += [part for setting in settings for part in ("-c", setting)]
        with opened_log(self.log) as log:
            try:
                process: subprocess.Popen[bytes] = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self.data,
                    env=os.environ | {"LC_ALL": "C"},
                    start_new_session=True,  # Ctrl-C in this terminal is not meant for it
                    **as_user(self.user),
                )
            except OSError as error:
                raise Failure(f"{command[0]} could not be run: {error.strerror}.") from None
        _children[process.pid] = process
        return process

    def _wait_until_ready(self, process: subprocess.Popen[bytes] | None) -> bool:
        """Wait until the server takes connections; False when the process ended instead."""
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline:
            if process is not None and process.poll() is not None:
                return False
            if self.is_ready():
                return True
            time.sleep(0.02)
        raise Failure(f"The database server is not ready after {START_WITHIN:.0f} s ({self.log}).")

    # Sharing ----------------------------------------------------------------------------------

    @contextmanager
    def in_use(self) -> Iterator[str]:
        """Have the server for the block; yields what was done to have it.

        The last one out stops it, whoever started it.
        """
        with (self.home / "server.users").open("a") as users:
            with locked(self.home / "server.lock"):
                fcntl.flock(users, fcntl.LOCK_SH)
                outcome = self.start()
            try:
                yield outcome
            finally:
                with locked(self.home / "server.lock"):
                    if try_lock(users):
                        self.stop()


@contextmanager
def throwaway(home: Path, binaries: Binaries) -> Iterator[Cluster]:
    """A server of one's own for the block, removed with all its data at the end.

    What a killed run left behind is removed first.
    """
    for left in home.glob("throwaway-*"):
        _remove_if_left(Cluster(left, binaries, durable=False))
    folder = home / f"throwaway-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o755)
    with (folder / "lock").open("a") as lock:
        try_lock(lock)
        cluster = Cluster(folder, binaries, durable=False)
        try:
            cluster.start()
            yield cluster
        finally:
            _remove(cluster)


def _remove_if_left(cluster: Cluster) -> None:
    with (cluster.home / "lock").open("a") as lock:
        if try_lock(lock):
            _remove(cluster)


def _remove(cluster: Cluster) -> None:
    socket = cluster.socket
    cluster.stop()
    shutil.rmtree(cluster.home, ignore_errors=True)
    shutil.rmtree(socket, ignore_errors=True)


def _cause(said: str) -> str:
    fatal = [line for line in said.splitlines() if "FATAL:" in line or "error" in line.lower()]
    return fatal[0].split("FATAL:")[-1].strip() if fatal else "it said nothing"
