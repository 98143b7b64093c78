"""The moments of a partnership that people compare: what was decided, proposed, and the start."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ledger.models import Entry
from config.kernel import clock
from partnerships.models import DecisionKind, Partnership

#: How far back the ready choice lies that is no entry of its own.
MONTHS_BACK = 3

_DECIDED: dict[str, Any] = {
    DecisionKind.COMMIT: _("Committed"),
    DecisionKind.DEFER: _("Deferred"),
    DecisionKind.RENEGOTIATE: _("Renegotiation decided"),
    DecisionKind.UNWIND: _("Unwinding decided"),
}
_PROPOSED: dict[str, Any] = {
    DecisionKind.COMMIT: _("Proposed to commit"),
    DecisionKind.DEFER: _("Proposed to defer"),
    DecisionKind.RENEGOTIATE: _("Proposed to renegotiate"),
    DecisionKind.UNWIND: _("Proposed to unwind"),
}


@dataclass(frozen=True)
class ReadyMoment:
    """A moment to choose: `said` is how it is asked for, as a person could type it.

    `number` is its entry's; None for a day.
    """

    said: str
    words: Any
    at: datetime
    number: int | None = None
    is_decision: bool = False


def ready_moments(partnership: Partnership) -> list[ReadyMoment]:
    """The partnership's moments, newest first; the last is its entry in the register.

    Two queries.
    """
    kinds = _kinds(partnership)
    entries = list(_entries(partnership))
    moments = [_moment(entry, kinds) for entry in entries]
    return sorted([*moments, *_months_ago(entries)], key=lambda moment: moment.at, reverse=True)


def usual_start(ready: Sequence[ReadyMoment]) -> ReadyMoment:
    """From where a comparison starts by itself: the last decision, else the register."""
    return next((moment for moment in ready if moment.is_decision), ready[-1])


def first_of(ready: Sequence[ReadyMoment]) -> int:
    """The number of the entry that put the partnership in the register."""
    return min(moment.number for moment in ready if moment.number is not None)


def _entries(partnership: Partnership) -> Any:
    """What made the partnership, its proposals and its decisions, oldest first."""
    created = partnership.history.filter(history_type="+").values("entry_id")
    decided = Q(
        kind__in=["proposal.made", "decision.sealed"],
        thread_type=partnership._meta.label_lower,
        thread_id=partnership.pk,
    )
    entries = Entry.objects.filter(workspace_id=partnership.workspace_id)
    return entries.filter(Q(pk__in=created) | decided).defer("rows").order_by("sequence")


def _kinds(partnership: Partnership) -> dict[tuple[str, int], str]:
    """What was proposed and decided, by the kind of entry and what it is about."""
    rows = partnership.proposals.values_list("pk", "kind", "decision__pk", "decision__kind")
    kinds = {}
    for proposal, proposed, decision, decided in rows:
        kinds["proposal.made", proposal] = proposed
        if decision is not None:
            kinds["decision.sealed", decision] = decided
    return kinds


def _moment(entry: Entry, kinds: dict[tuple[str, int], str]) -> ReadyMoment:
    words, kind = _("Put in the register"), kinds.get((entry.kind, entry.subject_id), "")
    if kind:
        words = (_DECIDED if entry.kind == "decision.sealed" else _PROPOSED)[kind]
    is_decision = entry.kind == "decision.sealed"
    return ReadyMoment(str(entry.sequence), words, entry.at, entry.sequence, is_decision)


def _months_ago(entries: list[Entry]) -> Iterator[ReadyMoment]:
    """Three months ago, where the partnership was there by then."""
    day = _earlier(clock.today(), MONTHS_BACK)
    end = timezone.make_aware(datetime.combine(day, time.max))
    if entries and entries[0].at <= end:
        yield ReadyMoment(day.isoformat(), _("Three months ago"), end)


def _earlier(day: date, months: int) -> date:
    """The same day of the month so many months before, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
