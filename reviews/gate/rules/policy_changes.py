"""What differs between two versions of a policy, and whether it asks for less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from partnerships.rules.boundary import bare
from partnerships.rules.policy import Policy as Limits
from reviews.gate.rules.policy import Bar, Policy, asked

#: An amount and its currency are one limit: either alone says nothing.
COST = "costly_exit"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same: `part` is grid, bars or limits.

    `place` is its row in the grid or its place among the bars (from 0); `name` is its column in the
    grid (from 0, as text), its requirement or its limit. A cost is a pair with its currency.
    """

    part: str
    place: int
    name: str
    before: Any
    after: Any
    asks_less: bool


def differences(new: Policy, old: Policy) -> tuple[Difference, ...]:
    """Every value in which `new` differs from `old`: grid, bars from 1 to 4, limits."""
    return (
        *_grid_differences(new, old),
        *_bar_differences(new, old),
        *_limit_differences(new.limits, old.limits),
    )


def asks_less(new: Policy, old: Policy) -> bool:
    """Whether any bar, any place of the grid or any limit of `new` asks for less than `old`."""
    return any(each.asks_less for each in differences(new, old))


def _grid_differences(new: Policy, old: Policy) -> Iterator[Difference]:
    for row, (cells, before) in enumerate(zip(new.grid, old.grid, strict=True)):
        for column, (cell, was) in enumerate(zip(cells, before, strict=True)):
            if cell != was:
                yield Difference("grid", row, str(column), was, cell, cell < was)


def _bar_differences(new: Policy, old: Policy) -> Iterator[Difference]:
    for place, (bar, before) in enumerate(zip(new.bars, old.bars, strict=True)):
        for each in fields(Bar):
            value, was = getattr(bar, each.name), getattr(before, each.name)
            if value != was:
                less = asked(each.name, value) < asked(each.name, was)
                yield Difference("bars", place, each.name, was, value, less)


def _limit_differences(new: Limits, old: Limits) -> Iterator[Difference]:
    duties, before = new.required_responsibilities, old.required_responsibilities
    if duties != before:
        less = bool(_named(before) - _named(duties))
        yield Difference("limits", 0, "required_responsibilities", before, duties, less)
    days, was = new.long_exit_days, old.long_exit_days
    if days != was:
        yield Difference("limits", 0, "long_exit_days", was, days, days > was)
    if _cost(new) != _cost(old):
        yield Difference("limits", 0, COST, _cost(old), _cost(new), _costlier(new, old))


def _named(duties: tuple[str, ...]) -> set[str]:
    """What has to be settled, however its name is spelt."""
    return {bare(name) for name in duties}


def _cost(limits: Limits) -> tuple[Any, str]:
    return limits.costly_exit, limits.costly_exit_currency


def _costlier(new: Limits, old: Limits) -> bool:
    if old.costly_exit is None:
        return False
    if new.costly_exit is None or new.costly_exit_currency != old.costly_exit_currency:
        return True  # no longer comparable
    return new.costly_exit > old.costly_exit
