"""The one clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from config.kernel import clock

LATE = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)


def test_time_stands_where_it_was_moved_and_goes_on_afterwards() -> None:
    with clock.moved_to(LATE):
        assert clock.now() == LATE
        with clock.moved_to(datetime(2020, 1, 1, tzinfo=UTC)):
            assert clock.today() == date(2020, 1, 1)
        assert clock.now() == LATE
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5


def test_today_is_a_day_of_the_workspace_s_zone() -> None:
    with clock.moved_to(LATE):
        assert clock.today(ZoneInfo("Europe/Madrid")) == date(2027, 4, 1)
        with timezone.override(ZoneInfo("America/Lima")):
            assert clock.today() == date(2027, 3, 31)


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.moved_to(datetime(2027, 1, 1)):  # noqa: DTZ001
        pytest.fail("moved")
