"""Each finding about partnerships has its sentence, each sentence its finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.utils import translation

from config.kernel.findings import Finding
from partnerships import models
from partnerships.dossier import (
    BoundaryDesignPart,
    ClaimPart,
    ConflictRiskPart,
    CriterionPart,
    ExitRehearsalPart,
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
    OptionPart,
    PartnerFactPart,
    PartnerPart,
    PartnershipPart,
    ResponsibilityPart,
    ScaleStepPart,
    TriggerPart,
    UncertaintyPart,
)
from partnerships.rules.boundary import design_gaps, party_gaps
from partnerships.rules.card_rows import (
    conflict_risk_problems,
    exit_rehearsal_problems,
    integration_point_problems,
)
from partnerships.rules.claims import claim_remarks, claims_gaps
from partnerships.rules.dependency import declaration_gaps, dependency_of
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.rules.incentives import incentive_findings, partner_fact_problems
from partnerships.rules.operation import operation_problems
from partnerships.rules.policy import DEFAULT
from partnerships.rules.scale_steps import option_gaps, uncertainty_gaps
from partnerships.rules.standing import DecisionKind, Standing, next_standing
from partnerships.rules.triggers import triggers_gaps
from partnerships.rules.vocabulary import (
    CapabilityKind,
    DependencyDepth,
    FactKind,
    FallbackKind,
    FallbackVerdict,
    OptionKind,
    PartyKind,
    Portability,
    RehearsalKind,
    Reversibility,
    TriggerCall,
    UncertaintyState,
)
from partnerships.sentences import BOOK
from tests.partnerships.parts import COMPLETE_CLAIM, TODAY
from tests.sentences import assert_worded, assert_words_agree

BLANK_CARD = FitCardPart(partnership_id="3")
CARD_OF_BLANK_ROWS = replace(
    BLANK_CARD,
    conflict_risks=(ConflictRiskPart(id="21"),),
    integration_points=(
        IntegrationPointPart(id="31", single_point_of_failure=True),
        IntegrationPointPart(id="32", fallback_kind=FallbackKind.FALLBACK),
    ),
    exit_steps=(ExitStepPart(id="41"),),
)
CLAIMS = (
    ClaimPart(id="7"),
    ClaimPart(id="7", criteria=(CriterionPart(id="11"),)),
    replace(
        COMPLETE_CLAIM,
        does_not_establish=COMPLETE_CLAIM.uncertainty,
        deferral_date=TODAY - timedelta(days=1),
    ),
)


TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
RISKS = (
    ConflictRiskPart(id="21", observed_what="Fees rose", resolution="A flat fee"),
    ConflictRiskPart(id="21", observed_on=TOMORROW, resolved_on=TODAY),
    ConflictRiskPart(id="21", resolved_on=TOMORROW),
)
POINTS = (
    IntegrationPointPart(
        id="31",
        fallback_verdict=FallbackVerdict.WORKABLE,
        switch_cost=Decimal(1),
    ),
    IntegrationPointPart(
        id="31", fallback_verdict=FallbackVerdict.WORKABLE, fallback_assessed_on=TOMORROW
    ),
    IntegrationPointPart(id="31", fallback_assessed_by="Ana"),
)
REHEARSAL = ExitRehearsalPart(id="51", kind=RehearsalKind.REHEARSED, held_on=TOMORROW)
FACT = PartnerFactPart(
    id="61",
    kind=FactKind.OWNER,
    statement="Sold",
    happened_on=TOMORROW,
    recorded_at=datetime(2026, 11, 1, tzinfo=UTC),
)
OBSERVED = replace(BLANK_CARD, conflict_risks=(ConflictRiskPart(id="21", observed_on=YESTERDAY),))
PARTNERSHIP = PartnershipPart(id="3", partner_id="2", name="Card acquiring")
STEP = ScaleStepPart(
    id="71",
    name="Sell in two markets",
    capability_kind=CapabilityKind.OPERATIONS,
    critical_path=True,
    options=(OptionPart(id="81", kind=OptionKind.PARTNERSHIP, partnership_id="3"),),
)
HARD_TO_LEAVE = replace(
    CARD_OF_BLANK_ROWS,
    exit_days=365,
    exit_cost=Decimal(800_000),
    exit_currency="EUR",
    portability=Portability.PARTIAL,
)
CARDS = (
    HARD_TO_LEAVE,
    replace(HARD_TO_LEAVE, exit_currency="USD", portability=Portability.NONE),
)


def of_rows() -> list[Finding]:
    """What keeps a row or a declaration from being saved."""
    deep, hard = DependencyDepth.STRUCTURAL, Reversibility.COSTLY
    return [
        *(found for risk in RISKS for found in conflict_risk_problems(risk, TODAY)),
        *(found for point in POINTS for found in integration_point_problems(point, TODAY)),
        *exit_rehearsal_problems(REHEARSAL, TODAY),
        *partner_fact_problems(FACT, TODAY),
        *operation_problems(None, TOMORROW, "", TODAY),
        *operation_problems(TOMORROW, YESTERDAY, "", TODAY),
        *declaration_gaps(replace(PARTNERSHIP, dependency_depth=deep, reversibility=hard)),
        *declaration_gaps(
            replace(PARTNERSHIP, depth_reason="Alone", reversibility_reason="A year")
        ),
    ]


def of_facts() -> list[Finding]:
    """What facts say of dependency and incentives."""
    judged = [
        dependency_of(PARTNERSHIP, card, steps, DEFAULT)
        for card in CARDS
        for steps in ((), (STEP,))
    ]
    return [
        *incentive_findings(OBSERVED, PartnerPart(id="2", name="Harbour Pay", facts=(FACT,))),
        *(reason.finding for each in judged for reason in each.depth.reasons),
        *(reason.finding for each in judged for reason in each.reversibility.reasons),
    ]


def every_finding() -> list[Finding]:
    moves = [next_standing(*each, in_operation=False) for each in product(Standing, DecisionKind)]
    return [
        *(move for move in moves if isinstance(move, Finding)),
        *claims_gaps((), "3", TODAY),
        *claims_gaps(CLAIMS, "3", TODAY),
        *fit_card_gaps(BLANK_CARD),
        *fit_card_gaps(CARD_OF_BLANK_ROWS),
        *fit_card_gaps(replace(BLANK_CARD, exit_cost=Decimal(1))),
        *of_rows(),
        *of_facts(),
        *remarks(),
        *seam_findings(),
    ]


def remarks() -> list[Finding]:
    resolved = UncertaintyPart(id="9", state=UncertaintyState.RESOLVED)
    about_it = replace(COMPLETE_CLAIM, about_id="9")
    return [
        *claim_remarks(COMPLETE_CLAIM, {}),
        *claim_remarks(about_it, {"9": resolved}),
        *uncertainty_gaps(resolved),
        *option_gaps(OptionPart(id="8", kind=OptionKind.PARTNERSHIP)),
        *option_gaps(OptionPart(id="8", kind=OptionKind.BUILD, partnership_id="3")),
    ]


def seam_findings() -> list[Finding]:
    blank = ResponsibilityPart(id="51")
    trigger = TriggerPart(id="61", calls_for=TriggerCall.RENEGOTIATE)
    return [
        *design_gaps(BoundaryDesignPart(partnership_id="3", responsibilities=(blank,)), DEFAULT),
        *party_gaps(replace(blank, party=PartyKind.OTHER)),
        *party_gaps(replace(blank, other_party="Registry")),
        *triggers_gaps([trigger, replace(trigger, authoriser_id="6")], "3", ()),
    ]


def test_each_finding_has_a_sentence_and_each_sentence_a_finding() -> None:
    assert_worded(BOOK, every_finding())


@pytest.mark.parametrize("gap", [each for each in every_finding() if each.subject])
def test_each_gap_says_where_it_can_be_met(gap: Finding) -> None:
    place = BOOK.place(gap)
    assert place is not None
    assert place.args[0] == gap.subject
    assert place.fragment == (f"id_{gap.field}" if gap.field else "")


def test_a_gap_of_the_card_is_met_in_its_section() -> None:
    gap = next(each for each in fit_card_gaps(BLANK_CARD) if each.field == "exit_cost")
    place = BOOK.place(gap)
    assert place is not None
    assert place.url_name == "partnerships:fit_card_section_edit"
    assert place.args == ("3", "exit")


def test_an_amount_is_told_with_its_currency() -> None:
    costly = next(found for found in of_facts() if found.code == "fit_card.exit_costly")
    with translation.override("en"):
        assert BOOK.sentence(costly) == (
            "Leaving costs 800,000 EUR; your policy calls 100,000 EUR or more costly."
        )


def test_a_refused_move_names_what_is_open_in_words() -> None:
    refused = next_standing(Standing.CANDIDATE, DecisionKind.UNWIND, in_operation=False)
    assert isinstance(refused, Finding)
    with translation.override("en"):
        assert BOOK.sentence(refused) == (
            "“Unwind” is open from “Candidate” only while the partnership is in operation. "
            "Say since when it is in operation, or choose among: Commit, Defer."
        )


@pytest.mark.parametrize(
    ("words", "choices"),
    [(Standing, models.Standing), (DecisionKind, models.DecisionKind)],
)
def test_rules_and_database_know_the_same_words(words: type, choices: type) -> None:
    assert_words_agree(words, choices)
