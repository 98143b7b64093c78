"""The worker: does the background jobs beside the web server, and is started again when it ends.

Pages never wait for it: without a worker nothing is told by mail and nothing is written down by
itself, but everything can be read and decided.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from .places import Places
from .processes import kill_group, opened_log
from .steps import say

#: Seconds.
STOP_WITHIN = 6.0
#: How long to wait before it is started again: twice as long each time, up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: Whoever ran this long was well: the next pause is the first again.
WELL_AFTER = 60.0


class Worker:
    """A worker that is kept running. It ends by itself when we do, however we end.

    It holds the other end of a pipe, which the system closes when this process is gone.
    """

    def __init__(self, places: Places, env: Mapping[str, str]) -> None:
        self.log = places.logs / "worker.log"
        self._places, self._env = places, dict(env)
        self._pause = FIRST_PAUSE
        self._start_at: float | None = None
        self._start()

    @property
    def pid(self) -> int:
        return self.process.pid

    def look(self) -> None:
        """Start it again where it ended, after a pause, and say so."""
        if self._start_at is None:
            if self.process.poll() is None:
                return
            self._has_ended()
        elif time.monotonic() >= self._start_at:
            self._start()

    def stop(self) -> None:
        """Let the job under way finish, then end what is left of the group."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_WITHIN)
        kill_group(self.process.pid)
        self.process.wait()
        self._close()

    def _start(self) -> None:
        self._start_at, self._started = None, time.monotonic()
        python, manage = os.fspath(self._places.python), self._places.checkout / "manage.py"
        with opened_log(self.log) as log:
            self.process = subprocess.Popen(
                [python, os.fspath(manage), "worker", "--until-closed"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self._places.checkout,
                env=self._env,
                start_new_session=True,
            )

    def _has_ended(self) -> None:
        kill_group(self.process.pid)
        self._close()
        if time.monotonic() - self._started > WELL_AFTER:
            self._pause = FIRST_PAUSE
        say(f"The worker has ended and is started again (its log is {self.log}).")
        self._start_at = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()


@contextmanager
def working(places: Places, env: Mapping[str, str]) -> Iterator[Worker]:
    """Keep a worker for the block. It starts while we go on: nothing waits for it."""
    worker = Worker(places, env)
    try:
        yield worker
    finally:
        worker.stop()
