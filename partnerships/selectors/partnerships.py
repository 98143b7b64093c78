"""The register of partnerships, and one partnership's surroundings."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from config.kernel.paging import Page, keyset
from partnerships.models import Partnership, Standing
from partnerships.rules.sort_key import sort_key

#: The orders of the register by the name that the address gives them. The first is the usual one.
ORDERS: dict[str, list[str]] = {
    "name": ["sort_key", "id"],
    "-name": ["-sort_key", "-id"],
    "oldest": ["id"],
    "-oldest": ["-id"],
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
    standing: str = "",
    sort: str = "",
    after: str | None = None,
) -> Page[Partnership]:
    """One page of the register, each row with its partner and its Position. One query.

    `search` finds names of partnerships and partners whatever the case and accents; a `standing`
    or `sort` that does not exist is as good as none. Orders and filters walk an index; a search
    looks for a part of a word and reads the workspace's names, 10 to 20 ms for 10,000.
    """
    key = sort_key(search)
    if key:
        partnerships = partnerships.filter(
            Q(sort_key__contains=key) | Q(partner__sort_key__contains=key)
        )
    if standing in Standing.values:
        partnerships = partnerships.filter(standing=standing)
    rows = partnerships.select_related("partner", "position")
    return keyset(rows, order=ORDERS.get(sort, ORDERS["name"]), after=after)
