"""What a policy may not say, and what differs between two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reviews.gate.rules.policy import DEFAULT, Policy, Reach, policy_problems
from reviews.gate.rules.policy_changes import asks_less, differences
from tests.reviews.gate.policies import LAXER, STRICTER, with_bar


def with_limits(**values: Any) -> Policy:
    return replace(DEFAULT, limits=replace(DEFAULT.limits, **values))


def with_cell(row: int, column: int, bar: int) -> Policy:
    grid = [list(cells) for cells in DEFAULT.grid]
    grid[row][column] = bar
    return replace(DEFAULT, grid=tuple(map(tuple, grid)))


def test_the_default_may_hold() -> None:
    assert policy_problems(DEFAULT) == ()


@pytest.mark.parametrize(
    ("policy", "path", "code"),
    [
        (with_bar(3, observed_within_days=0), "$.bars[2].observed_within_days", "out_of_bounds"),
        (with_bar(1, approvers=6), "$.bars[0].approvers", "out_of_bounds"),
        (with_bar(1, supported=Reach.NOTHING), "$.bars[0].supported", "support_is_needed"),
        (with_bar(4, review_every_days=61), "$.bars[3].review_every_days", "bar_falls"),
        (with_cell(0, 0, 5), "$.grid[0][0]", "no_such_bar"),
        (with_cell(3, 2, 2), "$.grid[3][2]", "grid_falls"),
        (with_limits(long_exit_days=0), "$.limits.long_exit_days", "out_of_bounds"),
        (with_limits(costly_exit=Decimal(0)), "$.limits.costly_exit", "no_amount"),
        (with_limits(costly_exit=Decimal("1E+40")), "$.limits.costly_exit", "no_amount"),
        (with_limits(costly_exit=Decimal("0.001")), "$.limits.costly_exit", "no_amount"),
        (
            with_limits(costly_exit_currency="Euro"),
            "$.limits.costly_exit_currency",
            "currency_missing",
        ),
        (with_limits(costly_exit=None), "$.limits.costly_exit_currency", "currency_alone"),
        (
            with_limits(required_responsibilities=("Data", " data ")),
            "$.limits.required_responsibilities[1]",
            "named_twice",
        ),
        (replace(DEFAULT, version=0), "$.version", "out_of_bounds"),
        (replace(DEFAULT, format="seam-dossier/1"), "$.format", "other_format"),
    ],
)
def test_what_is_absurd_is_named_at_its_path(policy: Policy, path: str, code: str) -> None:
    assert (path, f"policy.{code}") in {(each.field, each.code) for each in policy_problems(policy)}


def test_the_same_policy_differs_in_nothing() -> None:
    assert differences(DEFAULT, replace(DEFAULT, version=2)) == ()


@pytest.mark.parametrize(
    ("policy", "less"),
    [
        (STRICTER, False),
        (LAXER, True),
        (with_cell(0, 0, 2), False),
        (with_cell(3, 2, 3), True),
        (with_bar(4, trend_periods=8), False),
        (with_bar(4, named_authoriser=False), True),
        (with_limits(long_exit_days=60), False),
        (with_limits(long_exit_days=120), True),
        (with_limits(required_responsibilities=()), True),
        (with_limits(costly_exit=Decimal(50_000)), False),
        (with_limits(costly_exit=Decimal(100_000), costly_exit_currency="CHF"), True),
        (with_limits(costly_exit=None, costly_exit_currency=""), True),
    ],
)
def test_one_value_is_one_difference_that_asks_for_less_or_not(policy: Policy, less: bool) -> None:
    (found,) = differences(policy, DEFAULT)
    assert found.asks_less is less
    assert asks_less(policy, DEFAULT) is less
