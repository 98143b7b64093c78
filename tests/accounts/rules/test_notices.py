from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.notices import (
    DIGEST_AT,
    DIGESTS,
    Delivery,
    digest_moment,
    nearest,
    pause_after,
)

KIRITIMATI, ST_JOHNS, MADRID = map(
    ZoneInfo, ("Pacific/Kiritimati", "America/St_Johns", "Europe/Madrid")
)


@pytest.mark.parametrize(
    ("delivery", "now", "zone", "moment"),
    [
        # Fourteen hours before Greenwich it is tomorrow already.
        (Delivery.DAILY, "2026-03-28T18:00", KIRITIMATI, "2026-03-28T18:00"),
        (Delivery.DAILY, "2026-03-28T17:59", KIRITIMATI, "2026-03-27T18:00"),
        # Half an hour off the others, in summer time since 8 March.
        (Delivery.DAILY, "2026-03-28T10:30", ST_JOHNS, "2026-03-28T10:30"),
        (Delivery.DAILY, "2026-03-28T10:29", ST_JOHNS, "2026-03-27T10:30"),
        # The night of 29 March is an hour short in Madrid, that of 25 October an hour long.
        (Delivery.DAILY, "2026-03-28T07:00", MADRID, "2026-03-28T07:00"),
        (Delivery.DAILY, "2026-03-29T06:00", MADRID, "2026-03-29T06:00"),
        (Delivery.DAILY, "2026-10-25T06:59", MADRID, "2026-10-24T06:00"),
        (Delivery.DAILY, "2026-10-25T07:00", MADRID, "2026-10-25T07:00"),
        # 30 March is a Monday.
        (Delivery.WEEKLY, "2026-03-30T05:59", MADRID, "2026-03-23T07:00"),
        (Delivery.WEEKLY, "2026-03-30T06:00", MADRID, "2026-03-30T06:00"),
        (Delivery.WEEKLY, "2026-04-05T21:59", MADRID, "2026-03-30T06:00"),
    ],
)
def test_a_digest_is_due_at_eight_where_the_person_is(
    delivery: Delivery, now: str, zone: ZoneInfo, moment: str
) -> None:
    found = digest_moment(delivery, datetime.fromisoformat(now).replace(tzinfo=UTC), zone)
    assert found.astimezone(UTC).isoformat()[:16] == moment


@given(
    st.integers(0, 6 * 365 * 24 * 60),
    st.sampled_from(sorted(available_timezones() - {"localtime"})),
    st.sampled_from(DIGESTS),
)
def test_the_last_digest_is_never_ahead_and_never_longer_ago_than_its_step(
    minutes: int, zone: str, delivery: Delivery
) -> None:
    now = datetime(2024, 1, 8, tzinfo=UTC) + timedelta(minutes=minutes)
    moment = digest_moment(delivery, now, ZoneInfo(zone))
    step = timedelta(days=7 if delivery is Delivery.WEEKLY else 1)
    assert timedelta() <= now - moment < step + timedelta(hours=25)
    assert moment.timetz().replace(tzinfo=None) == DIGEST_AT


def test_each_pause_is_twice_the_one_before_up_to_six_hours() -> None:
    minutes = [pause_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 4, 30, 3000)]
    assert minutes == [1, 2, 4, 8, 360, 360]


@pytest.mark.parametrize(
    ("left", "announced"),
    [(31, None), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_the_nearest_distance_that_is_reached_is_announced(
    left: int, announced: int | None
) -> None:
    assert nearest(left) == announced
