"""When a fact about a partner asks for another look at the conflict risks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from partnerships.dossier import FitCardPart, PartnerFactPart, PartnerPart
from partnerships.rules.incentives import (
    facts_since_look,
    incentive_findings,
    look_again,
    partner_fact_problems,
)
from partnerships.rules.vocabulary import FactKind
from tests.partnerships.parts import COMPLETE_CARD, TODAY

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
OLD = PartnerFactPart(
    id="61",
    kind=FactKind.OWNER,
    statement="Sold to a holding",
    happened_on=NOON.date(),
    recorded_at=NOON,
)
NEW = replace(OLD, id="62", statement="A new chief", recorded_at=NOON + timedelta(hours=2))
PARTNER = PartnerPart(id="2", name="Harbour Pay", facts=(OLD, NEW))


def looked(moment: datetime | None) -> FitCardPart:
    return replace(COMPLETE_CARD, incentives_looked_at=moment)


def test_a_partner_of_whom_nothing_is_known_asks_for_nothing() -> None:
    assert incentive_findings(looked(None), replace(PARTNER, facts=())) == ()


def test_every_fact_asks_until_somebody_looks() -> None:
    assert facts_since_look(looked(None), PARTNER) == (OLD, NEW)


def test_what_was_learnt_after_the_last_look_asks_again() -> None:
    assert facts_since_look(looked(NOON + timedelta(hours=1)), PARTNER) == (NEW,)
    assert look_again(looked(NOON + timedelta(hours=3)), PARTNER) == ()


def test_a_fact_of_long_ago_that_was_learnt_today_asks_too() -> None:
    late = replace(NEW, happened_on=NOON.date() - timedelta(days=900))
    (found,) = look_again(looked(NOON), replace(PARTNER, facts=(late,)))
    assert found.value("fact") == "A new chief"


def test_the_fact_that_was_learnt_last_is_named() -> None:
    (found,) = look_again(looked(None), PARTNER)
    assert (found.code, found.subject, found.section) == (
        "fit_card.incentives_look_again",
        COMPLETE_CARD.partnership_id,
        "incentives",
    )
    assert found.value("fact") == "A new chief"


def test_a_conflict_that_was_observed_stays_in_sight_until_it_is_resolved() -> None:
    (risk,) = COMPLETE_CARD.conflict_risks
    seen = replace(risk, observed_on=TODAY, observed_what="Filters relaxed")
    nobody = replace(PARTNER, facts=())
    (found,) = incentive_findings(replace(COMPLETE_CARD, conflict_risks=(seen,)), nobody)
    assert (found.code, found.subject) == ("conflict_risk.unresolved", risk.id)
    over = replace(seen, resolved_on=TODAY, resolution="Taken back")
    assert incentive_findings(replace(COMPLETE_CARD, conflict_risks=(over,)), nobody) == ()


def test_a_fact_has_happened() -> None:
    assert partner_fact_problems(replace(OLD, happened_on=TODAY), TODAY) == ()
    late = replace(OLD, happened_on=TODAY + timedelta(days=1))
    (problem,) = partner_fact_problems(late, TODAY)
    assert problem.field == "happened_on"
