"""Whoever saw a link may be the one who came by it."""

from __future__ import annotations

from accounts.rules.links import who_is_behind


def test_who_saw_a_link_is_behind_everybody_who_came_after_it() -> None:
    """1 let 2 in, 2 let 3 in, 3 let 2 in again, and 5 let 3 in once before."""
    behind = who_is_behind([(2, 1), (3, 2), (2, 3), (3, 5)])
    assert behind == {2: {1, 2, 3, 5}, 3: {1, 2, 3, 5}}


def test_nobody_is_behind_who_came_by_a_letter() -> None:
    assert who_is_behind([]) == {}
