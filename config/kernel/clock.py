"""The one clock. Domain code asks here, so that the demo and the tests can move time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo

from django.utils import timezone

_moved: ContextVar[datetime | None] = ContextVar("seam_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _moved.get() or timezone.now()


def today(zone: tzinfo | None = None) -> date:
    """Today's date in `zone`, by default the zone of the workspace being served."""
    return timezone.localdate(now(), zone)


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) inside the block."""
    if timezone.is_naive(moment):
        raise ValueError("the clock needs a moment with a time zone")
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
