"""What would it take: followed to the letter it opens the gate, and each item of it is needed."""

from __future__ import annotations

import pytest
from hypothesis import given

from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from reviews.dossier import Dossier
from reviews.gate.rules.clearing import lighter_designs, way_to_open
from reviews.gate.rules.commit import judge
from reviews.gate.rules.following import SAID, follow
from reviews.gate.rules.policy import DEFAULT
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import DEFENSIBLE, IMPAIRMENTS, at, impaired
from tests.reviews.parts import dossiers


def is_open(dossier: Dossier) -> bool:
    return judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY).is_open


def followed(dossier: Dossier, items: object) -> Dossier:
    for each in items:  # type: ignore[attr-defined]
        dossier = follow(each, dossier, DEFAULT, TODAY)
    return dossier


def test_what_is_open_takes_nothing() -> None:
    assert is_open(DEFENSIBLE), judge(DecisionKind.COMMIT, DEFENSIBLE, DEFAULT, TODAY).missing
    assert way_to_open(DEFENSIBLE, DEFAULT, TODAY) == ()


@pytest.mark.parametrize("impairment", IMPAIRMENTS)
def test_each_impairment_can_be_cleared_by_what_is_said(impairment: str) -> None:
    dossier = IMPAIRMENTS[impairment](DEFENSIBLE)
    items = way_to_open(dossier, DEFAULT, TODAY)
    assert is_open(followed(dossier, items)), items


@given(impaired())
def test_followed_to_the_letter_it_opens_the_gate_and_nothing_is_superfluous(
    dossier: Dossier,
) -> None:
    items = way_to_open(dossier, DEFAULT, TODAY)
    assert is_open(followed(dossier, items))
    for left_out in items:
        rest = [each for each in items if each is not left_out]
        assert not is_open(followed(dossier, rest)), left_out


@given(dossiers())
def test_from_any_dossier_there_is_a_way(dossier: Dossier) -> None:
    assert is_open(followed(dossier, way_to_open(dossier, DEFAULT, TODAY)))


def test_a_lighter_design_names_the_nearest_lower_bars() -> None:
    deepest = at(DependencyDepth.STRUCTURAL, Reversibility.IRREVERSIBLE)
    judged = judge(DecisionKind.COMMIT, deepest, DEFAULT, TODAY)
    assert [
        (each.bar, each.depth, each.reversibility) for each in lighter_designs(judged, DEFAULT)
    ] == [
        (3, DependencyDepth.STRUCTURAL, Reversibility.COSTLY),
        (2, DependencyDepth.STRUCTURAL, Reversibility.REVERSIBLE),
        (1, DependencyDepth.SUPPORTING, Reversibility.REVERSIBLE),
    ]


@pytest.mark.parametrize("impairment", IMPAIRMENTS)
@pytest.mark.parametrize("bar", [1, 4])
def test_nothing_is_called_by_a_name_that_nobody_gave(impairment: str, bar: int) -> None:
    design = (DependencyDepth.PERIPHERAL, Reversibility.REVERSIBLE)
    dossier = IMPAIRMENTS[impairment](at(*design) if bar == 1 else DEFENSIBLE)
    facts = [each.params for each in way_to_open(dossier, DEFAULT, TODAY)]
    assert SAID not in [said for params in facts for _name, said in params]
