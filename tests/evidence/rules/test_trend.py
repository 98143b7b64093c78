"""Where the marks of a trend stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.dossier import MeasurementPart, ValuePart
from evidence.rules.periods import first_day
from evidence.rules.trend import HEIGHT, WIDTH, is_outside, trend
from evidence.rules.vocabulary import Direction, Period


def a_series(*values: int | None, target: int | None = 55) -> MeasurementPart:
    """Months of 2026, None for one without a value."""
    return MeasurementPart(
        id="1",
        name="Orders paid",
        target=None if target is None else Decimal(target),
        values=tuple(
            ValuePart(starts_on=date(2026, month, 1), value=Decimal(value))
            for month, value in enumerate(values, start=1)
            if value is not None
        ),
    )


def test_a_measurement_without_values_has_no_picture() -> None:
    assert trend(a_series()) is None


def test_a_missing_period_breaks_the_line_and_is_marked() -> None:
    drawn = trend(a_series(50, 60, None, None, 61, 62))
    assert drawn is not None
    assert [len(line.split()) for line in drawn.lines] == [2, 2]
    assert [gap.count for gap in drawn.gaps] == [2]
    assert drawn.missing == 2
    assert [row.missing for row in drawn.rows] == [0, 0, 2, 0, 0]
    gap, (_one, before, after, _last) = drawn.gaps[0], drawn.marks
    assert float(before.x) < float(gap.x) < float(gap.x) + float(gap.width) < float(after.x)


def test_a_value_on_the_wrong_side_of_the_target_is_told_apart() -> None:
    drawn = trend(a_series(54, 55, 56))
    assert drawn is not None
    assert [mark.outside for mark in drawn.marks] == [True, False, False]
    assert drawn.outside == 1
    assert drawn.target == drawn.marks[1].y


@pytest.mark.parametrize(
    ("direction", "outside"),
    [(Direction.AT_LEAST, [True, False, False]), (Direction.AT_MOST, [False, False, True])],
)
def test_the_target_itself_is_within(direction: Direction, outside: list[bool]) -> None:
    values = (Decimal(4), Decimal(5), Decimal(6))
    assert [is_outside(value, Decimal(5), direction) for value in values] == outside
    assert not is_outside(Decimal(4), None, direction)


def test_one_value_stands_in_the_middle_without_a_target() -> None:
    drawn = trend(a_series(7, target=None))
    assert drawn is not None
    assert (drawn.target, len(drawn.marks), drawn.gaps) == ("", 1, ())
    assert 0 < float(drawn.marks[0].y) < HEIGHT


SERIES = st.builds(
    MeasurementPart,
    id=st.just("1"),
    target=st.none() | st.decimals(-(10**6), 10**6, places=3),
    direction=st.sampled_from(Direction),
    period=st.sampled_from(Period),
    values=st.lists(
        st.tuples(
            st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.decimals(-(10**6), 10**6, places=3)
        ),
        min_size=1,
        max_size=40,
    ),
)


@given(SERIES)
def test_everything_is_drawn_once_and_within_the_picture(series: MeasurementPart) -> None:
    pairs: list[tuple[date, Decimal]] = series.values  # type: ignore[assignment]
    by_day = {first_day(day, series.period): value for day, value in pairs}
    values = tuple(ValuePart(starts_on=day, value=by_day[day]) for day in sorted(by_day))
    drawn = trend(
        MeasurementPart(
            id="1",
            target=series.target,
            direction=series.direction,
            period=series.period,
            values=values,
        )
    )
    assert drawn is not None
    assert [mark.value for mark in drawn.marks] == list(values)
    assert sum(len(line.split()) for line in drawn.lines) == len(values)
    assert len(drawn.lines) == len(drawn.gaps) + 1
    for mark in drawn.marks:
        assert 0 <= float(mark.x) <= WIDTH
        assert 0 <= float(mark.y) <= HEIGHT
    assert 1 <= len(drawn.beside) <= 7
