"""The policy by which a commitment is judged: four bars, and which of them a dependency chooses.

Evidence sufficiency scales with dependency depth, and with what it would take to undo the
commitment (chapter 28, section 5). So depth and reversibility together choose a bar, and a bar
says for each requirement how much it asks. Every value is the workspace's to set, as long as a
higher bar never asks for less than a lower one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

from config.kernel.findings import Fact, Finding, Findings, is_blank
from config.kernel.unseen import unseen
from partnerships.rules.boundary import bare
from partnerships.rules.policy import DEFAULT as DEFAULT_LIMITS
from partnerships.rules.policy import Policy as Limits
from partnerships.rules.vocabulary import DependencyDepth, Reversibility

FORMAT = "seam-policy/1"


class Reach(StrEnum):
    """For how much of what a commitment relies on a requirement holds, from nothing to all."""

    NOTHING = "nothing"
    EACH_CLAIM = "each_claim"
    EACH_CRITERION = "each_criterion"
    EACH_READING = "each_reading"


class ExitAsked(StrEnum):
    """How real the way out has to be, from written down to tried; each holds those before it."""

    STATED = "stated"
    TIME_AND_COST = "time_and_cost"
    PORTABLE = "portable"
    TRIED = "tried"


class StandInAsked(StrEnum):
    """What has to stand in where a single point fails; each holds those before it."""

    STATED = "stated"
    ASSESSED = "assessed"
    SWITCH_KNOWN = "switch_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What a commitment has to clear.

    `observed_within_days` and `review_every_days` are days, `longest_term_months` calendar months.
    `trend_periods` counts a measurement's own periods, 0 where no trend is asked for.
    """

    supported: Reach
    independent: Reach = Reach.NOTHING
    trend_periods: int = 0
    real_conditions: Reach = Reach.NOTHING
    assessed: bool = False
    auditable: Reach = Reach.NOTHING
    observed_within_days: int
    exit: ExitAsked = ExitAsked.STATED
    single_points: StandInAsked = StandInAsked.STATED
    longest_term_months: int
    review_every_days: int
    approvers: int = 1
    named_authoriser: bool = False


DEFAULT_BARS = (
    Bar(
        supported=Reach.EACH_CLAIM,
        observed_within_days=365,
        longest_term_months=24,
        review_every_days=180,
    ),
    Bar(
        supported=Reach.EACH_CRITERION,
        real_conditions=Reach.EACH_CLAIM,
        assessed=True,
        auditable=Reach.EACH_CLAIM,
        observed_within_days=365,
        exit=ExitAsked.TIME_AND_COST,
        longest_term_months=18,
        review_every_days=90,
    ),
    Bar(
        supported=Reach.EACH_CRITERION,
        independent=Reach.EACH_CRITERION,
        real_conditions=Reach.EACH_CRITERION,
        assessed=True,
        auditable=Reach.EACH_READING,
        observed_within_days=180,
        exit=ExitAsked.PORTABLE,
        single_points=StandInAsked.ASSESSED,
        longest_term_months=12,
        review_every_days=60,
    ),
    Bar(
        supported=Reach.EACH_CRITERION,
        independent=Reach.EACH_CRITERION,
        trend_periods=6,
        real_conditions=Reach.EACH_CRITERION,
        assessed=True,
        auditable=Reach.EACH_READING,
        observed_within_days=90,
        exit=ExitAsked.TRIED,
        single_points=StandInAsked.SWITCH_KNOWN,
        longest_term_months=6,
        review_every_days=30,
        named_authoriser=True,
    ),
)

#: Rows by depth, columns by reversibility, both in the order of their words.
DEFAULT_GRID = ((1, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 4))

