"""A policy laid out for reading: the grid, the bars side by side, the limits, and what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.kernel.amounts import in_days, in_money
from config.kernel.sentences import Text
from partnerships.words import DEPENDENCY_DEPTHS, REVERSIBILITIES
from reviews.gate.rules import policy as rules
from reviews.gate.rules.policy import DEPTHS, Policy, Reach
from reviews.gate.rules.policy_changes import COST, Difference, differences
from reviews.gate.sentences import BAR_LABELS, BOOK, LIMIT_LABELS

NUMBERS = tuple(range(1, len(rules.DEFAULT_BARS) + 1))


@dataclass(frozen=True)
class GridRow:
    """One depth, and the bar it chooses for each reversibility: (its label, the bar's number)."""

    label: Text
    cells: tuple[tuple[Text, int], ...]


@dataclass(frozen=True)
class Asked:
    """What one bar asks for; `is_asked` is False where it asks for nothing."""

    bar: int
    words: str
    is_asked: bool


@dataclass(frozen=True)
class BarRow:
    """One requirement across the bars."""

    label: Text
    cells: tuple[Asked, ...]


@dataclass(frozen=True)
class LimitRow:
    """A limit that holds at every bar: one text, or a list of names."""

    label: Text
    words: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class DifferenceRow:
    """One value that differs, before and after."""

    label: str
    before: str
    after: str
    asks_less: bool


@dataclass(frozen=True)
class PolicyPage:
    """A whole version."""

    columns: tuple[Text, ...]
    grid: tuple[GridRow, ...]
    numbers: tuple[int, ...]
    bars: tuple[BarRow, ...]
    limits: tuple[LimitRow, ...]


def policy_page(policy: Policy) -> PolicyPage:
    """The policy as its page shows it."""
    limits = policy.limits
    duties = LIMIT_LABELS["required_responsibilities"]
    return PolicyPage(
        columns=tuple(REVERSIBILITIES.values()),
        grid=tuple(_grid_row(policy, place) for place in range(len(DEPTHS))),
        numbers=NUMBERS,
        bars=tuple(_bar_row(policy, name, label) for name, label in BAR_LABELS.items()),
        limits=(
            LimitRow(duties, _("None"), limits.required_responsibilities),
            LimitRow(LIMIT_LABELS["long_exit_days"], in_days(limits.long_exit_days)),
            LimitRow(LIMIT_LABELS[COST], _cost(limits.costly_exit, limits.costly_exit_currency)),
        ),
    )


def difference_rows(new: Policy, old: Policy) -> tuple[DifferenceRow, ...]:
    """What `new` changes about `old`, value by value."""
    return tuple(_difference_row(each) for each in differences(new, old))


def grid_label(row: int, column: int) -> str:
    """A place of the grid in words, such as "Structural, costly to reverse"."""
    depth, reversibility = _words(DEPENDENCY_DEPTHS)[row], _words(REVERSIBILITIES)[column]
    return f"{depth}, {reversibility[:1].lower()}{reversibility[1:]}"


def value_words(name: str, value: Any) -> str:
    """A value of a bar as people read it."""
    if isinstance(value, Enum):
        return str(BOOK.label(value))
    if isinstance(value, bool):
        return _("Asked") if value else _("Not asked")
    return _number_words(name, int(value))


def _number_words(name: str, value: int) -> str:
    if name == "trend_periods":
        many = ngettext("%(count)d period", "%(count)d periods", value) % {"count": value}
        return many if value else _("Not asked")
    if name == "longest_term_months":
        return ngettext("%(count)d month", "%(count)d months", value) % {"count": value}
    return str(value) if name == "approvers" else in_days(value)


def _words(labels: Any) -> list[str]:
    return [str(label) for label in labels.values()]


def _grid_row(policy: Policy, place: int) -> GridRow:
    cells = zip(REVERSIBILITIES.values(), policy.grid[place], strict=True)
    return GridRow(DEPENDENCY_DEPTHS[DEPTHS[place]], tuple(cells))


def _bar_row(policy: Policy, name: str, label: Text) -> BarRow:
    values = [getattr(bar, name) for bar in policy.bars]
    return BarRow(label, tuple(_asked(name, *each) for each in zip(NUMBERS, values, strict=True)))


def _asked(name: str, number: int, value: Any) -> Asked:
    return Asked(number, value_words(name, value), value not in (0, False, Reach.NOTHING))


def _difference_row(found: Difference) -> DifferenceRow:
    said = {
        "grid": lambda value: _("Bar %(number)d") % {"number": value},
        "bars": lambda value: value_words(found.name, value),
        "limits": lambda value: _limit_words(found.name, value),
    }[found.part]
    return DifferenceRow(_place(found), said(found.before), said(found.after), found.asks_less)


def _place(found: Difference) -> str:
    if found.part == "grid":
        return grid_label(found.place, int(found.name))
    if found.part == "limits":
        return str(LIMIT_LABELS[found.name])
    told = {"number": found.place + 1, "label": BAR_LABELS[found.name]}
    return _("Bar %(number)d: %(label)s") % told


def _limit_words(name: str, value: Any) -> str:
    if name == "required_responsibilities":
        return _lines(value)
    return _cost(*value) if name == COST else in_days(value)


def _lines(names: Iterable[str]) -> str:
    return "\n".join(map(capfirst, names)) or _("None")


def _cost(amount: Any, currency: str) -> str:
    return in_money(amount, currency) if amount is not None else _("No amount alone")
