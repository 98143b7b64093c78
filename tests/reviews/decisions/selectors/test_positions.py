"""What the register and the Evidence Log show of decisions is what was decided."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from accounts.ledger.reading import verify
from config.kernel.scope import workspace_scope
from reviews.decisions.actions.proposals import proposal_withdraw
from reviews.decisions.selectors.positions import position_damage
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import decide, make_proposal, make_ready


def test_what_was_written_through_actions_is_whole(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with workspace_scope(cast.workspace.pk):
        make_partnership(cast, name="Nothing decided")
        decided = make_ready(cast)
        decide(cast, decided, "commit")
        decided.refresh_from_db()
        decide(cast, decided, "defer")
        make_proposal(cast)
        proposal_withdraw(by=cast.actor("contributor"), proposal=make_proposal(cast))
        with django_assert_num_queries(3):
            assert list(position_damage()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("approver_id = approver_id + 1", "approver_id is not what the decisions say"),
        ("decision_kind = 'unwind'", "decision_kind is not what the decisions say"),
        ("decided_at = decided_at - interval '1 day'", "decided_at is not what"),
        ("decision_id = NULL", "decision_id is not what"),
        ("proposal_id = 7", "proposal_id is not what"),
    ],
)
def test_a_forged_approver_or_decision_is_found(
    committed_cast: Cast, change: str, said: str
) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast), "commit")
    assert verify(cast.workspace.pk).damage is None
    with workspace_scope(cast.workspace.pk), connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_position SET {change}")
        assert cursor.rowcount == 1
    found = verify(cast.workspace.pk).damage
    assert found is not None
    assert said in str(found)


def test_a_decision_that_no_position_shows_is_found(committed_cast: Cast) -> None:
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast), "commit")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM partnerships_position")
    assert "its position is missing" in str(verify(cast.workspace.pk).damage)
