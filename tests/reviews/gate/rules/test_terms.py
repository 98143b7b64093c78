"""Each kind of decision states its terms, and what is missing is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.kernel.canonical import ShapeError, to_json
from partnerships.rules.standing import DecisionKind
from reviews.gate.rules.policy import DEFAULT
from reviews.gate.rules.terms import (
    TERMS,
    CommitTerms,
    DeferTerms,
    Meanwhile,
    RenegotiateTerms,
    Terms,
    UnwindTerms,
    read_terms,
    terms_gaps,
)
from tests.partnerships.parts import DATES, TEXTS, TODAY

#: The bar that allows the longest term.
BAR = DEFAULT.bar(1)

A_DAY = timedelta(days=1)
COMMIT = CommitTerms(
    scope="Card acquiring in two markets",
    term_ends_on=TODAY + 365 * A_DAY,
    notice_by=TODAY + 275 * A_DAY,
    guardrails="No third market before the pilot there is read",
)
DEFER = DeferTerms(revisit_on=TODAY + 90 * A_DAY, meanwhile=Meanwhile.NOTHING)
CONTINUE = replace(
    DEFER,
    meanwhile=Meanwhile.CONTINUE_UNDER_GUARDRAILS,
    until=TODAY + 90 * A_DAY,
    guardrails="At most 100 payments a day",
)
COMPLETE: list[Terms] = [
    COMMIT,
    DEFER,
    CONTINUE,
    replace(DEFER, meanwhile=Meanwhile.PILOT),
    RenegotiateTerms(what_is_to_change="Notice period to three months"),
    UnwindTerms(steps="Give notice, move the tokens, close the account"),
]


@pytest.mark.parametrize("terms", COMPLETE)
def test_complete_terms_lack_nothing(terms: Terms) -> None:
    assert terms_gaps(terms, TODAY, BAR) == ()


@pytest.mark.parametrize(
    ("terms", "change", "code"),
    [
        (COMMIT, {"scope": ""}, "terms.scope_missing"),
        (COMMIT, {"term_ends_on": None}, "terms.term_ends_on_missing"),
        (COMMIT, {"notice_by": None}, "terms.notice_by_missing"),
        (COMMIT, {"notice_by": TODAY - A_DAY}, "terms.notice_by_past"),
        (COMMIT, {"notice_by": TODAY + 366 * A_DAY}, "terms.notice_by_after_term"),
        (COMMIT, {"guardrails": "-"}, "terms.guardrails_missing"),
        (DEFER, {"revisit_on": None}, "terms.revisit_on_missing"),
        (DEFER, {"revisit_on": TODAY}, "terms.revisit_on_not_to_come"),
        (DEFER, {"meanwhile": None}, "terms.meanwhile_missing"),
        (CONTINUE, {"until": None}, "terms.until_missing"),
        (CONTINUE, {"until": TODAY}, "terms.until_not_to_come"),
        (CONTINUE, {"guardrails": ""}, "terms.guardrails_missing"),
        (DEFER, {"until": TODAY + 9 * A_DAY}, "terms.until_only_to_continue"),
        (DEFER, {"guardrails": "At most ten a day"}, "terms.guardrails_only_to_continue"),
        (
            CONTINUE,
            {"meanwhile": Meanwhile.PILOT, "until": None},
            "terms.guardrails_only_to_continue",
        ),
        (RenegotiateTerms(), {}, "terms.what_is_to_change_missing"),
        (UnwindTerms(), {}, "terms.steps_missing"),
    ],
)
def test_each_gap_is_named_at_its_field(terms: Terms, change: dict[str, Any], code: str) -> None:
    (gap,) = terms_gaps(replace(terms, **change), TODAY, BAR)
    assert gap.code == code
    assert gap.code.startswith(f"terms.{gap.field}_")


def test_a_term_that_ends_today_is_not_to_come() -> None:
    terms = replace(COMMIT, term_ends_on=TODAY, notice_by=TODAY)
    assert [gap.code for gap in terms_gaps(terms, TODAY, BAR)] == ["terms.term_ends_on_not_to_come"]


@pytest.mark.parametrize("day", [TODAY, COMMIT.term_ends_on])
def test_notice_may_be_due_on_the_first_and_on_the_last_day(day: Any) -> None:
    assert terms_gaps(replace(COMMIT, notice_by=day), TODAY, BAR) == ()


STRATEGIES: dict[DecisionKind, st.SearchStrategy[Any]] = {
    DecisionKind.COMMIT: st.builds(
        CommitTerms,
        scope=TEXTS,
        term_ends_on=st.none() | DATES,
        notice_by=st.none() | DATES,
        guardrails=TEXTS,
    ),
    DecisionKind.DEFER: st.builds(
        DeferTerms,
        revisit_on=st.none() | DATES,
        meanwhile=st.none() | st.sampled_from(Meanwhile),
        until=st.none() | DATES,
        guardrails=TEXTS,
    ),
    DecisionKind.RENEGOTIATE: st.builds(RenegotiateTerms, what_is_to_change=TEXTS),
    DecisionKind.UNWIND: st.builds(UnwindTerms, steps=TEXTS),
}


@pytest.mark.parametrize("kind", DecisionKind)
@given(data=st.data())
def test_terms_come_back_as_they_were(kind: DecisionKind, data: st.DataObject) -> None:
    terms = data.draw(STRATEGIES[kind])
    assert isinstance(terms, TERMS[kind])
    assert read_terms(kind, to_json(terms)) == terms


def test_terms_of_another_kind_are_refused() -> None:
    with pytest.raises(ShapeError, match="scope"):
        read_terms(DecisionKind.UNWIND, to_json(COMMIT))
