"""A commit waits until the card and the claims are whole; everything else stays open."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.rules.claims import claims_gaps
from partnerships.rules.fit_cards import FIELDS, ROWS, fit_card_gaps
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.evidence import evidence_gaps
from reviews.gate.rules.judgement import ConditionCode, ConditionState
from tests.partnerships.parts import COMPLETE_CARD, COMPLETE_CLAIM, TODAY
from tests.reviews.parts import COMPLETE_DOSSIER, dossiers

EMPTY = replace(COMPLETE_DOSSIER, fit_card=FitCardPart(partnership_id="3"), claims=(), readings=())
OTHER_KINDS = [kind for kind in DecisionKind if kind is not DecisionKind.COMMIT]


def states(dossier: Dossier) -> dict[ConditionCode, ConditionState]:
    judgement = judge(DecisionKind.COMMIT, dossier, TODAY)
    return {condition.code: condition.state for condition in judgement.conditions}


def test_a_complete_dossier_may_be_committed_to() -> None:
    judgement = judge(DecisionKind.COMMIT, COMPLETE_DOSSIER, TODAY)
    assert judgement.is_open
    assert judgement.missing == ()


def test_nothing_said_is_unknown_and_stops() -> None:
    assert set(states(EMPTY).values()) == {ConditionState.UNKNOWN}
    assert not judge(DecisionKind.COMMIT, EMPTY, TODAY).is_open


def test_a_section_half_written_is_not_met() -> None:
    dossier = replace(COMPLETE_DOSSIER, fit_card=replace(COMPLETE_CARD, exit_cost=None))
    assert states(dossier) == {
        ConditionCode.FIT_CARD_COMPLETE: ConditionState.NOT_MET,
        ConditionCode.CLAIMS_COMPLETE: ConditionState.MET,
        ConditionCode.EVIDENCE_READ: ConditionState.MET,
    }


def test_one_unfinished_claim_stops_a_commit_although_another_is_complete() -> None:
    dossier = replace(COMPLETE_DOSSIER, claims=(COMPLETE_CLAIM, ClaimPart(id="8")))
    assert states(dossier)[ConditionCode.CLAIMS_COMPLETE] is ConditionState.NOT_MET


def test_a_missing_claim_is_asked_for() -> None:
    missing = judge(DecisionKind.COMMIT, EMPTY, TODAY).missing
    assert "partnership.claims_missing" in [finding.code for finding in missing]


@given(dossiers(), st.dates(), st.sampled_from(OTHER_KINDS))
def test_the_other_kinds_are_open_whatever_is_missing(
    dossier: Dossier, today: date, kind: DecisionKind
) -> None:
    assert judge(kind, dossier, today).is_open


@given(dossiers(), st.dates())
def test_what_is_missing_is_what_the_parts_lack(dossier: Dossier, today: date) -> None:
    lacking = [*fit_card_gaps(dossier.fit_card)]
    lacking += claims_gaps(dossier.claims, dossier.partnership.id, today)
    lacking += evidence_gaps(dossier, today)
    missing = judge(DecisionKind.COMMIT, dossier, today).missing
    assert list(missing) == lacking


@given(dossiers(), st.dates(max_value=date(9990, 1, 1)), st.integers(0, 900))
def test_time_alone_never_opens_the_gate(dossier: Dossier, today: date, days: int) -> None:
    if judge(DecisionKind.COMMIT, dossier, today + timedelta(days=days)).is_open:
        assert judge(DecisionKind.COMMIT, dossier, today).is_open


ASKED_FOR = [*itertools.chain(*FIELDS.values()), *ROWS.values()]


@pytest.mark.parametrize("field", ASKED_FOR)
def test_taking_anything_away_from_the_card_stops_a_commit(field: str) -> None:
    nothing = {each.name: each.default for each in fields(FitCardPart)}[field]
    dossier = replace(COMPLETE_DOSSIER, fit_card=replace(COMPLETE_CARD, **{field: nothing}))
    assert not judge(DecisionKind.COMMIT, dossier, TODAY).is_open
