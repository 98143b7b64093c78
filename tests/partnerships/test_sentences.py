"""Each finding about partnerships has its sentence, each sentence its finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
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
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
    OptionPart,
    ResponsibilityPart,
    TriggerPart,
    UncertaintyPart,
)
from partnerships.rules.boundary import design_gaps, party_gaps
from partnerships.rules.claims import claim_remarks, claims_gaps
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.rules.policy import DEFAULT
from partnerships.rules.scale_steps import option_gaps, uncertainty_gaps
from partnerships.rules.standing import DecisionKind, Standing, next_standing
from partnerships.rules.triggers import triggers_gaps
from partnerships.rules.vocabulary import OptionKind, PartyKind, TriggerCall, UncertaintyState
from partnerships.sentences import BOOK
from tests.partnerships.parts import COMPLETE_CLAIM, TODAY
from tests.sentences import assert_worded, assert_words_agree

BLANK_CARD = FitCardPart(partnership_id="3")
CARD_OF_BLANK_ROWS = replace(
    BLANK_CARD,
    conflict_risks=(ConflictRiskPart(id="21"),),
    integration_points=(IntegrationPointPart(id="31", single_point_of_failure=True),),
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


def every_finding() -> list[Finding]:
    moves = [next_standing(*each, in_operation=False) for each in product(Standing, DecisionKind)]
    return [
        *(move for move in moves if isinstance(move, Finding)),
        *claims_gaps((), "3", TODAY),
        *claims_gaps(CLAIMS, "3", TODAY),
        *fit_card_gaps(BLANK_CARD),
        *fit_card_gaps(CARD_OF_BLANK_ROWS),
        *fit_card_gaps(replace(BLANK_CARD, exit_cost=Decimal(1))),
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
