"""Every day is one of the workspace's own zone, also where clocks change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.actions.positions import position_now
from partnerships.models import Partnership
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership

ONE_MINUTE = timedelta(minutes=1)

#: A claim is deferred from the day after this one.
LAST = date(2027, 3, 28)


@pytest.fixture
def partnership(cast: Cast) -> Iterator[Partnership]:
    with clock.moved_to(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        partnership = make_partnership(cast)
        make_claim(cast, partnership, deferral_date=LAST)
        with workspace_scope(cast.workspace.pk):
            yield Partnership.objects.select_related("position").get(pk=partnership.pk)


@pytest.mark.parametrize(
    ("zone", "last_moment"),
    [
        # The first to see a day, and half an hour beside the others.
        ("Pacific/Kiritimati", datetime(2027, 3, 28, 9, 59, 59, tzinfo=UTC)),
        ("America/St_Johns", datetime(2027, 3, 29, 2, 29, 59, tzinfo=UTC)),
        # This day has 23 hours there: clocks go forward in its morning.
        ("Europe/Madrid", datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2027, 3, 28, 18, 14, 59, tzinfo=UTC)),
    ],
)
def test_a_deferral_takes_effect_with_the_first_moment_of_the_next_day(
    partnership: Partnership, zone: str, last_moment: datetime
) -> None:
    def deferred_since(moment: datetime) -> date | None:
        with clock.moved_to(moment):
            return position_now(partnership, clock.today(ZoneInfo(zone))).deferred_since

    assert deferred_since(last_moment) is None
    assert deferred_since(last_moment.replace(second=0) + ONE_MINUTE) == date(2027, 3, 29)


def test_a_judgement_that_holds_is_not_made_again(
    partnership: Partnership, django_assert_num_queries: object
) -> None:
    today = date(2027, 3, 2)
    first = position_now(partnership, today)
    assert first.holds_on(today)
    assert first.next_change_on == date(2027, 3, 29)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert position_now(partnership, date(2027, 3, 28)) is first
    assert not first.holds_on(date(2027, 3, 29))
