"""Each finding of reviews has its sentence, and the one book tells all apps' findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from itertools import product

import pytest
from django.urls import reverse

from config.kernel.findings import Finding
from evidence import sentences as evidence
from partnerships import sentences as partnerships
from partnerships.rules.standing import DecisionKind, Standing
from partnerships.rules.vocabulary import TriggerCall
from reviews import models
from reviews.decisions.rules.authorising import (
    Outcome,
    PersonFacts,
    ProposalFacts,
    ProposalState,
    nobody_may_authorise,
    refusal,
    withdraw_refusal,
)
from reviews.gate import sentences as gate
from reviews.gate.rules.commit import judge
from reviews.gate.rules.policy import DEFAULT
from reviews.gate.rules.terms import (
    CommitTerms,
    DeferTerms,
    Meanwhile,
    RenegotiateTerms,
    UnwindTerms,
    terms_gaps,
)
from reviews.health.rules.sightings import (
    Calling,
    Sighted,
    SightingState,
    noting_gaps,
    propose_refusal,
    set_aside_gaps,
    set_aside_refusal,
)
from reviews.health.rules.unwinding import step_gaps
from reviews.sentences import BOOK, meaning
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import DEFENSIBLE
from tests.sentences import assert_worded, assert_words_agree

A_DAY = timedelta(days=1)
CONTINUE = DeferTerms(meanwhile=Meanwhile.CONTINUE_UNDER_GUARDRAILS)
TERMS = [
    CommitTerms(),
    CommitTerms(term_ends_on=TODAY, notice_by=TODAY - A_DAY),
    CommitTerms(term_ends_on=TODAY + A_DAY, notice_by=TODAY + 2 * A_DAY),
    CommitTerms(term_ends_on=TODAY + 1000 * A_DAY),
    DeferTerms(),
    CONTINUE,
    replace(CONTINUE, revisit_on=TODAY, until=TODAY),
    DeferTerms(meanwhile=Meanwhile.PILOT, until=TODAY, guardrails="At most ten a day"),
    RenegotiateTerms(),
    UnwindTerms(),
    UnwindTerms(steps="Told them", took_cost=Decimal(12)),
]
CALLING = Calling(
    trigger_id="7",
    calls_for=TriggerCall.RENEGOTIATE,
    authoriser_id=2,
    standing=Standing.COMMITTED,
    in_operation=True,
)
OPEN = ProposalFacts(9, ProposalState.OPEN, 1)
SIGNED = replace(OPEN, asked=2, signed_by=frozenset({3}))
NAMED = replace(OPEN, only_by=frozenset({1}))
PROPOSER = PersonFacts(1, frozenset({"approver"}))
MADE_UP = PersonFacts(2, frozenset({"approver"}), behind=frozenset({1}))


def every_finding() -> list[Finding]:
    answers = [
        refusal(replace(OPEN, state=ProposalState.DECLINED), PROPOSER),
        refusal(OPEN, PROPOSER),
        refusal(OPEN, MADE_UP),
        refusal(OPEN, PersonFacts(2)),
        nobody_may_authorise(OPEN, []),
        withdraw_refusal(OPEN, PersonFacts(2)),
        refusal(NAMED, PersonFacts(3, frozenset({"approver"}))),
        nobody_may_authorise(NAMED, [PROPOSER]),
        refusal(SIGNED, PersonFacts(3, frozenset({"approver"}))),
        refusal(SIGNED, PersonFacts(4, frozenset({"approver"}), behind=frozenset({3}))),
        nobody_may_authorise(replace(OPEN, asked=2), [PersonFacts(3, frozenset({"approver"}))]),
    ]
    answers += [
        propose_refusal(replace(CALLING, proposal_is_open=True), 1, {2}),
        propose_refusal(replace(CALLING, standing=Standing.UNWINDING), 1, {2}),
        propose_refusal(replace(CALLING, standing=Standing.RENEGOTIATING), 1, {2}),
        propose_refusal(replace(CALLING, authoriser_id=None), 1, {2}),
        propose_refusal(CALLING, 1, ()),
        propose_refusal(CALLING, 2, {2}),
        *(
            set_aside_refusal(Sighted(id="4", state=state, noted_by_id=1), 1)
            for state in SightingState
        ),
    ]
    return [
        *noting_gaps("", TODAY + A_DAY, TODAY, artifact_is_ours=False),
        *set_aside_gaps(""),
        *step_gaps("1", TODAY + A_DAY, TODAY, is_closed=True),
        *(gap for terms in TERMS for gap in terms_gaps(terms, TODAY, DEFAULT.bar(4))),
        *(each for each in answers if each),
    ]


def test_each_finding_has_a_sentence_and_each_sentence_a_finding() -> None:
    left = {code for each in (partnerships, evidence, gate) for code in each.BOOK.sentences}
    own = {code: text for code, text in BOOK.sentences.items() if code not in left}
    assert_worded(replace(BOOK, sentences=own), every_finding())


def test_the_book_of_reviews_tells_the_findings_of_all() -> None:
    assert BOOK.sentences.keys() >= partnerships.BOOK.sentences.keys()
    assert BOOK.sentences.keys() >= evidence.BOOK.sentences.keys()


@pytest.mark.parametrize("words", BOOK.labels)
def test_every_word_of_the_vocabulary_has_a_label(words: type[Enum]) -> None:
    assert all(str(BOOK.label(member)) for member in words)


def test_the_missing_claim_is_met_on_the_form_for_one() -> None:
    bare = replace(DEFENSIBLE, claims=(), readings=(), measurements=())
    place = BOOK.place(judge(DecisionKind.COMMIT, bare, DEFAULT, TODAY).missing[0])
    assert place is not None
    assert (place.url_name, place.args) == ("partnerships:claim_create", ("3",))


@pytest.mark.parametrize("code", sorted(BOOK.places.keys() - gate.BOOK.places.keys()))
def test_each_place_is_a_page(code: str) -> None:
    place = BOOK.places[code](Finding(code, subject="7", section="exit"))
    assert reverse(place.url_name, args=["example", *place.args])


@pytest.mark.parametrize(("outcome", "kind"), list(product(Outcome, DecisionKind)))
def test_each_signature_says_what_it_means(outcome: Outcome, kind: DecisionKind) -> None:
    said = str(meaning(outcome, kind))
    assert said.startswith("I have read this proposal and the dossier frozen with it. I ")
    assert ("authorise" in said) is (outcome is Outcome.AUTHORISED)


@pytest.mark.parametrize(
    ("words", "choices"),
    [(ProposalState, models.ProposalState), (Outcome, models.Outcome)],
)
def test_rules_and_database_know_the_same_words(words: type, choices: type) -> None:
    assert_words_agree(words, choices)
