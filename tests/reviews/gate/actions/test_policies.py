"""Changing the policy takes two people, and every version stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from accounts.actions.invitations import invitation_accept_as_new, invitation_create
from accounts.ledger.models import Entry
from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from partnerships.models import Policy as Version
from reviews.gate.actions.policies import _adopt, policy_agree, policy_decline, policy_propose
from reviews.gate.rules.policy import DEFAULT, Reach
from reviews.gate.selectors.policies import gate_policy, open_change
from reviews.models import ChangeState, PolicyChange
from tests.conftest import PASSWORD, Cast
from tests.reviews.gate.policies import LAXER, STRICTER, adopt, make_change, with_bar


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Any:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield


def refused(call: Any, **kwargs: Any) -> DomainError:
    with pytest.raises(DomainError) as error:
        call(**kwargs)
    return error.value


def test_a_workspace_opens_with_the_first_version_in_the_entry_of_its_opening(cast: Cast) -> None:
    first = Version.objects.get(workspace_id=cast.workspace.pk)
    assert (first.number, first.proposed_by_id, first.agreed_by_id) == (1, None, None)
    assert gate_policy(cast.workspace.pk) == DEFAULT
    opening = Entry.objects.filter(kind="workspace.created").get()
    held = {(row["model"], row["row"]) for row in opening.rows}
    assert ("partnerships.policy", str(first.pk)) in held


def test_a_second_member_puts_it_into_force(cast: Cast) -> None:
    change = make_change(cast)
    assert gate_policy(cast.workspace.pk) == DEFAULT, "asking changes nothing"
    version = policy_agree(by=cast.actor("contributor"), change=change)
    assert gate_policy(cast.workspace.pk) == replace(STRICTER, version=2)
    assert version.reason == "Older evidence misled us"
    assert version.proposed_by_id == cast.user("administrator").pk
    assert version.agreed_by_id == cast.user("contributor").pk
    assert open_change(cast.workspace.pk) is None


def test_nobody_agrees_to_their_own_change(cast: Cast) -> None:
    change = make_change(cast)
    error = refused(policy_agree, by=cast.actor("administrator"), change=change)
    assert "You asked for this change" in str(error)
    assert gate_policy(cast.workspace.pk) == DEFAULT


def test_who_only_reads_neither_agrees_nor_declines(cast: Cast) -> None:
    change, by = make_change(cast), cast.actor("auditor")
    assert "Contributors, approvers" in str(refused(policy_agree, by=by, change=change))
    error = refused(policy_decline, by=by, change=change, reason="No")
    assert "Contributors, approvers" in str(error)


def test_who_came_by_a_link_that_the_proposer_saw_may_decline_but_not_agree(cast: Cast) -> None:
    invitation, _token = invitation_create(
        by=cast.actor("administrator"),
        email="second@example.org",
        roles=["approver"],
        link_shown=True,
    )
    second = invitation_accept_as_new(invitation=invitation, name="Second", password=PASSWORD)
    change = make_change(cast)
    error = refused(policy_agree, by=second.actor, change=change)
    assert "could be one person" in str(error)
    policy_decline(by=second.actor, change=change, reason="Not now")
    assert open_change(cast.workspace.pk) is None


def test_absurd_values_are_refused_each_at_its_path_and_nothing_is_stored(cast: Cast) -> None:
    absurd = with_bar(3, with_bar(1, approvers=0), observed_within_days=9999)
    error = refused(policy_propose, by=cast.actor("administrator"), policy=absurd, reason=" ")
    assert {problem.field for problem in error.problems} == {
        "$.bars[0].approvers",
        "$.bars[2].observed_within_days",
        "reason",
    }
    assert not PolicyChange.objects.exists()


def test_a_higher_bar_cannot_ask_for_less(cast: Cast) -> None:
    absurd = with_bar(4, supported=Reach.EACH_CLAIM)
    error = refused(policy_propose, by=cast.actor("administrator"), policy=absurd, reason="Why")
    assert [problem.field for problem in error.problems] == ["$.bars[3].supported"]


def test_what_changes_nothing_is_no_change(cast: Cast) -> None:
    error = refused(policy_propose, by=cast.actor("administrator"), policy=DEFAULT, reason="Why")
    assert "as it stands" in str(error)


def test_one_change_is_open_at_a_time(cast: Cast) -> None:
    make_change(cast)
    error = refused(make_change, cast=cast, policy=LAXER)
    assert "A change of the policy is open" in str(error)


def test_a_change_written_against_an_older_version_has_to_be_asked_for_anew(cast: Cast) -> None:
    change, by = make_change(cast), cast.actor("approver")
    meanwhile = replace(LAXER, version=2)
    with recorded(by=by, kind="policy.adopted") as under_way:
        under_way.subject = _adopt(meanwhile, "By a file", proposed_by_id=None, agreed_by_id=None)
    error = refused(policy_agree, by=by, change=change)
    assert "Another version came into force since" in str(error)
    assert gate_policy(cast.workspace.pk).version == 2


def test_who_saw_an_older_version_learns_it_before_asking(cast: Cast) -> None:
    adopt(cast)
    with pytest.raises(StaleVersion) as error:
        policy_propose(by=cast.actor("administrator"), policy=LAXER, reason="Meanwhile", version=1)
    assert error.value.current.version == 2


def test_the_day_is_kept_on_which_a_version_asked_for_less(cast: Cast) -> None:
    adopt(cast, STRICTER)
    assert gate_policy(cast.workspace.pk).lowered_on is None
    adopt(cast, LAXER)
    lowered = gate_policy(cast.workspace.pk).lowered_on
    assert lowered == clock.today(cast.workspace.zone)
    with clock.moved_to(clock.now() + timedelta(days=40)):
        adopt(cast, STRICTER)
    assert gate_policy(cast.workspace.pk).lowered_on == lowered, "a stricter one keeps the day"


@pytest.mark.parametrize(
    ("role", "state", "kind"),
    [
        ("administrator", ChangeState.WITHDRAWN, "policy.withdrawn"),
        ("approver", ChangeState.DECLINED, "policy.declined"),
    ],
)
def test_a_no_ends_the_change_with_its_reason(cast: Cast, role: str, state: str, kind: str) -> None:
    change = make_change(cast)
    policy_decline(by=cast.actor(role), change=change, reason="It would stop half of us")
    change.refresh_from_db()
    assert (change.state, change.ended_reason) == (state, "It would stop half of us")
    assert change.ended_by_id == cast.user(role).pk
    assert Entry.objects.latest("sequence").kind == kind
    make_change(cast)  # another may follow


def test_a_no_needs_a_reason(cast: Cast) -> None:
    change = make_change(cast)
    error = refused(policy_decline, by=cast.actor("approver"), change=change, reason="–")
    assert [problem.field for problem in error.problems] == ["reason"]


def test_an_ended_change_takes_no_word(cast: Cast) -> None:
    change = make_change(cast)
    policy_agree(by=cast.actor("approver"), change=change)
    for call in (policy_agree, policy_decline):
        error = refused(call, by=cast.actor("contributor"), change=change, reason="Me too")
        assert "This change has ended: Agreed" in str(error)