DEPTHS, REVERSIBILITIES = tuple(DependencyDepth), tuple(Reversibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One version of a workspace's policy.

    `lowered_on` is the last day on which a version came into force that asked for less than the
    one before it, None if that never happened.
    """

    format: str = FORMAT
    version: int = 1
    grid: tuple[tuple[int, ...], ...] = DEFAULT_GRID
    bars: tuple[Bar, ...] = DEFAULT_BARS
    limits: Limits = field(default=DEFAULT_LIMITS)
    lowered_on: date | None = None

    def bar(self, number: int) -> Bar:
        """The bar of this number; they count from 1."""
        return self.bars[number - 1]


#: What holds in a workspace from its first day.
DEFAULT = Policy()


def chosen_bar(
    policy: Policy, depth: DependencyDepth | None, reversibility: Reversibility | None
) -> int:
    """The number of the bar that a dependency chooses.

    What nobody has said yet is not taken for harmless: as long as one of the two is unknown, the
    highest bar holds that it could lead to.
    """
    rows = DEPTHS if depth is None else (depth,)
    columns = REVERSIBILITIES if reversibility is None else (reversibility,)
    return max(
        policy.grid[DEPTHS.index(row)][REVERSIBILITIES.index(column)]
        for row in rows
        for column in columns
    )


# What a policy may not say. A document of another shape never comes this far.

#: The least and the greatest that a number of a bar may be.
BOUNDS: dict[str, tuple[int, int]] = {
    "trend_periods": (0, 60),
    "observed_within_days": (1, 3650),
    "longest_term_months": (1, 120),
    "review_every_days": (1, 730),
    "approvers": (1, 5),
}

#: The greatest number of a version, and days until an exit is long; what a name takes, in
#: characters; how many responsibilities may be asked for; what no cost of an exit reaches.
LATEST = 2**31 - 1
LONGEST_EXIT = 3650
LONGEST_NAME = 200
MOST_NAMES = 50
HIGHEST_COST = Decimal(10) ** 16

#: Numbers of which less is more to ask for.
_STRICTER_WHEN_LESS = {"observed_within_days", "longest_term_months", "review_every_days"}


def policy_problems(policy: Policy) -> Findings:
    """What is wrong with a policy, each with its JSON path as `field`; empty when it may hold."""
    shape = tuple(_shape_problems(policy))
    if shape:
        return shape  # the rest needs four bars and a full grid
    return (
        *_version_problems(policy),
        *_grid_problems(policy),
        *(each for place, bar in enumerate(policy.bars) for each in _bar_problems(place, bar)),
        *_order_problems(policy),
        *_limit_problems(policy.limits),
    )


def _shape_problems(policy: Policy) -> Iterator[Finding]:
    if policy.format != FORMAT:
        yield _problem("$.format", "other_format", format=FORMAT)
    if len(policy.bars) != len(DEFAULT_BARS):
        yield _problem("$.bars", "four_bars", count=len(policy.bars))
    if [len(row) for row in policy.grid] != [len(REVERSIBILITIES)] * len(DEPTHS):
        yield _problem("$.grid", "full_grid")


def _version_problems(policy: Policy) -> Iterator[Finding]:
    if not 1 <= policy.version <= LATEST:
        yield _problem("$.version", "out_of_bounds", least=1, most=LATEST)


def _grid_problems(policy: Policy) -> Iterator[Finding]:
    for row, cells in enumerate(policy.grid):
        for column, cell in enumerate(cells):
            path = f"$.grid[{row}][{column}]"
            if not 1 <= cell <= len(policy.bars):
                yield _problem(path, "no_such_bar", count=len(policy.bars))
            above = policy.grid[row - 1][column] if row else 0
            beside = cells[column - 1] if column else 0
            if cell < max(above, beside):
                yield _problem(path, "grid_falls", least=max(above, beside))


def _bar_problems(place: int, bar: Bar) -> Iterator[Finding]:
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(bar, name) <= most:
            yield _problem(f"$.bars[{place}].{name}", "out_of_bounds", least=least, most=most)
    if bar.supported not in (Reach.EACH_CLAIM, Reach.EACH_CRITERION):
        yield _problem(f"$.bars[{place}].supported", "support_is_needed")


def _order_problems(policy: Policy) -> Iterator[Finding]:
    for place, (lower, higher) in enumerate(zip(policy.bars, policy.bars[1:], strict=False)):
        for name in _less(higher, lower):
            yield _problem(
                f"$.bars[{place + 1}].{name}", "bar_falls", bar=place + 2, lower=place + 1
            )


def _less(one: Bar, other: Bar) -> list[str]:
    """The requirements of which `one` asks for less than `other`."""
    return [
        each.name
        for each in fields(Bar)
        if asked(each.name, getattr(one, each.name)) < asked(each.name, getattr(other, each.name))
    ]


def asked(name: str, value: Any) -> int:
    """How much a bar's value asks for, to compare it with another of the same name."""
    if isinstance(value, Enum):
        return list(type(value)).index(value)
    return -int(value) if name in _STRICTER_WHEN_LESS else int(value)


def _limit_problems(limits: Limits) -> Iterator[Finding]:
    yield from _responsibility_problems(limits.required_responsibilities)
    if not 1 <= limits.long_exit_days <= LONGEST_EXIT:
        yield _problem("$.limits.long_exit_days", "out_of_bounds", least=1, most=LONGEST_EXIT)
    yield from _cost_problems(limits.costly_exit, limits.costly_exit_currency)


def _responsibility_problems(names: tuple[str, ...]) -> Iterator[Finding]:
    path = "$.limits.required_responsibilities"
    if len(names) > MOST_NAMES:
        yield _problem(path, "too_many", most=MOST_NAMES)
    for place, name in enumerate(names[:MOST_NAMES]):
        if is_blank(name):
            yield _problem(f"{path}[{place}]", "blank")
        elif (hidden := unseen(name)) is not None:
            yield _problem(f"{path}[{place}]", "unseen", place=hidden + 1)
        elif len(name) > LONGEST_NAME:
            yield _problem(f"{path}[{place}]", "too_long", most=LONGEST_NAME)
        elif bare(name) in map(bare, names[:place]):
            yield _problem(f"{path}[{place}]", "named_twice", name=name)


def _cost_problems(cost: Decimal | None, currency: str) -> Iterator[Finding]:
    if cost is None:
        if currency:
            yield _problem("$.limits.costly_exit_currency", "currency_alone")
        return
    if not 0 < cost < HIGHEST_COST or cost != round(cost, 2):
        yield _problem("$.limits.costly_exit", "no_amount")
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        yield _problem("$.limits.costly_exit_currency", "currency_missing")


def _problem(path: str, what: str, **facts: Fact) -> Finding:
    return Finding(f"policy.{what}", field=path, params=tuple(sorted(facts.items())))
