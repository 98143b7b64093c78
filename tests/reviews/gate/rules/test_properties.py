"""What holds of every judgement, whatever dossier it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from config.kernel.findings import Finding
from evidence.dossier import ValuePart
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import Judgement, Requirement, RequirementCode
from reviews.gate.rules.policy import DEFAULT, Policy
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import (
    DEFENSIBLE,
    TREND,
    any_dossiers,
    begins_by,
    days,
    heavier,
    less_evidence,
    refutations,
    with_,
    with_row,
)

A_WEEK = timedelta(days=7)


def blockers(dossier: Dossier, today: date = TODAY) -> set[RequirementCode]:
    return set(judge(DecisionKind.COMMIT, dossier, DEFAULT, today).blockers)


@given(st.data(), any_dossiers())
def test_refuting_evidence_never_opens_a_gate(data: st.DataObject, dossier: Dossier) -> None:
    assert blockers(dossier) <= blockers(data.draw(refutations(dossier)))


@given(st.data(), any_dossiers())
def test_more_depth_or_irreversibility_never_removes_a_blocker(
    data: st.DataObject, dossier: Dossier
) -> None:
    assert blockers(dossier) <= blockers(data.draw(heavier(dossier)))


@given(st.data(), any_dossiers())
def test_less_supporting_evidence_never_opens_a_gate(data: st.DataObject, dossier: Dossier) -> None:
    assert blockers(dossier) <= blockers(data.draw(less_evidence(dossier)))


@given(st.data(), any_dossiers(), st.integers(0, 900), st.integers(0, 900))
def test_time_alone_never_opens_a_gate(
    data: st.DataObject, dossier: Dossier, first: int, later: int
) -> None:
    """Once everything that is dated has begun."""
    dossier = data.draw(st.just(dossier) | refutations(dossier))
    day = _later(begins_by(dossier), first)
    assert blockers(dossier, day) <= blockers(dossier, _later(day, later))


@given(any_dossiers(), days(), st.none() | days(), st.integers(0, 2000))
@example(DEFENSIBLE, TODAY, TODAY - timedelta(days=30), 70)
@example(DEFENSIBLE, TREND.values[-2].starts_on, None, 9)
@example(with_(DEFENSIBLE, "partnership", in_operation_since=TODAY), TODAY - A_WEEK, None, 9)
def test_nothing_changes_before_the_day_that_is_named(
    dossier: Dossier, today: date, lowered_on: date | None, far: int
) -> None:
    policy = replace(DEFAULT, lowered_on=lowered_on)
    judged = judge(DecisionKind.COMMIT, dossier, policy, today)
    last = _day_before(judged.next_change_on)
    between = min(last, _later(today, far))
    assert all(same(judged, dossier, policy, day) for day in (between, last))


def same(judged: Judgement, dossier: Dossier, policy: Policy, day: date) -> bool:
    """Whether the judgement is the same on another day, but for the day."""
    other = judge(judged.kind, dossier, policy, day)
    return _dateless(other) == _dateless(judged)


def _dateless(judged: Judgement) -> Judgement:
    conditions = tuple(
        replace(each, requirements=tuple(map(_without_window, each.requirements)))
        for each in judged.conditions
    )
    return replace(judged, today=TODAY, conditions=conditions)


def _without_window(each: Requirement) -> Requirement:
    """Since when an observation counts is another day every day; who is too old is not."""
    return replace(
        each,
        not_counted=tuple(
            replace(reading, reasons=tuple(map(_without_day, reading.reasons)))
            for reading in each.not_counted
        ),
    )


def _without_day(found: Finding) -> Finding:
    return replace(found, params=()) if found.code == "artifact.too_old" else found


def _later(day: date, far: int) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + far))


def _day_before(day: date | None) -> date:
    return date.max if day is None else day - timedelta(days=1)


@given(any_dossiers(), days())
def test_only_a_commitment_waits_for_the_gate(dossier: Dossier, today: date) -> None:
    for kind in DecisionKind:
        judged = judge(kind, dossier, DEFAULT, today)
        assert judged.is_open or kind is DecisionKind.COMMIT


@given(any_dossiers(), days())
def test_whatever_stops_says_what_would_meet_it(dossier: Dossier, today: date) -> None:
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, today)
    for each in judged.requirements():
        assert bool(each.findings) == each.state.stops
    assert judged.is_open == (not judged.missing)


@given(any_dossiers())
def test_each_reading_counts_or_says_why_not(dossier: Dossier) -> None:
    for each in judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY).requirements():
        weighed = [*each.counted, *(reading.reading_id for reading in each.not_counted)]
        assert sorted(weighed) in ([], sorted(reading.id for reading in dossier.readings))
        assert all(reading.reasons for reading in each.not_counted)


def test_a_period_at_the_end_of_the_calendar_is_judged_like_any_other() -> None:
    last = ValuePart(starts_on=date(9999, 12, 27), value=TREND.values[0].value)
    dossier = with_row(DEFENSIBLE, "measurements", values=(*TREND.values, last))
    assert judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY).is_open
    assert not judge(DecisionKind.COMMIT, dossier, DEFAULT, date.max).is_open
