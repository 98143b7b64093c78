"""Each step says what it does, how it went and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Step:
    """A step under way. Whoever carries it out sets `outcome`: a few words for the person."""

    outcome: str = "done"


@contextmanager
def step(title: str) -> Iterator[Step]:
    """Print `title`, run the block, then print its outcome and how many seconds it took."""
    print(f"  {title} … ", end="", flush=True)
    started = time.monotonic()
    current = Step()
    try:
        yield current
    except BaseException:
        print(flush=True)  # what went wrong starts on a line of its own
        raise
    print(f"{current.outcome} ({time.monotonic() - started:.1f} s)", flush=True)


def say(text: str = "") -> None:
    """Print a line for the person at the terminal."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print the sentence that says why the command ends."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)
