"""A change of the policy takes a second person who works here and is nobody else."""

from __future__ import annotations

import pytest

from reviews.gate.rules.agreeing import agree_refusal, decline_refusal

PROPOSER, OTHER = 1, 2


@pytest.mark.parametrize(
    ("person", "roles", "behind", "code"),
    [
        (OTHER, {"approver"}, set(), None),
        (OTHER, {"contributor"}, {3}, None),
        (OTHER, {"administrator", "auditor"}, set(), None),
        (OTHER, {"auditor"}, set(), "policy.readers_do_not_agree"),
        (OTHER, {"guest"}, set(), "policy.readers_do_not_agree"),
        (OTHER, {"approver"}, {PROPOSER}, "policy.link_seen_by_proposer"),
        (PROPOSER, {"administrator", "approver"}, set(), "policy.own_change"),
    ],
)
def test_who_may_agree(person: int, roles: set[str], behind: set[int], code: str | None) -> None:
    found = agree_refusal(
        proposed_by_id=PROPOSER,
        person_id=person,
        roles=frozenset(roles),
        behind=frozenset(behind),
    )
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("person", "behind", "code"),
    [
        (OTHER, set(), None),
        (OTHER, {3}, None),
        (OTHER, {PROPOSER}, "policy.link_seen_by_proposer"),
        (OTHER, {3, PROPOSER}, "policy.link_seen_by_proposer"),
        (PROPOSER, set(), "policy.own_change"),
    ],
)
def test_a_guest_may_agree_to_what_they_were_invited_to(
    person: int, behind: set[int], code: str | None
) -> None:
    found = agree_refusal(
        proposed_by_id=PROPOSER,
        person_id=person,
        roles=frozenset({"guest"}),
        behind=frozenset(behind),
        is_invited=True,
    )
    assert (found and found.code) == code


def test_a_seat_does_not_make_an_auditor_more_than_a_reader() -> None:
    found = decline_refusal(
        proposed_by_id=PROPOSER, person_id=OTHER, roles=frozenset({"auditor"}), is_invited=True
    )
    assert found is not None
    assert found.code == "policy.readers_do_not_agree"


def test_to_decline_harms_nobody_so_a_link_does_not_matter() -> None:
    roles = frozenset({"approver"})
    assert decline_refusal(proposed_by_id=PROPOSER, person_id=OTHER, roles=roles) is None
