"""What the rows of a card must say together before they are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from partnerships.dossier import ConflictRiskPart, ExitRehearsalPart, IntegrationPointPart
from partnerships.rules.card_rows import (
    conflict_risk_problems,
    exit_rehearsal_problems,
    integration_point_problems,
    is_unresolved,
)
from partnerships.rules.vocabulary import FallbackKind, FallbackVerdict, RehearsalKind
from tests.partnerships.parts import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
RISK = ConflictRiskPart(id="21", description="They earn per dispute")
OBSERVED = replace(RISK, observed_on=YESTERDAY, observed_what="Fees rose")
RESOLVED = replace(OBSERVED, resolved_on=TODAY, resolution="A flat fee")
POINT = IntegrationPointPart(id="31", name="Payment API")
ASSESSED = replace(
    POINT,
    fallback_kind=FallbackKind.ALTERNATIVE,
    fallback_verdict=FallbackVerdict.NOT_WORKABLE,
    fallback_assessed_by="Ana",
    fallback_assessed_on=YESTERDAY,
)


@pytest.mark.parametrize("risk", [RISK, OBSERVED, RESOLVED])
def test_a_risk_may_be_possible_observed_or_resolved(risk: ConflictRiskPart) -> None:
    assert conflict_risk_problems(risk, TODAY) == ()


@pytest.mark.parametrize(
    ("risk", "changes", "what", "field"),
    [
        (RISK, {"observed_what": "Fees rose"}, "observed_on_missing", "observed_on"),
        (OBSERVED, {"observed_what": " "}, "observed_what_missing", "observed_what"),
        (OBSERVED, {"observed_on": TOMORROW}, "observed_on_to_come", "observed_on"),
        (OBSERVED, {"resolution": "A flat fee"}, "resolved_on_missing", "resolved_on"),
        (RESOLVED, {"resolution": ""}, "resolution_missing", "resolution"),
        (RESOLVED, {"resolved_on": TOMORROW}, "resolved_on_to_come", "resolved_on"),
        (
            RESOLVED,
            {"resolved_on": YESTERDAY - timedelta(days=1)},
            "resolved_before_observed",
            "resolved_on",
        ),
        (
            RESOLVED,
            {"observed_on": None, "observed_what": ""},
            "resolved_unobserved",
            "observed_on",
        ),
    ],
)
def test_an_observation_and_its_resolution_hang_together(
    risk: ConflictRiskPart, changes: dict[str, Any], what: str, field: str
) -> None:
    (problem,) = conflict_risk_problems(replace(risk, **changes), TODAY)
    assert (problem.code, problem.field) == (f"conflict_risk.{what}", field)


def test_what_was_observed_and_not_resolved_stands_open() -> None:
    assert [is_unresolved(risk) for risk in (RISK, OBSERVED, RESOLVED)] == [False, True, False]


@pytest.mark.parametrize("point", [POINT, ASSESSED])
def test_a_fallback_may_be_assessed_or_not(point: IntegrationPointPart) -> None:
    assert integration_point_problems(point, TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "what", "field"),
    [
        ({"fallback_kind": None}, "nothing_to_assess", "fallback_verdict"),
        ({"fallback_kind": FallbackKind.NONE}, "nothing_to_assess", "fallback_verdict"),
        ({"fallback_verdict": None}, "fallback_verdict_missing", "fallback_verdict"),
        ({"fallback_assessed_by": ""}, "fallback_assessed_by_missing", "fallback_assessed_by"),
        ({"fallback_assessed_on": None}, "fallback_assessed_on_missing", "fallback_assessed_on"),
        (
            {"fallback_assessed_on": TOMORROW},
            "fallback_assessed_on_to_come",
            "fallback_assessed_on",
        ),
        ({"switch_cost": Decimal(7)}, "switch_currency_missing", "switch_currency"),
    ],
)
def test_an_assessment_says_who_when_and_of_what(
    changes: dict[str, Any], what: str, field: str
) -> None:
    (problem,) = integration_point_problems(replace(ASSESSED, **changes), TODAY)
    assert (problem.code, problem.field) == (f"integration_point.{what}", field)


@pytest.mark.parametrize(("held_on", "wrong"), [(TODAY, False), (TOMORROW, True)])
def test_a_rehearsal_was_held(held_on: date, wrong: bool) -> None:
    rehearsal = ExitRehearsalPart(id="51", kind=RehearsalKind.REHEARSED, held_on=held_on)
    assert bool(exit_rehearsal_problems(rehearsal, TODAY)) is wrong
