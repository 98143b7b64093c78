"""Other programs: running them, waiting for them, and looking at those that already run."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any

from .failures import Interrupted

PROC = Path("/proc")
#: A log is started anew when it is longer than this many bytes.
LONGEST_LOG = 5_000_000


class ProgramFailed(Exception):
    """A program ended with an error. `last_line` is the last thing it said."""

    def __init__(self, output: str) -> None:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        self.output = output
        self.last_line = lines[-1] if lines else "it said nothing"
        super().__init__(self.last_line)


def run(
    arguments: Sequence[str | Path],
    *,
    log: Path | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    text: str = "",
    user: int | None = None,
) -> str:
    """Run a program to its end and return its standard output.

    `text` is its standard input; `user` the uid it runs as, when root gives it away. What it said
    on both streams goes to `log`. Raises ProgramFailed when it cannot be run or ends with an error.
    """
    try:
        done = subprocess.run(
            [os.fspath(argument) for argument in arguments],
            input=text,
            capture_output=True,
            text=True,
            errors="replace",
            env=env,
            cwd=cwd,
            check=False,
            **as_user(user),
        )
    except OSError as error:
        raise ProgramFailed(f"{arguments[0]}: {error.strerror}") from error
    said = done.stdout + done.stderr
    if log:
        log.write_text(said)
    if done.returncode:
        raise ProgramFailed(said)
    return done.stdout


def as_user(uid: int | None) -> dict[str, Any]:
    """The arguments of `subprocess` that make a program run as `uid`, with no other group."""
    if uid is None:
        return {}
    return {"user": uid, "group": uid, "extra_groups": [], "umask": 0o077}


def run_in_foreground(arguments: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Give the terminal to a program, wait for it, and return its exit code.

    Ctrl-C reaches the program by itself; SIGTERM and SIGHUP are passed on. Handlers, not SIG_IGN:
    a program inherits what is ignored.
    """
    child = subprocess.Popen([os.fspath(argument) for argument in arguments], env=env)

    def pass_on(number: int, frame: FrameType | None) -> None:
        child.send_signal(number)

    handlers: dict[int, Callable[[int, FrameType | None], None]] = {
        signal.SIGINT: lambda number, frame: None,
        signal.SIGTERM: pass_on,
        signal.SIGHUP: pass_on,
    }
    former = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        code = child.wait()
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code


def raise_when_asked_to_stop() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into Interrupted, once: tidying up is not interrupted."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, lambda number, frame: None)
        raise Interrupted

    for number in numbers:
        signal.signal(number, interrupt)


def command_of(pid: int) -> str:
    """The command line of a running process; "" when there is none, or only its zombie."""
    if PROC.is_dir():
        try:
            return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        except OSError:
            return ""
    done = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "" if "<defunct>" in done.stdout else done.stdout.strip()


def kill_group(group: int) -> None:
    """End every process of a group at once; none is there any more, or none is ours: nothing."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def opened_log(path: Path) -> IO[bytes]:
    """Open a log to append to; a long one is put aside first as `<name>.1`."""
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("ab")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file lock `path` for the block; wait for whoever has it. A dead holder has none."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def try_lock(file: IO[str]) -> bool:
    """Take the lock of an open file if nobody else has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
