"""Measurements and their values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence.actions.measurements import (
    measurement_create,
    measurement_delete,
    measurement_update,
    values_record,
)
from evidence.models import Measurement
from evidence.rules.series import Figure
from tests.conftest import Cast
from tests.evidence.factories import make_measurement
from tests.factories import make_claim, make_criterion, make_partnership

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


@pytest.fixture
def measurement(cast: Cast) -> Measurement:
    return make_measurement(cast, make_partnership(cast))


def values(cast: Cast, measurement: Measurement) -> dict[date, Decimal]:
    with workspace_scope(cast.workspace.pk):
        return dict(measurement.values.values_list("starts_on", "value"))


def test_many_values_are_one_entry_and_a_correction_keeps_its_past(
    cast: Cast, measurement: Measurement
) -> None:
    by = cast.actor("contributor")
    figures = [Figure(JANUARY, Decimal(5)), Figure(date(2026, 2, 15), Decimal(6))]
    assert values_record(by=by, measurement=measurement, figures=figures) == 2
    assert values(cast, measurement) == {JANUARY: 5, FEBRUARY: 6}
    corrected = [Figure(JANUARY, Decimal(7)), Figure(FEBRUARY, Decimal(6))]
    assert values_record(by=by, measurement=measurement, figures=corrected) == 1
    with workspace_scope(cast.workspace.pk):
        kinds = Entry.objects.filter(kind="measurement.values_recorded")
        assert kinds.count() == 2
        value = measurement.values.get(starts_on=JANUARY)
        assert [each.value for each in value.history.all()] == [7, 5]


def test_a_period_that_has_not_begun_holds_back_all(cast: Cast, measurement: Measurement) -> None:
    figures = [Figure(JANUARY, Decimal(5)), Figure(date(2999, 1, 1), Decimal(6))]
    with pytest.raises(DomainError, match="has not begun"):
        values_record(by=cast.actor("contributor"), measurement=measurement, figures=figures)
    assert values(cast, measurement) == {}


def test_what_somebody_recorded_meanwhile_is_not_run_over(
    cast: Cast, measurement: Measurement
) -> None:
    by, mine = cast.actor("contributor"), [Figure(JANUARY, Decimal(5))]
    values_record(by=by, measurement=measurement, figures=[Figure(JANUARY, Decimal(4))])
    with pytest.raises(DomainError, match="recorded values meanwhile"):
        values_record(by=by, measurement=measurement, figures=mine, known={JANUARY: None})


def test_the_period_stays_once_there_are_values(cast: Cast, measurement: Measurement) -> None:
    by = cast.actor("contributor")
    measurement_update(by=by, measurement=measurement, version=1, period="week")
    values_record(by=by, measurement=measurement, figures=[Figure(JANUARY, Decimal(4))])
    with pytest.raises(DomainError, match="so it stays"):
        measurement_update(by=by, measurement=measurement, version=2, period="month")
    with pytest.raises(DomainError, match="so it stays"):
        measurement_delete(by=by, measurement=measurement, version=2)


def test_a_criterion_of_another_partnership_is_refused(cast: Cast) -> None:
    foreign = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    with pytest.raises(DomainError, match="of this partnership"):
        measurement_create(
            by=cast.actor("contributor"),
            partnership=make_partnership(cast),
            name="Orders paid",
            criterion=foreign,
        )
