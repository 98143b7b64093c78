"""A policy chooses a bar from a dependency, and nobody can set one that makes no sense."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from reviews.gate.rules.policy import (
    BOUNDS,
    DEFAULT,
    DEPTHS,
    REVERSIBILITIES,
    Bar,
    ExitAsked,
    Policy,
    Reach,
    StandInAsked,
    chosen_bar,
    policy_problems,
)
from reviews.gate.rules.policy_changes import asks_less

PERIPHERAL, SUPPORTING, STRUCTURAL, ALONE = DEPTHS
REVERSIBLE, COSTLY, IRREVERSIBLE = REVERSIBILITIES


def with_bar(number: int, **values: Any) -> Policy:
    """The default policy with one of its bars changed."""
    bars = list(DEFAULT.bars)
    bars[number - 1] = replace(bars[number - 1], **values)
    return replace(DEFAULT, bars=tuple(bars))


def with_limits(**values: Any) -> Policy:
    return replace(DEFAULT, limits=replace(DEFAULT.limits, **values))


def with_cell(row: int, column: int, bar: int) -> Policy:
    """The default policy with another bar at one place of the grid."""
    grid = [list(cells) for cells in DEFAULT.grid]
    grid[row][column] = bar
    return replace(DEFAULT, grid=tuple(map(tuple, grid)))


@pytest.mark.parametrize(
    ("depth", "bars"),
    [
        (PERIPHERAL, (1, 1, 2)),
        (SUPPORTING, (1, 2, 3)),
        (STRUCTURAL, (2, 3, 4)),
        (ALONE, (3, 4, 4)),
    ],
)
def test_depth_and_reversibility_choose_the_bar(
    depth: DependencyDepth, bars: tuple[int, ...]
) -> None:
    assert tuple(chosen_bar(DEFAULT, depth, each) for each in REVERSIBILITIES) == bars


@pytest.mark.parametrize(
    ("depth", "reversibility", "bar"),
    [
        (None, None, 4),
        (PERIPHERAL, None, 2),
        (SUPPORTING, None, 3),
        (STRUCTURAL, None, 4),
        (None, REVERSIBLE, 3),
        (None, COSTLY, 4),
    ],
)
def test_what_is_unknown_takes_the_highest_bar_that_it_could_lead_to(
    depth: DependencyDepth | None, reversibility: Reversibility | None, bar: int
) -> None:
    assert chosen_bar(DEFAULT, depth, reversibility) == bar


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("supported", (Reach.EACH_CLAIM, *3 * [Reach.EACH_CRITERION])),
        ("independent", (*2 * [Reach.NOTHING], *2 * [Reach.EACH_CRITERION])),
        ("trend_periods", (0, 0, 0, 6)),
        ("real_conditions", (Reach.NOTHING, Reach.EACH_CLAIM, *2 * [Reach.EACH_CRITERION])),
        ("assessed", (False, True, True, True)),
        ("auditable", (Reach.NOTHING, Reach.EACH_CLAIM, *2 * [Reach.EACH_READING])),
        ("observed_within_days", (365, 365, 180, 90)),
        ("exit", tuple(ExitAsked)),
        ("single_points", (*2 * [StandInAsked.STATED], *list(StandInAsked)[1:])),
        ("longest_term_months", (24, 18, 12, 6)),
    ],
)
def test_what_each_bar_asks_from_a_workspace_s_first_day(
    name: str, values: tuple[object, ...]
) -> None:
    assert tuple(getattr(bar, name) for bar in DEFAULT.bars) == values


def test_the_policy_of_the_first_day_may_hold() -> None:
    assert policy_problems(DEFAULT) == ()


ABSURD: dict[str, tuple[Policy, list[tuple[str, str]]]] = {
    "no bars": (replace(DEFAULT, bars=()), [("$.bars", "four_bars")]),
    "five bars": (
        replace(DEFAULT, bars=(*DEFAULT.bars, DEFAULT.bars[3])),
        [("$.bars", "four_bars")],
    ),
    "no grid": (replace(DEFAULT, grid=()), [("$.grid", "full_grid")]),
    "a row too few": (replace(DEFAULT, grid=DEFAULT.grid[:3]), [("$.grid", "full_grid")]),
    "a row too short": (
        replace(DEFAULT, grid=((1, 1), *DEFAULT.grid[1:])),
        [("$.grid", "full_grid")],
    ),
    "no bars and no grid": (
        replace(DEFAULT, bars=(), grid=()),
        [("$.bars", "four_bars"), ("$.grid", "full_grid")],
    ),
    "bar 0": (with_cell(0, 0, 0), [("$.grid[0][0]", "no_such_bar")]),
    "bar 5": (with_cell(3, 2, 5), [("$.grid[3][2]", "no_such_bar")]),
    "deeper asks less": (with_cell(3, 0, 1), [("$.grid[3][0]", "grid_falls")]),
    "less reversible asks less": (with_cell(1, 2, 1), [("$.grid[1][2]", "grid_falls")]),
    "no support": (
        with_bar(1, supported=Reach.NOTHING),
        [("$.bars[0].supported", "support_is_needed")],
    ),
    "support of readings": (
        with_bar(4, supported=Reach.EACH_READING),
        [("$.bars[3].supported", "support_is_needed")],
    ),
    "support falls": (
        with_bar(3, supported=Reach.EACH_CLAIM),
        [("$.bars[2].supported", "bar_falls")],
    ),
    "assessment falls": (with_bar(3, assessed=False), [("$.bars[2].assessed", "bar_falls")]),
    "exit falls": (with_bar(4, exit=ExitAsked.STATED), [("$.bars[3].exit", "bar_falls")]),
    "stand-in falls": (
        with_bar(4, single_points=StandInAsked.STATED),
        [("$.bars[3].single_points", "bar_falls")],
    ),
    "older evidence at a higher bar": (
        with_bar(4, observed_within_days=181),
        [("$.bars[3].observed_within_days", "bar_falls")],
    ),
    "longer term at a higher bar": (
        with_bar(2, longest_term_months=25),
        [("$.bars[1].longest_term_months", "bar_falls")],
    ),
    "a long exit after no day": (
        with_limits(long_exit_days=0),
        [("$.limits.long_exit_days", "out_of_bounds")],
    ),
    "a long exit after a century": (
        with_limits(long_exit_days=36_500),
        [("$.limits.long_exit_days", "out_of_bounds")],
    ),
    "nothing is costly": (
        with_limits(costly_exit=Decimal(0)),
        [("$.limits.costly_exit", "no_amount")],
    ),
    "a costly exit in no currency": (
        with_limits(costly_exit_currency=" "),
        [("$.limits.costly_exit_currency", "currency_missing")],
    ),
    "a responsibility without a name": (
        with_limits(required_responsibilities=("Incidents", "–")),
        [("$.limits.required_responsibilities[1]", "blank")],
    ),
    "a responsibility that reads as another one": (
        with_limits(required_responsibilities=("Incidents", "\u202estnedicnI", "In\u200bcidents")),
        [
            ("$.limits.required_responsibilities[1]", "unseen"),
            ("$.limits.required_responsibilities[2]", "unseen"),
        ],
    ),
}


@pytest.mark.parametrize("absurdity", ABSURD)
def test_what_makes_no_sense_is_named_with_its_path(absurdity: str) -> None:
    policy, expected = ABSURD[absurdity]
    found = [(each.field, each.code.removeprefix("policy.")) for each in policy_problems(policy)]
    assert found == expected


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("beyond", [-1, 1])
def test_a_number_has_bounds_at_every_bar(name: str, beyond: int) -> None:
    least, most = BOUNDS[name]
    value = least - 1 if beyond < 0 else most + 1
    values: dict[str, Any] = {name: value}
    bars = tuple(replace(bar, **values) for bar in DEFAULT.bars)
    problems = policy_problems(replace(DEFAULT, bars=bars))
    assert [each.field for each in problems] == [f"$.bars[{place}].{name}" for place in range(4)]


@pytest.mark.parametrize(
    ("new", "what"),
    [
        (with_bar(2, assessed=False), "an assessment"),
        (with_bar(4, trend_periods=5), "a trend"),
        (with_bar(4, named_authoriser=False), "a named authoriser"),
        (with_bar(3, observed_within_days=181), "fresh evidence"),
        (with_bar(1, longest_term_months=25), "a short term"),
        (with_bar(2, exit=ExitAsked.STATED), "an exit"),
        (with_cell(2, 1, 2), "a bar of the grid"),
        (with_limits(long_exit_days=91), "a short exit"),
        (with_limits(required_responsibilities=("incidents",)), "responsibilities"),
        (with_limits(costly_exit=Decimal(100_001)), "a cheap exit"),
        (with_limits(costly_exit=None), "any cost at all"),
        (with_limits(costly_exit_currency="USD"), "a currency to compare in"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_policy_that_asks_for_less_of_one_thing_asks_for_less(new: Policy, what: str) -> None:
    assert asks_less(new, DEFAULT), what


@pytest.mark.parametrize(
    "new",
    [
        DEFAULT,
        replace(DEFAULT, version=2),
        with_bar(1, assessed=True),
        with_bar(4, trend_periods=7, observed_within_days=60),
        with_cell(0, 0, 2),
        with_limits(long_exit_days=30),
        with_limits(costly_exit=Decimal(50_000)),
        with_limits(
            required_responsibilities=(*DEFAULT.limits.required_responsibilities, "licences")
        ),
        with_limits(
            required_responsibilities=tuple(
                f" {name.upper()} " for name in DEFAULT.limits.required_responsibilities
            )
        ),
    ],
)
def test_a_policy_that_asks_for_as_much_or_more_asks_for_no_less(new: Policy) -> None:
    assert not asks_less(new, DEFAULT)


def test_more_of_one_thing_does_not_make_up_for_less_of_another() -> None:
    assert asks_less(with_bar(4, trend_periods=12, exit=ExitAsked.PORTABLE), DEFAULT)


def test_a_limit_that_was_not_there_asks_for_more() -> None:
    assert not asks_less(DEFAULT, with_limits(costly_exit=None))


NUMBERS = {name: st.integers(least, most) for name, (least, most) in BOUNDS.items()}
BARS = st.builds(
    Bar,
    supported=st.sampled_from([Reach.EACH_CLAIM, Reach.EACH_CRITERION]),
    independent=st.sampled_from(Reach),
    real_conditions=st.sampled_from(Reach),
    assessed=st.booleans(),
    auditable=st.sampled_from(Reach),
    exit=st.sampled_from(ExitAsked),
    single_points=st.sampled_from(StandInAsked),
    named_authoriser=st.booleans(),
    **NUMBERS,
)
POLICIES = st.builds(Policy, bars=st.tuples(BARS, BARS, BARS, BARS), grid=st.just(DEFAULT.grid))


@given(POLICIES, POLICIES)
def test_of_two_policies_that_differ_one_asks_for_less(one: Policy, other: Policy) -> None:
    assert asks_less(one, other) or asks_less(other, one) or one == other


@given(st.sampled_from([each.name for each in fields(Bar)]), st.integers(0, 3))
def test_a_bar_that_takes_its_value_from_the_next_asks_for_no_less(name: str, place: int) -> None:
    higher = DEFAULT.bars[min(place + 1, 3)]
    new = with_bar(place + 1, **{name: getattr(higher, name)})
    assert not asks_less(new, DEFAULT)
    assert policy_problems(new) == ()
    assert asks_less(DEFAULT, new) == (new != DEFAULT)
