"""The moments that people compare are offered, so that nobody has to know their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.scope import workspace_scope
from reviews.trail.moments import _earlier, first_of, ready_moments, usual_start
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import decide, make_proposal, make_ready


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield


def test_decisions_proposals_and_the_start_are_offered_newest_first(cast: Cast) -> None:
    partnership = make_ready(cast)
    decide(cast, partnership, "commit")
    make_proposal(cast, partnership, "renegotiate")
    decide(cast, make_ready(cast), "defer")
    ready = ready_moments(partnership)
    assert [str(each.words) for each in ready] == [
        "Proposed to renegotiate",
        "Committed",
        "Proposed to commit",
        "Put in the register",
    ]
    numbers = [each.number for each in ready]
    assert numbers == sorted(numbers, key=lambda number: -(number or 0))
    kinds = {entry.sequence: entry.kind for entry in Entry.objects.all()}
    assert [kinds[number or 0] for number in numbers] == [
        "proposal.made",
        "decision.sealed",
        "proposal.made",
        "partnership.created",
    ]


def test_a_comparison_starts_with_the_last_decision_else_with_the_register(cast: Cast) -> None:
    partnership = make_ready(cast)
    assert usual_start(ready_moments(partnership)).words == "Put in the register"
    decision = decide(cast, partnership, "commit")
    start = usual_start(ready_moments(partnership))
    assert start.number == Entry.objects.get(pk=decision.entry_id).sequence


def test_three_months_ago_is_offered_where_the_partnership_was_there(cast: Cast) -> None:
    partnership = make_partnership(cast)
    assert len(ready_moments(partnership)) == 1
    with clock.moved_to(datetime(2099, 5, 31, 12, tzinfo=UTC)):
        newest, oldest = ready_moments(partnership)
    assert (newest.said, newest.number) == ("2099-02-28", None)
    assert oldest.number == first_of([newest, oldest])


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2026, 11, 23), date(2026, 8, 23)),
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2026, 2, 15), date(2025, 11, 15)),
        (date(2026, 3, 1), date(2025, 12, 1)),
    ],
)
def test_three_months_earlier_is_the_same_day_or_the_last(day: date, earlier: date) -> None:
    assert _earlier(day, 3) == earlier


def test_it_takes_two_queries(cast: Cast) -> None:
    partnership = make_ready(cast)
    decide(cast, partnership, "commit")
    make_proposal(cast, partnership, "renegotiate")
    with CaptureQueriesContext(connection) as captured:
        ready_moments(partnership)
    assert len(captured) == 2
