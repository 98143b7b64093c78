"""The register of partnerships, and one partnership's surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from config.kernel.paging import Page, keyset
from partnerships.models import Partnership, Standing
from partnerships.rules.sort_key import sort_key

#: The orders of the register by the name that the address gives them. The first is the usual one.
ORDERS: dict[str, list[str]] = {
    "name": ["sort_key", "id"],
    "-name": ["-sort_key", "-id"],
    "oldest": ["id"],
    "-oldest": ["-id"],
    "-bar": ["-bar", "-id"],
    "open": ["blocked", "id"],
    "signals": ["quiet", "id"],
}

#: What time or the partner did, by the name that the address gives it.
ATTENTION: dict[str, Callable[[date], Q]] = {
    "in_question": lambda today: Q(position__in_question_since__isnull=False),
    "deferred_by_date": lambda today: Q(position__deferred_since__isnull=False),
    "review_overdue": lambda today: Q(position__review_due_on__lt=today),
    "violated": lambda today: Q(position__violations__gt=0),
}

#: In `blocked_by`: those that nothing stops.
NOTHING = "nothing"

#: What the orders need beside columns: a Position that was never judged comes last.
_JUDGED = {
    "bar": Coalesce("position__bar", 0),
    "blocked": Case(When(position__bar__isnull=False, position__blockers=[], then=0), default=1),
    "quiet": Case(When(position__signals__len__gt=0, then=0), default=1),
}


def partnerships_called(
    partnerships: QuerySet[Partnership], text: str, *, most: int = 2
) -> list[Partnership]:
    """Those called `text`, be it a name alone or a name with its partner's in brackets.

    Whatever the case and accents. One query.
    """
    called = Q(sort_key=sort_key(text))
    for bracket in re.finditer(r" \(", text) if text.endswith(")") else ():
        name, partner = text[: bracket.start()], text[bracket.end() : -1]
        called |= Q(sort_key=sort_key(name), partner__sort_key=sort_key(partner))
    return list(partnerships.filter(called)[:most])


def register_page(
    partnerships: QuerySet[Partnership],
    *,
    search: str = "",
    today: date,
    standing: str = "",
    attention: str = "",
    bar: str = "",
    blocked_by: str = "",
    signal: str = "",
    sort: str = "",
    after: str | None = None,
) -> Page[Partnership]:
    """One page of the register, each row with its partner and its Position. One query.

    `today` is the day in the workspace's time zone. `attention` is one of ATTENTION.

    `search` finds names of partnerships and partners whatever the case and accents; a filter or
    `sort` that does not exist is as good as none. `blocked_by` is a requirement's code or NOTHING,
    `signal` a signal's code. A search looks for a part of a word and reads the workspace's names,
    10 to 20 ms for 10,000.
    """
    key = sort_key(search)
    if key:
        partnerships = partnerships.filter(
            Q(sort_key__contains=key) | Q(partner__sort_key__contains=key)
        )
    if standing in Standing.values:
        partnerships = partnerships.filter(standing=standing)
    if attention in ATTENTION:
        partnerships = partnerships.filter(ATTENTION[attention](today))
    partnerships = partnerships.filter(_judged(bar, blocked_by, signal)).annotate(**_JUDGED)
    rows = partnerships.select_related("partner", "position")
    return keyset(rows, order=ORDERS.get(sort, ORDERS["name"]), after=after)


def _judged(bar: str, blocked_by: str, signal: str) -> Q:
    """What the gate said of a commitment when it was judged last."""
    asked = Q()
    if bar in ("1", "2", "3", "4"):
        asked &= Q(position__bar=int(bar))
    if blocked_by == NOTHING:
        asked &= Q(position__bar__isnull=False, position__blockers=[])
    elif blocked_by:
        asked &= Q(position__blockers__contains=[blocked_by[:40]])
    if signal:
        asked &= Q(position__signals__contains=[signal[:40]])
    return asked
