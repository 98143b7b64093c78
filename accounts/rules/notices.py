"""When a letter goes out: at once, with the next digest, or again after it did not go."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class Kind(StrEnum):
    """What people are told of."""

    PROPOSAL_WAITS = "proposal_waits"
    PROPOSAL_DECIDED = "proposal_decided"
    TRIGGER_SEEN = "trigger_seen"
    DEFERRAL_EFFECT = "deferral_effect"
    IN_QUESTION = "in_question"
    REVIEW_DUE = "review_due"
    EVIDENCE_LAPSES = "evidence_lapses"
    TERM_ENDS = "term_ends"
    LINE_HANDED_OVER = "line_handed_over"


class Delivery(StrEnum):
    """How somebody is told by mail; the page tells everything."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


#: Somebody waits for these; the others are dates that were known before.
USUALLY_AT_ONCE = frozenset(
    {Kind.PROPOSAL_WAITS, Kind.PROPOSAL_DECIDED, Kind.TRIGGER_SEEN, Kind.LINE_HANDED_OVER}
)

DIGESTS = (Delivery.DAILY, Delivery.WEEKLY)

#: The hour of the day, where the person is, at which a digest goes out; a weekly one on Mondays.
DIGEST_AT = time(8)

#: How many days before it lapses or ends people are told, the longest first.
DAYS_BEFORE = (30, 7, 1)

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)


def usual_delivery(kind: Kind) -> Delivery:
    """How somebody is told who never said how."""
    return Delivery.AT_ONCE if kind in USUALLY_AT_ONCE else Delivery.DAILY


def digest_moment(delivery: Delivery, now: datetime, zone: tzinfo) -> datetime:
    """The last moment up to `now` (aware) at which a digest was due in `zone`.

    It holds what was noticed before that moment. Half past two does not exist on some days and is
    twice on others; eight o'clock is once on every day in every zone.
    """
    day = now.astimezone(zone).date()
    if delivery is Delivery.WEEKLY:
        day -= timedelta(days=day.weekday())
    step = timedelta(days=7 if delivery is Delivery.WEEKLY else 1)
    moment = datetime.combine(day, DIGEST_AT, zone)
    return moment if moment <= now else datetime.combine(day - step, DIGEST_AT, zone)


def pause_after(tries: int) -> timedelta:
    """How long to wait after the try of this number failed: twice as long each time."""
    return min(_FIRST_PAUSE * 2 ** min(tries - 1, 20), _LONGEST_PAUSE)


def nearest(days_left: int) -> int | None:
    """The smallest of DAYS_BEFORE that is reached with so many days left; None while none is.

    Past the day there is nothing to announce.
    """
    reached = [days for days in DAYS_BEFORE if 0 <= days_left <= days]
    return min(reached, default=None)
