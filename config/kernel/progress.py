"""A line that says how far a command has got, on a terminal only."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

#: Characters of the bar, and seconds between two drawings of it.
WIDTH, EVERY = 30, 0.1


class Progress:
    """`with Progress(self.stderr, "what") as progress: progress.show(done, of)`.

    Where the stream is no terminal, nothing is written.
    """

    def __init__(self, stream: Any, what: str) -> None:
        self._stream, self._what = stream, what
        self._drawn_at = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._drawn_at:
            self._draw("\r\x1b[K")

    def show(self, done: int, of: int) -> None:
        """`done` of `of` steps are done."""
        now = time.monotonic()
        if not self._stream.isatty() or (now - self._drawn_at < EVERY and done < of):
            return
        self._drawn_at = now
        filled = WIDTH * done // max(of, 1)
        bar = "█" * filled + "░" * (WIDTH - filled)
        self._draw(f"\r{self._what} {bar} {done:,} of {of:,}\x1b[K")

    def _draw(self, text: str) -> None:
        self._stream.write(text, ending="")
        self._stream.flush()
