"""What time does to what was decided: since when a commitment is in question, what defers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.dossier import DoubtPart, RevalidationPart
from partnerships.rules.standing import DecisionKind, Standing
from reviews.dossier import DecisionPart, Dossier, HealthReviewPart, SightingPart
from reviews.gate.rules.commit import judge
from reviews.gate.rules.policy import DEFAULT
from reviews.gate.rules.questions import in_question_since
from reviews.vocabulary import EndsIn
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import DEFENSIBLE, with_, with_row

#: At bar 4 a health review is asked for every 30 days.
EVERY = DEFAULT.bar(4).review_every_days


def days(count: int) -> timedelta:
    return timedelta(days=count)


def committed(dossier: Dossier = DEFENSIBLE, on: date = TODAY, **values: Any) -> Dossier:
    decision = DecisionPart(id="1", kind=DecisionKind.COMMIT, decided_on=on, bar=4, **values)
    stands = with_(dossier, "partnership", standing=Standing.COMMITTED)
    return replace(stands, decisions=(decision,))


def held(*on: date, **values: Any) -> tuple[HealthReviewPart, ...]:
    return tuple(
        HealthReviewPart(id=str(number), held_on=day, ends_in=EndsIn.CONTINUE, **values)
        for number, day in enumerate(on)
    )


def asked(dossier: Dossier, today: date = TODAY) -> dict[str, Any]:
    """The questions by their names, each with the day since when."""
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, today)
    return {each.code.removeprefix("question."): each.value("date") for each in judged.questions}


def test_a_commitment_on_evidence_in_force_is_in_no_question() -> None:
    assert asked(committed()) == {}


def test_without_a_commitment_nothing_is_in_question() -> None:
    assert asked(replace(DEFENSIBLE, readings=()), TODAY + days(900)) == {}


def test_evidence_that_lapses_puts_it_in_question_from_the_day_after() -> None:
    last = TODAY + days(10)
    dossier = committed(with_row(DEFENSIBLE, "artifacts", holds_until=last))
    assert asked(dossier, last) == {}
    assert asked(dossier, last + days(1)) == {"evidence_lapsed": last + days(1)}


def test_a_doubt_puts_it_in_question_until_somebody_looks_again() -> None:
    doubt = DoubtPart(id="1", doubted_on=TODAY + days(3), why="Their list drops what they won")
    doubted = with_row(DEFENSIBLE, "artifacts", doubts=(doubt,))
    today = TODAY + days(5)
    assert asked(committed(doubted), today) == {"evidence_lapsed": TODAY + days(3)}
    look = RevalidationPart(id="9", looked_on=today, seen="Their list is whole")
    seen = with_row(
        doubted,
        "artifacts",
        revalidations=(look,),
        doubts=(replace(doubt, looked_again_id="9"),),
    )
    assert asked(committed(seen), today) == {}


def test_a_term_that_is_over_puts_it_in_question_from_the_day_after() -> None:
    dossier = committed(term_ends_on=TODAY + days(4))
    assert asked(dossier, TODAY + days(4)) == {}
    assert asked(dossier, TODAY + days(5)) == {"term_ended": TODAY + days(5)}


def test_a_review_is_due_so_many_days_after_the_decision_or_the_last_review() -> None:
    first = TODAY + days(EVERY)
    judged = judge(DecisionKind.COMMIT, committed(), DEFAULT, TODAY)
    assert judged.review_due_on == first
    assert asked(committed(), first).get("review_overdue") is None
    assert asked(committed(), first + days(1))["review_overdue"] == first + days(1)
    reviewed = replace(committed(), health_reviews=held(TODAY + days(20)))
    judged = judge(DecisionKind.COMMIT, reviewed, DEFAULT, TODAY)
    assert judged.review_due_on == TODAY + days(20 + EVERY)


@pytest.mark.parametrize(
    ("standing", "operates", "is_due"),
    [
        (Standing.CANDIDATE, True, False),
        (Standing.DEFERRED, False, False),
        (Standing.DEFERRED, True, True),
        (Standing.COMMITTED, False, True),
        (Standing.RENEGOTIATING, False, True),
        (Standing.UNWINDING, True, False),
        (Standing.UNWOUND, False, False),
    ],
)
def test_what_is_reviewed(standing: Standing, operates: bool, is_due: bool) -> None:
    since = TODAY - days(30) if operates else None
    dossier = with_(
        committed(), "partnership", standing=standing, in_operation_since=since, live="Two cities"
    )
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY)
    assert (judged.review_due_on is not None) is is_due


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SEEN = SightingPart(
    id="1", trigger_id="131", seen_on=date(2026, 11, 20), what="13 of 1000", noted_at=NOON
)


@pytest.mark.parametrize(
    ("sighting", "decided_at", "is_open"),
    [
        (SEEN, NOON - timedelta(hours=1), True),
        (SEEN, NOON + timedelta(hours=1), False),
        (replace(SEEN, set_aside_at=NOON), NOON - timedelta(hours=1), False),
        (replace(SEEN, noted_at=None), NOON - timedelta(hours=1), False),
    ],
)
def test_a_trigger_seen_stays_open_until_a_decision_or_a_reason(
    sighting: SightingPart, decided_at: datetime, is_open: bool
) -> None:
    seen = replace(sighting, trigger_id=DEFENSIBLE.triggers[0].id)
    dossier = replace(committed(on=decided_at.date(), decided_at=decided_at), sightings=(seen,))
    assert ("trigger_seen" in asked(dossier, date(2026, 11, 21))) is is_open


def test_it_is_in_question_since_the_first_of_its_questions() -> None:
    dossier = committed(term_ends_on=TODAY + days(4))
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY + days(EVERY + 5))
    assert {each.code for each in judged.questions} >= {
        "question.term_ended",
        "question.review_overdue",
    }
    assert in_question_since(judged.questions) == TODAY + days(5)


def unsupported(standing: Standing = Standing.CANDIDATE) -> Dossier:
    stands = with_(DEFENSIBLE, "partnership", standing=standing)
    dated = with_row(stands, "claims", deferral_date=TODAY)
    return replace(dated, readings=(), measurements=())


def deferred_since(dossier: Dossier, today: date) -> date | None:
    return judge(DecisionKind.COMMIT, dossier, DEFAULT, today).deferred_since


@pytest.mark.parametrize("standing", [Standing.CANDIDATE, Standing.DEFERRED])
def test_a_claim_without_support_defers_from_the_day_after_its_date(standing: Standing) -> None:
    dossier = unsupported(standing)
    assert deferred_since(dossier, TODAY) is None
    assert deferred_since(dossier, TODAY + days(1)) == TODAY + days(1)
    assert deferred_since(dossier, TODAY + days(99)) == TODAY + days(1)


def test_a_claim_with_support_does_not_defer() -> None:
    dossier = with_row(DEFENSIBLE, "claims", deferral_date=TODAY)
    assert deferred_since(dossier, TODAY + days(1)) is None


@pytest.mark.parametrize(("after", "since"), [(0, TODAY + days(1)), (1, None)])
def test_a_decision_after_that_date_answers_it(after: int, since: date | None) -> None:
    decision = DecisionPart(id="1", kind=DecisionKind.DEFER, decided_on=TODAY + days(after))
    dossier = replace(unsupported(Standing.DEFERRED), decisions=(decision,))
    assert deferred_since(dossier, TODAY + days(9)) == since


@given(st.integers(0, 800), st.integers(0, 800))
def test_time_alone_takes_no_question_back(first: int, later: int) -> None:
    dossier = committed(
        with_row(DEFENSIBLE, "artifacts", holds_until=TODAY + days(40)),
        term_ends_on=TODAY + days(100),
    )
    early, late = sorted((first, later))
    assert asked(dossier, TODAY + days(early)).keys() <= asked(dossier, TODAY + days(late)).keys()


@given(st.integers(1, 800))
def test_between_two_days_that_it_names_a_judgement_asks_the_same(ahead: int) -> None:
    dossier = committed(
        with_row(DEFENSIBLE, "artifacts", holds_until=TODAY + days(40)),
        term_ends_on=TODAY + days(100),
    )
    today = TODAY + days(ahead)
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, today)
    following = judge(DecisionKind.COMMIT, dossier, DEFAULT, today + days(1))
    if judged.next_change_on != today + days(1):
        codes = [each.code for each in judged.questions]
        assert [each.code for each in following.questions] == codes
