"""Two people who move one line of the desk at the same moment, on two connections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Membership
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from reviews.desk.actions.handovers import desk_line_hand_over, desk_line_take_back
from reviews.models import DeskHandover
from reviews.vocabulary import LineKind
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import another_member

ROUNDS = 4


@pytest.fixture
def colleagues(committed_cast: Cast) -> list[Membership]:
    with workspace_scope(committed_cast.workspace.pk, slug=committed_cast.workspace.slug):
        return [another_member(committed_cast, "contributor") for _ in range(2)]


def in_scope(cast: Cast, work: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
            return work()

    return run


def hand(by: Membership, subject: str, to: Membership) -> DeskHandover:
    return desk_line_hand_over(
        by=by.actor, kind=LineKind.INCOMPLETE, subject=subject, to=to.user_id, note="Away"
    )


def left(cast: Cast, subject: str) -> list[int]:
    with workspace_scope(cast.workspace.pk):
        rows = DeskHandover.objects.filter(subject=subject, ended_at=None)
        return [row.depth for row in rows.order_by("depth")]


def test_of_two_who_hand_it_over_one_does(
    committed_cast: Cast, colleagues: list[Membership]
) -> None:
    giver = committed_cast.members["contributor"]
    subject = f"partnership-{make_partnership(committed_cast).pk}"
    works = [lambda to=to: hand(giver, subject, to) for to in colleagues]
    done = concurrently(*[in_scope(committed_cast, work) for work in works])
    assert sorted(isinstance(each, DomainError) for each in done) == [False, True]
    assert left(committed_cast, subject) == [0]


def test_whoever_takes_it_back_has_it_back_from_whom_it_was_handed_on_to_as_well(
    committed_cast: Cast, colleagues: list[Membership]
) -> None:
    cast, (first, second) = committed_cast, colleagues
    giver = cast.members["contributor"]
    for _round in range(ROUNDS):
        subject = f"partnership-{make_partnership(cast).pk}"
        given = in_scope(cast, lambda at=subject: hand(giver, at, first))()
        concurrently(
            in_scope(cast, lambda at=subject: hand(first, at, second)),
            in_scope(cast, lambda row=given: desk_line_take_back(by=giver.actor, handover=row)),
        )
        # Handed on before, it ended with the rest; handed on after, nobody gave it away above it.
        assert left(cast, subject) in ([], [0])
