"""The boundary is clear only when all that bears on it has been said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.rules.boundary import BoundaryStatus, boundary_gaps, boundary_status
from tests.partnerships.parts import COMPLETE_CARD, COMPLETE_CLAIM

RISK = COMPLETE_CARD.conflict_risks[0]
POINT = COMPLETE_CARD.integration_points[0]


def test_a_boundary_of_which_everything_is_said_is_clear() -> None:
    assert boundary_status(COMPLETE_CARD, COMPLETE_CLAIM) is BoundaryStatus.CLEAR


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
    assert boundary_status(card, claim) is BoundaryStatus.UNCLEAR
    assert [gap.code for gap in boundary_gaps(card, claim)] == [code]


def test_an_empty_card_is_unclear_and_not_violated() -> None:
    empty = FitCardPart(partnership_id="1")
    assert boundary_status(empty, COMPLETE_CLAIM) is BoundaryStatus.UNCLEAR


def test_what_does_not_bear_on_it_does_not_cloud_it() -> None:
    card = replace(COMPLETE_CARD, operational_cadence="", capability="")
    assert boundary_status(card, COMPLETE_CLAIM) is BoundaryStatus.CLEAR
