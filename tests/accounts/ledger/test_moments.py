"""A moment is an entry of the ledger, however somebody names it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.ledger.models import Entry
from accounts.ledger.moments import entry_at
from config.kernel import clock
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from tests.conftest import Cast
from tests.factories import make_partner

MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture
def told(cast: Cast) -> dict[str, int]:
    """Two entries whose moments are known: numbers by name. Later than the cast's own entries."""
    numbers = {}
    for name, moment in (
        ("noon", datetime(2099, 9, 30, 10, 0, tzinfo=UTC)),
        ("midnight", datetime(2099, 9, 30, 22, 30, tzinfo=UTC)),  # 1 October in Madrid
    ):
        with workspace_scope(cast.workspace.pk), clock.moved_to(moment):
            make_partner(cast)
            numbers[name] = Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[
                0
            ]
    return numbers


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("2099-09-30", "noon"),
        ("2099-10-01", "midnight"),
        ("2099-09-30T12:00", "noon"),
        ("2099-10-01T00:30", "midnight"),
        ("2099-09-30T10:00Z", "noon"),
        (" 2099-09-30T22:30:00+00:00 ", "midnight"),
    ],
)
def test_a_day_or_a_time_is_the_last_entry_up_to_it(
    cast: Cast, told: dict[str, int], said: str, name: str
) -> None:
    with workspace_scope(cast.workspace.pk):
        assert entry_at(cast.workspace.pk, said, MADRID) == told[name]


def test_a_number_is_the_entry_itself(cast: Cast, told: dict[str, int]) -> None:
    with workspace_scope(cast.workspace.pk):
        assert entry_at(cast.workspace.pk, str(told["noon"]), MADRID) == told["noon"]


@pytest.mark.parametrize(
    "said", ["", "yesterday", "2099-02-30", "30.9.2099", "-1", "٣", "1" * 40, "x\x00", "0", "1999"]
)
def test_anything_else_is_refused_with_what_would_be_right(cast: Cast, said: str) -> None:
    with workspace_scope(cast.workspace.pk), pytest.raises(DomainError) as refused:
        entry_at(cast.workspace.pk, said, MADRID)
    assert refused.value.problems[0].field == "until"


def test_before_the_first_entry_nothing_was_known(cast: Cast) -> None:
    with (
        workspace_scope(cast.workspace.pk),
        pytest.raises(DomainError, match="Nothing had been recorded"),
    ):
        entry_at(cast.workspace.pk, "1999-12-31", MADRID)
