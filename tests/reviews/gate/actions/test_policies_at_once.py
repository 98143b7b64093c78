"""Two people who answer a change of the policy at the same moment."""

from __future__ import annotations

from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from reviews.gate.actions.policies import policy_agree, policy_decline
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.reviews.gate.policies import make_change


def test_of_two_who_answer_at_once_one_wins(committed_cast: Cast) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        change = make_change(cast)

    def agree() -> None:
        with workspace_scope(cast.workspace.pk):
            policy_agree(by=cast.actor("approver"), change=change)

    def decline() -> None:
        with workspace_scope(cast.workspace.pk):
            policy_decline(by=cast.actor("contributor"), change=change, reason="No")

    results = concurrently(agree, decline)
    lost = [each for each in results if each is not None]
    assert len(lost) == 1
    assert isinstance(lost[0], DomainError)
    assert "This change has ended" in str(lost[0])
