"""Measurements: what is measured, and its values period by period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import Findings
from config.kernel.recording import action
from evidence.models import MeasuredValue, Measurement
from evidence.rules.periods import first_day
from evidence.rules.pilots import measurement_gaps
from evidence.rules.series import Figure
from evidence.rules.vocabulary import Period
from evidence.selectors.dossier import measurement_part
from evidence.sentences import BOOK
from partnerships.actions.rows import RowActions
from partnerships.actions.threads import recorded_in
from partnerships.models import SuccessCriterion, Trigger


def _gaps(row: Measurement) -> Findings:
    partnership = row.partnership_id
    criteria = SuccessCriterion.objects.filter(claim__partnership_id=partnership)
    triggers = Trigger.objects.filter(partnership_id=partnership)
    return measurement_gaps(
        measurement_part(row),
        criteria=frozenset(map(str, criteria.values_list("id", flat=True))),
        triggers=frozenset(map(str, triggers.values_list("id", flat=True))),
        period_was=_period_of_values(row),
    )


def _period_of_values(row: Measurement) -> str:
    if row._state.adding or not row.values.exists():
        return ""
    return str(Measurement.objects.values_list("period", flat=True).get(pk=row.pk))


MEASUREMENTS = RowActions(
    Measurement,
    "measurement",
    gaps=_gaps,
    book=lambda: BOOK,
    rests_on=_("Values were recorded for this measurement, so it stays."),
)

measurement_create = MEASUREMENTS.create
measurement_update = MEASUREMENTS.update
measurement_delete = MEASUREMENTS.delete


#: Called with a measurement whose values were recorded, inside the action that recorded them: an
#: app to the right sees whether that calls for something.
after_values: list[Callable[[Measurement], None]] = []


@action
def values_record(
    *,
    by: Actor,
    measurement: Measurement,
    figures: Iterable[Figure],
    known: Mapping[date, Figure | None] | None = None,
) -> int:
    """Record values, all or none; a period that has one is corrected, and its history kept.

    `known` is what the person saw standing at each period. Returns how many were written. Raises
    DomainError for a period that has not begun, or when somebody else recorded meanwhile.
    """
    partnership = measurement.partnership
    with recorded_in(partnership, by=by, kind="measurement.values_recorded", subject=measurement):
        current = locked(measurement)
        standing = {value.starts_on: value for value in current.values.all()}
        _require_unmoved(standing, known or {})
        count = sum(_write(current, standing, each) for each in figures)
        for look in after_values if count else ():
            look(current)
    return count


def _require_unmoved(
    standing: Mapping[date, MeasuredValue], known: Mapping[date, Figure | None]
) -> None:
    for day, before in known.items():
        value = standing.get(day)
        if before != (figure_of(value) if value else None):
            raise DomainError(
                _("Somebody recorded values meanwhile. Check the lines once more, then save.")
            )


def figure_of(value: MeasuredValue) -> Figure:
    """A recorded value as the rules read it."""
    return Figure(value.starts_on, value.value, value.note)


def _write(
    measurement: Measurement, standing: Mapping[date, MeasuredValue], figure: Figure
) -> bool:
    starts_on = first_day(figure.starts_on, Period(measurement.period))
    if starts_on > clock.today():
        text = _("This period has not begun. Record it once it has a value.")
        raise DomainError(Problem(text, "starts_on"))
    said = {"value": figure.value, "note": figure.note}
    if value := standing.get(starts_on):
        return save_changes(value, said)
    MeasuredValue(
        workspace_id=measurement.workspace_id,
        measurement=measurement,
        starts_on=starts_on,
        **said,
    ).save()
    return True
