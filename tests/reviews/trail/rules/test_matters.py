"""Which matter of a renegotiation a change belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reviews.decisions.rules.comparison import differences
from reviews.trail.rules.matters import by_matter
from reviews.vocabulary import Matter
from tests.reviews.gate.stages import DEFENSIBLE, with_, with_point


@pytest.mark.parametrize(
    ("now", "matter"),
    [
        (with_(DEFENSIBLE, "fit_card", incentives="Volume"), Matter.INCENTIVES),
        (with_(DEFENSIBLE, "fit_card", exit_days=400), Matter.TERMS),
        (with_(DEFENSIBLE, "fit_card", integration_surface="One file a day"), Matter.INTEGRATION),
        (with_point(DEFENSIBLE, audited_how="Nobody looks"), Matter.INTEGRATION),
        (with_(DEFENSIBLE, "boundary_design", decision_rights="Ours"), Matter.BOUNDARY),
        (replace(DEFENSIBLE, triggers=()), Matter.TERMS),
        (replace(DEFENSIBLE, claims=()), None),
    ],
)
def test_a_change_is_of_one_matter(now: Any, matter: Any) -> None:
    grouped = by_matter(differences(DEFENSIBLE, now))
    assert [each for each, found in grouped.items() if found] == [matter]


def test_a_card_that_changed_in_two_ways_stands_under_both_matters_with_its_part() -> None:
    now = with_(DEFENSIBLE, "fit_card", exit_days=400, incentives="Volume")
    grouped = by_matter(differences(DEFENSIBLE, now))
    (terms,), (incentives,) = grouped[Matter.TERMS], grouped[Matter.INCENTIVES]
    assert terms.fields == ("exit_days",)
    assert terms.before.incentives == terms.after.incentives
    assert incentives.fields == ("incentives",)


def test_every_matter_has_its_place_even_where_nothing_changed() -> None:
    assert set(by_matter(())) == {*Matter, None}
