"""Who may be behind whom: whoever saw a link could have followed it.

Where two people are asked for, the second must not be the first under another name. So what one
person asks for is not signed or agreed to by somebody who came through a link that they saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def who_is_behind(seen_links: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """For each person who came by a link that somebody saw, everybody who may be behind them.

    `seen_links` are pairs of who came and who saw the link. Who came by a link of somebody who
    came by a link: the first in the row may be all of them.
    """
    saw: dict[int, set[int]] = {}
    for came, seen_by in seen_links:
        saw.setdefault(came, set()).add(seen_by)
    return {came: _all_behind(came, saw) for came in saw}


def _all_behind(came: int, saw: Mapping[int, set[int]]) -> frozenset[int]:
    found: set[int] = set()
    to_ask = [came]
    while to_ask:
        new = saw.get(to_ask.pop(), set()) - found
        found |= new
        to_ask.extend(new)
    return frozenset(found)
