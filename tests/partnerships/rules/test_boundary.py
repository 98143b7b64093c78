"""The boundary is clear only when all that bears on it has been said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from partnerships.dossier import BoundaryDesignPart, ClaimPart, FitCardPart, ResponsibilityPart
from partnerships.rules.boundary import (
    DESIGN_FIELDS,
    BoundaryStatus,
    boundary_gaps,
    boundary_status,
    design_gaps,
    party_gaps,
    responsibility_gaps,
    unlisted,
)
from partnerships.rules.policy import DEFAULT
from partnerships.rules.vocabulary import PartyKind
from tests.partnerships.parts import COMPLETE_CARD, COMPLETE_CLAIM, COMPLETE_DESIGN

RISK = COMPLETE_CARD.conflict_risks[0]
POINT = COMPLETE_CARD.integration_points[0]
OWNED = COMPLETE_DESIGN.responsibilities[0]


def status(
    card: FitCardPart = COMPLETE_CARD,
    claim: ClaimPart = COMPLETE_CLAIM,
    design: BoundaryDesignPart = COMPLETE_DESIGN,
) -> BoundaryStatus:
    return boundary_status(card, claim, design, DEFAULT)


def codes(design: BoundaryDesignPart) -> list[str]:
    return [gap.code for gap in design_gaps(design, DEFAULT)]


def with_first(**changes: Any) -> BoundaryDesignPart:
    """The complete design with its first responsibility changed."""
    first, *others = COMPLETE_DESIGN.responsibilities
    return replace(COMPLETE_DESIGN, responsibilities=(replace(first, **changes), *others))


def test_a_boundary_of_which_everything_is_said_is_clear() -> None:
    assert status() is BoundaryStatus.CLEAR


@pytest.mark.parametrize(
    ("card", "claim", "code"),
    [
        (COMPLETE_CARD, replace(COMPLETE_CLAIM, boundary=""), "claim.boundary_missing"),
        (
            replace(COMPLETE_CARD, conflict_risks=(replace(RISK, watcher=""),)),
            COMPLETE_CLAIM,
            "conflict_risk.watcher_missing",
        ),
        (
            replace(COMPLETE_CARD, integration_points=(replace(POINT, audited_how=""),)),
            COMPLETE_CLAIM,
            "integration_point.audited_how_missing",
        ),
        (replace(COMPLETE_CARD, exit_cost=None), COMPLETE_CLAIM, "fit_card.exit_cost_missing"),
    ],
)
def test_one_thing_unsaid_leaves_it_unclear(card: FitCardPart, claim: ClaimPart, code: str) -> None:
    assert status(card, claim) is BoundaryStatus.UNCLEAR
    assert [gap.code for gap in boundary_gaps(card, claim, COMPLETE_DESIGN, DEFAULT)] == [code]


def test_an_empty_card_is_unclear_and_not_violated() -> None:
    assert status(FitCardPart(partnership_id="1")) is BoundaryStatus.UNCLEAR


def test_what_does_not_bear_on_it_does_not_cloud_it() -> None:
    card = replace(COMPLETE_CARD, operational_cadence="", capability="")
    assert status(card) is BoundaryStatus.CLEAR


@pytest.mark.parametrize("field", DESIGN_FIELDS)
def test_what_stays_ours_and_what_is_shared_must_be_stated(field: str) -> None:
    design = replace(COMPLETE_DESIGN, **{field: " – "})
    assert codes(design) == [f"boundary_design.{field}_missing"]
    assert status(design=design) is BoundaryStatus.UNCLEAR


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"party": None}, "responsibility.party_missing"),
        ({"person": ""}, "responsibility.person_missing"),
        ({"audited_how": "-"}, "responsibility.audited_how_missing"),
        ({"escalation": ()}, "responsibility.escalation_missing"),
    ],
)
def test_each_responsibility_has_a_party_a_person_and_somebody_to_tell(
    changes: dict[str, Any], code: str
) -> None:
    assert codes(with_first(**changes)) == [code]


def test_what_the_policy_asks_for_must_be_listed_whatever_its_case() -> None:
    assert codes(with_first(name="  INCIDENTS ")) == []
    left_out = replace(COMPLETE_DESIGN, responsibilities=COMPLETE_DESIGN.responsibilities[1:])
    assert unlisted(left_out, DEFAULT) == ("incidents",)
    assert codes(left_out) == ["boundary_design.responsibility_missing"]


def test_a_policy_that_asks_for_nothing_still_wants_what_is_listed_settled() -> None:
    lenient = replace(DEFAULT, required_responsibilities=())
    bare = replace(COMPLETE_DESIGN, responsibilities=())
    assert design_gaps(bare, lenient) == ()
    assert len(design_gaps(with_first(person=""), lenient)) == 1


def test_another_institution_has_a_name_and_nobody_else_has_one() -> None:
    assert party_gaps(replace(OWNED, party=PartyKind.OTHER, other_party="Registry")) == ()
    unnamed = party_gaps(replace(OWNED, party=PartyKind.OTHER))
    unasked = party_gaps(replace(OWNED, other_party="Registry"))
    assert [gap.code for gap in (*unnamed, *unasked)] == [
        "responsibility.other_party_missing",
        "responsibility.other_party_unasked",
    ]


def test_a_responsibility_that_says_nothing_lacks_everything() -> None:
    assert len(responsibility_gaps(ResponsibilityPart(id="1"))) == 5
