"""The recording in force: what `recorded()` opens and every audited write reports to."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, models, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from config.kernel.actors import Actor
from config.kernel.errors import NotRecorded

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row that an entry answers for: a history row, or a sealed row itself."""

    model: str
    row_id: int
    shape: int
    digest: str

    def as_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "row": str(self.row_id),
            "shape": self.shape,
            "digest": self.digest,
        }


@dataclass
class Recording:
    """One action under way. `subject` and `thread` may be set while it runs."""

    actor: Actor
    kind: str
    at: datetime
    reason: str = ""
    subject: models.Model | None = None
    thread: models.Model | None = None
    entry_id: uuid.UUID = field(default_factory=uuid.uuid4)
    rows: list[WrittenRow] = field(default_factory=list)


_active: ContextVar[Recording | None] = ContextVar("seam_recording", default=None)

#: Called with the Recording just before its entry is written: an app to the right judges here.
before_entry: list[Callable[[Recording], None]] = []


def active() -> Recording | None:
    """The recording under way, or None."""
    return _active.get()


def required() -> Recording:
    """The recording under way; raises NotRecorded where there is none."""
    recording = _active.get()
    if recording is None:
        raise NotRecorded("audited rows are written inside recorded() only")
    return recording


@contextmanager
def activate(recording: Recording) -> Iterator[Recording]:
    """Make `recording` the one in force inside the block."""
    token = _active.set(recording)
    try:
        yield recording
    finally:
        _active.reset(token)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """A part of the action under way: if it fails and somebody goes on, it leaves no trace.

    The savepoint takes its rows back, and the entry no longer answers for them.
    """
    under_way = required()
    written = len(under_way.rows)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del under_way.rows[written:]
        raise


#: Seconds before the second run: the other one must take the lock that was given back first.
PAUSE = 0.05


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function as an action: all or nothing, run once more after a deadlock.

    The second run happens only at the outermost action, with its locks given back.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if active() is not None:
            return function(*args, **kwargs)
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected | SerializationFailure):
                raise
        time.sleep(PAUSE)
        with transaction.atomic():
            return function(*args, **kwargs)

    run.is_action = True  # type: ignore[attr-defined]
    return run
