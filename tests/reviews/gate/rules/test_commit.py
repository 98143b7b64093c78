"""A commitment is judged by the bar that its dependency chooses; the rest stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.dossier import BoundaryDesignPart, FitCardPart
from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from reviews.dossier import Dossier, NotApplicablePart
from reviews.gate.record import as_document, from_document
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import ConditionCode, Judgement, RequirementCode, State
from reviews.gate.rules.policy import DEFAULT
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import DEFENSIBLE, IMPAIRMENTS, at, impaired
from tests.reviews.parts import dossiers

OTHER_KINDS = [kind for kind in DecisionKind if kind is not DecisionKind.COMMIT]
EMPTY = replace(
    DEFENSIBLE,
    partnership=replace(DEFENSIBLE.partnership, dependency_depth=None, reversibility=None),
    scale_steps=(),
    fit_card=FitCardPart(partnership_id="3"),
    boundary_design=BoundaryDesignPart(partnership_id="3"),
    claims=(),
    triggers=(),
    artifacts=(),
    readings=(),
    measurements=(),
)


def judged(dossier: Dossier, kind: DecisionKind = DecisionKind.COMMIT) -> Judgement:
    return judge(kind, dossier, DEFAULT, TODAY)


def test_what_clears_the_highest_bar_may_be_committed_to() -> None:
    judgement = judged(DEFENSIBLE)
    assert (judgement.bar, judgement.is_open, judgement.missing) == (4, True, ())


def test_nothing_said_is_unknown_and_stops() -> None:
    judgement = judged(EMPTY)
    states = {each.code: each.state for each in judgement.requirements()}
    met = {code for code, state in states.items() if state is State.MET}
    assert not judgement.is_open
    assert set(states.values()) == {State.UNKNOWN, State.MET}
    assert met == {RequirementCode.REFUTATIONS_ANSWERED, RequirementCode.SINGLE_POINTS}


def test_the_conditions_stand_in_the_order_of_the_chapter() -> None:
    assert [each.code for each in judged(DEFENSIBLE).conditions] == list(ConditionCode)


@pytest.mark.parametrize("impairment", IMPAIRMENTS)
def test_each_impairment_stops_a_commitment_at_the_highest_bar(impairment: str) -> None:
    assert not judged(IMPAIRMENTS[impairment](DEFENSIBLE)).is_open


@given(dossiers(), st.sampled_from(OTHER_KINDS))
def test_the_other_kinds_are_open_whatever_is_missing(dossier: Dossier, kind: DecisionKind) -> None:
    judgement = judged(dossier, kind)
    assert judgement.is_open
    assert judgement.missing == ()


@given(impaired())
def test_a_judgement_is_read_back_as_it_was_written(dossier: Dossier) -> None:
    judgement = judged(dossier)
    assert from_document(as_document(judgement)) == judgement


def test_what_does_not_apply_is_set_aside_once_another_stands_by_it() -> None:
    said = NotApplicablePart(
        id="1", requirement="cadence_shared", reason="The law sets the dates", stated_by_id="5"
    )
    dossier = replace(IMPAIRMENTS["no cadence"](DEFENSIBLE), not_applicable=(said,))
    assert judged(dossier).blockers == (RequirementCode.CADENCE_SHARED,)
    stood_by = replace(dossier, not_applicable=(replace(said, assessed_by_id="6"),))
    (requirement,) = [
        each
        for each in judged(stood_by).requirements()
        if each.code is RequirementCode.CADENCE_SHARED
    ]
    assert requirement.state is State.NOT_APPLICABLE
    assert requirement.because == "The law sets the dates"
    assert judged(stood_by).is_open


def test_a_reason_alone_sets_nothing_aside_that_every_partnership_has() -> None:
    said = NotApplicablePart(id="1", requirement="supported", reason="We trust them")
    dossier = replace(DEFENSIBLE, readings=(), not_applicable=(said,))
    assert RequirementCode.SUPPORTED in judged(dossier).blockers


def test_the_lowest_bar_needs_nobody_to_stand_by_a_reason() -> None:
    shallow = at(DependencyDepth.PERIPHERAL, Reversibility.REVERSIBLE)
    said = NotApplicablePart(id="1", requirement="cadence_shared", reason="The law sets the dates")
    dossier = replace(IMPAIRMENTS["no cadence"](shallow), not_applicable=(said,))
    assert judged(dossier).is_open


def test_the_day_on_which_time_alone_could_change_it_is_the_first_of_all() -> None:
    assert judged(DEFENSIBLE).next_change_on == date(2026, 12, 30)
