"""A dossier seen from another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from config.kernel.canonical import to_json
from evidence.dossier import ValuePart
from evidence.rules.periods import between, first_day, following, later
from evidence.rules.vocabulary import Period
from reviews.exchange.shifting import shifted
from tests.reviews.parts import COMPLETE_DOSSIER, MEASUREMENT

UNMEASURED = replace(COMPLETE_DOSSIER, measurements=())
DAYS = st.integers(min_value=-3000, max_value=3000)


@given(DAYS)
def test_every_date_moves_by_as_many_days_and_nothing_else(days: int) -> None:
    moved = shifted(UNMEASURED, days)
    there = timedelta(days=days)
    assert moved.fit_card.exit_rehearsals[0].held_on == date(2026, 6, 1) + there
    (reading,), (before,) = moved.readings, UNMEASURED.readings
    assert reading.read_at is not None
    assert before.read_at is not None
    assert reading.read_at == before.read_at + there
    assert shifted(moved, -days) == UNMEASURED


def test_no_day_changes_nothing() -> None:
    assert to_json(shifted(COMPLETE_DOSSIER, 0)) == to_json(COMPLETE_DOSSIER)


@given(
    DAYS,
    st.sampled_from(Period),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 1, 1)),
    st.lists(st.integers(min_value=1, max_value=5), max_size=5),
)
def test_a_series_moves_by_whole_periods_and_its_last_one_is_over(
    days: int, period: Period, first: date, gaps: list[int]
) -> None:
    starts = [first_day(first, period)]
    for gap in gaps:
        starts.append(later(starts[-1], gap, period))
    values = tuple(ValuePart(starts_on=start, value=Decimal(1)) for start in starts)
    moved = shifted(replace(MEASUREMENT, period=period, values=values), days).values
    pairs = zip(values, moved, strict=True)
    assert len({between(was.starts_on, now.starts_on, period) for was, now in pairs}) == 1
    over, day = (following(each[-1].starts_on, period) for each in (moved, values))
    assert over <= day + timedelta(days=days) < following(over, period)
