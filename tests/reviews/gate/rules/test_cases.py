"""The gate says of each case what the chapter's sentence asks for (tests/cases/)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

import pytest

from config.kernel.findings import Finding
from partnerships.rules.standing import DecisionKind
from reviews.gate.rules.clearing import way_to_open
from reviews.gate.rules.commit import judge
from reviews.gate.rules.following import follow
from reviews.gate.rules.judgement import MAY_NOT_APPLY, RequirementCode, State
from reviews.gate.rules.questions import QuestionCode
from reviews.gate.rules.signals import SignalCode
from tests.reviews.gate.cases import HERE, Case, Expected, cases

CASES = cases()

#: The sections of chapter 28 that ask for something or warn of something.
SECTIONS = [
    *("1", "2", "2.1", "2.2", "3", "3.1", "3.2", "4", "4.1", "4.2"),
    *("5", "5.1", "5.2", "6", "6.1", "6.2"),
]

#: Requirements of which something else always speaks when nobody said anything.
NEVER_UNKNOWN = {RequirementCode.REFUTATIONS_ANSWERED}


def difference(case: Case, found: Expected) -> str:
    """What the case says and what was found instead, member by member."""
    lines = [
        f"  {each.name}: expected {getattr(case.expected, each.name)},"
        f" found {getattr(found, each.name)}"
        for each in fields(Expected)
        if getattr(case.expected, each.name) != getattr(found, each.name)
    ]
    return "\n".join([f"{case.name} ({case.chapter}: {case.says})", *lines])


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_gate_says_what_the_sentence_asks_for(case: Case) -> None:
    found = case.found()
    assert found == case.expected, difference(case, found)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_said_to_open_a_case_opens_it_and_nothing_of_it_is_superfluous(case: Case) -> None:
    items = way_to_open(case.dossier(), case.policy_in_force, case.day)
    assert opened(case, items)
    for left_out in items:
        assert not opened(case, [each for each in items if each is not left_out]), left_out


def opened(case: Case, items: Iterable[Finding]) -> bool:
    """Whether the gate is open once somebody did what the items ask for."""
    dossier, policy = case.dossier(), case.policy_in_force
    for each in items:
        dossier = follow(each, dossier, policy, case.day)
    return judge(DecisionKind.COMMIT, dossier, policy, case.day).is_open


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_lies_with_its_section_and_says_in_own_words_what_it_asks(case: Case) -> None:
    assert case.name.startswith(f"{case.section}/")
    assert case.chapter != case.section, "which point of the section?"
    assert case.says.endswith(".")


def test_there_are_many_and_each_base_is_defensible_at_a_bar_of_its_own() -> None:
    assert len(CASES) >= 60
    whole = {case.base: case.expected for case in CASES if case.name.startswith("2.2/whole")}
    assert sorted(whole) == sorted(path.stem for path in (HERE / "bases").glob("*.json"))
    assert [whole[each].bar for each in sorted(whole)] == [4, 3, 2]
    assert all(each.open for each in whole.values())


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_of_the_chapter_has_cases(section: str) -> None:
    assert section in {case.section for case in CASES}


def test_no_case_names_a_section_that_the_chapter_does_not_have() -> None:
    assert {case.section for case in CASES} == set(SECTIONS)


def states_of(code: RequirementCode) -> set[str]:
    """The states in which the cases expect this requirement, but for met."""
    stopping = {case.expected.blockers[code] for case in CASES if code in case.expected.blockers}
    aside = {State.NOT_APPLICABLE for case in CASES if code in case.expected.not_applicable}
    return stopping | {str(each) for each in aside}


@pytest.mark.parametrize("code", sorted(MAY_NOT_APPLY))
def test_each_requirement_that_may_not_apply_is_set_aside_in_a_case(code: RequirementCode) -> None:
    assert State.NOT_APPLICABLE in states_of(code)


@pytest.mark.parametrize("code", RequirementCode)
def test_each_requirement_stops_a_commitment_in_a_case(code: RequirementCode) -> None:
    assert states_of(code) & {State.NOT_MET, State.UNKNOWN}


@pytest.mark.parametrize("code", [each for each in RequirementCode if each not in NEVER_UNKNOWN])
def test_each_requirement_is_unknown_in_a_case(code: RequirementCode) -> None:
    assert State.UNKNOWN in states_of(code)


@pytest.mark.parametrize("code", SignalCode)
def test_each_signal_shows_in_a_case(code: SignalCode) -> None:
    assert code in {signal for case in CASES for signal in case.expected.signals}


@pytest.mark.parametrize("code", QuestionCode)
def test_each_question_arises_in_a_case(code: QuestionCode) -> None:
    assert code in {found for case in CASES for found in case.expected.questions or ()}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_bar_holds_in_a_case_that_opens_and_in_one_that_does_not(number: int) -> None:
    assert {case.expected.open for case in CASES if case.expected.bar == number} == {True, False}
