"""What every write within a partnership has in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from django.db.models import ProtectedError
from django.utils.functional import Promise

from accounts.ledger.recording import recorded
from config.kernel.actors import Actor
from config.kernel.audited import locked
from config.kernel.errors import DomainError
from config.kernel.recording import Recording
from partnerships.models import Partnership


@contextmanager
def recorded_in(
    partnership: Partnership, *, by: Actor, kind: str, subject: models.Model | None = None
) -> Iterator[Recording]:
    """`recorded()` in the trail of `partnership`, under its lock.

    The lock is what lets a decision rely on what it judged: nobody changes a card, claim or
    reading of the partnership between the judgement and the seal. Raises Gone when the
    partnership is no more.
    """
    with recorded(by=by, kind=kind, subject=subject, thread=partnership) as under_way:
        locked(partnership)
        yield under_way


@contextmanager
def refusing_protected(sentence: str | Promise) -> Iterator[None]:
    """Say `sentence` when a row cannot be removed because another row rests on it."""
    try:
        yield
    except ProtectedError as error:
        raise DomainError(sentence) from error
