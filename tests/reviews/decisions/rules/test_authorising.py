"""Whoever proposed does not authorise; everybody else who approves may."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.kernel.actors import MEMBER_ROLES
from reviews.decisions.rules.authorising import (
    PersonFacts,
    ProposalFacts,
    ProposalState,
    capacity,
    nobody_may_authorise,
    refusal,
    who_may_authorise,
    withdraw_refusal,
)

PROPOSAL = ProposalFacts(id=9, state=ProposalState.OPEN, proposed_by_id=1)
PROPOSER = PersonFacts(1, frozenset({"contributor"}))
PROPOSER_WHO_APPROVES = PersonFacts(1, frozenset({"contributor", "approver"}))
APPROVER = PersonFacts(2, frozenset({"approver"}))
AUDITOR = PersonFacts(3, frozenset({"auditor", "administrator", "contributor"}))
GUEST = PersonFacts(4, frozenset({"guest"}), frozenset({9}))
GUEST_ELSEWHERE = PersonFacts(5, frozenset({"guest"}), frozenset({8}))
FORMER_GUEST = PersonFacts(4, frozenset({"contributor"}), frozenset({9}))
MADE_UP = PersonFacts(6, frozenset({"approver"}), behind=frozenset({1}))
MADE_UP_GUEST = PersonFacts(7, frozenset({"guest"}), frozenset({9}), behind=frozenset({1, 3}))
CAME_BY_ANOTHER = PersonFacts(8, frozenset({"approver"}), behind=frozenset({3}))
SYSTEM = PersonFacts(None)
ENDED = [state for state in ProposalState if state is not ProposalState.OPEN]


def code(state: ProposalState, person: PersonFacts) -> str | None:
    found = refusal(ProposalFacts(9, state, 1), person)
    return found and found.code


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (APPROVER, None),
        (GUEST, None),
        (PROPOSER, "proposal.own"),
        (PROPOSER_WHO_APPROVES, "proposal.own"),
        (AUDITOR, "proposal.not_an_approver"),
        (GUEST_ELSEWHERE, "proposal.not_an_approver"),
        (FORMER_GUEST, "proposal.not_an_approver"),
        (SYSTEM, "proposal.not_an_approver"),
        (MADE_UP, "proposal.link_seen_by_proposer"),
        (MADE_UP_GUEST, "proposal.link_seen_by_proposer"),
        (CAME_BY_ANOTHER, None),
    ],
)
def test_who_may_end_an_open_proposal(person: PersonFacts, expected: str | None) -> None:
    assert code(ProposalState.OPEN, person) == expected


@pytest.mark.parametrize(
    ("state", "person"), list(product(ENDED, [APPROVER, GUEST, PROPOSER, AUDITOR, SYSTEM]))
)
def test_a_proposal_that_ended_is_nobodys_to_end(state: ProposalState, person: PersonFacts) -> None:
    found = refusal(ProposalFacts(9, state, 1), person)
    assert found is not None
    assert (found.code, found.value("state")) == ("proposal.not_open", state)


def test_the_role_in_which_somebody_signs_is_known() -> None:
    everybody = [APPROVER, GUEST, AUDITOR, SYSTEM]
    assert [capacity(PROPOSAL, each) for each in everybody] == ["approver", "guest", None, None]


@pytest.mark.parametrize(
    ("people", "somebody"),
    [
        ([PROPOSER, APPROVER], True),
        ([PROPOSER, GUEST], True),
        ([PROPOSER_WHO_APPROVES], False),
        ([PROPOSER_WHO_APPROVES, AUDITOR, GUEST_ELSEWHERE], False),
        ([], False),
    ],
)
def test_that_nobody_may_authorise_shows_at_once(people: list[PersonFacts], somebody: bool) -> None:
    found = nobody_may_authorise(PROPOSAL, people)
    assert (found is None) is somebody


@pytest.mark.parametrize("state", ENDED)
def test_an_ended_proposal_needs_nobody(state: ProposalState) -> None:
    assert nobody_may_authorise(ProposalFacts(9, state, 1), []) is None


@pytest.mark.parametrize(
    ("state", "person", "expected"),
    [
        (ProposalState.OPEN, PROPOSER, None),
        (ProposalState.OPEN, APPROVER, "proposal.only_the_proposer_withdraws"),
        (ProposalState.OPEN, SYSTEM, "proposal.only_the_proposer_withdraws"),
        (ProposalState.AUTHORISED, PROPOSER, "proposal.not_open"),
    ],
)
def test_only_the_proposer_takes_a_proposal_back(
    state: ProposalState, person: PersonFacts, expected: str | None
) -> None:
    found = withdraw_refusal(ProposalFacts(9, state, 1), person)
    assert (found and found.code) == expected


PEOPLE = st.builds(
    PersonFacts,
    st.none() | st.integers(1, 4),
    st.frozensets(st.sampled_from(sorted(MEMBER_ROLES))),
    st.frozensets(st.integers(8, 10)),
)
PROPOSALS = st.builds(
    ProposalFacts, st.integers(8, 10), st.sampled_from(ProposalState), st.integers(1, 4)
)


@given(PROPOSALS, st.lists(PEOPLE))
def test_no_proposer_ever_authorises_their_own(
    proposal: ProposalFacts, people: list[PersonFacts]
) -> None:
    allowed = who_may_authorise(proposal, people)
    assert proposal.proposed_by_id not in {person.user_id for person in allowed}
    assert all(capacity(proposal, person) for person in allowed)


@given(PROPOSALS, st.lists(PEOPLE), PEOPLE)
def test_one_more_person_never_takes_the_right_from_others(
    proposal: ProposalFacts, people: list[PersonFacts], another: PersonFacts
) -> None:
    assert set(who_may_authorise(proposal, people)) <= set(
        who_may_authorise(proposal, [*people, another])
    )


NAMED = PersonFacts(21, frozenset({"approver"}))
SECOND = PersonFacts(22, frozenset({"approver"}))
#: Came by a link that the second one saw.
SECONDS_OWN = PersonFacts(23, frozenset({"approver"}), behind=frozenset({22}))


@pytest.mark.parametrize(
    ("asked", "only_by", "signed_by", "person", "expected"),
    [
        (2, set(), set(), SECOND, None),
        (2, set(), {22}, SECOND, "proposal.signed_already"),
        (2, set(), {22}, APPROVER, None),
        (2, set(), {22}, SECONDS_OWN, "proposal.link_seen_by_signer"),
        (1, {21}, set(), SECOND, "proposal.not_the_named_authoriser"),
        (2, {21}, set(), SECOND, None),
        (2, {21}, {22}, APPROVER, "proposal.not_the_named_authoriser"),
        (2, {21}, {22}, NAMED, None),
        (2, {21}, {21}, APPROVER, None),
        (3, {21}, {22}, APPROVER, None),
    ],
)
def test_who_signs_beside_others(
    asked: int, only_by: set[int], signed_by: set[int], person: PersonFacts, expected: str | None
) -> None:
    proposal = ProposalFacts(
        9, ProposalState.OPEN, 1, frozenset(only_by), asked, frozenset(signed_by)
    )
    found = refusal(proposal, person)
    assert (found and found.code) == expected


@pytest.mark.parametrize(
    ("asked", "only_by", "signed_by", "people", "expected"),
    [
        (2, set(), set(), [APPROVER], "proposal.too_few_may_authorise"),
        (2, set(), set(), [APPROVER, SECOND], None),
        (2, set(), {2}, [APPROVER], "proposal.nobody_may_authorise"),
        (2, set(), {2}, [APPROVER, SECOND], None),
        (2, {21}, set(), [APPROVER, SECOND], "proposal.named_authoriser_may_not"),
        (2, {21}, {21}, [NAMED, SECOND], None),
    ],
)
def test_that_too_few_may_authorise_shows_at_once(
    asked: int,
    only_by: set[int],
    signed_by: set[int],
    people: list[PersonFacts],
    expected: str | None,
) -> None:
    proposal = ProposalFacts(
        9, ProposalState.OPEN, 1, frozenset(only_by), asked, frozenset(signed_by)
    )
    found = nobody_may_authorise(proposal, people)
    assert (found and found.code) == expected
