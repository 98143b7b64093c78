"""What a pilot and a measurement must still say, and when a pilot can be concluded.

Chapter 28, section 5.1: "Require pilot evidence that reflects real operating conditions, not
demos". So what a pilot asks, and under which conditions, is said before its results are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from config.kernel.findings import Finding, Findings, finding, is_blank
from evidence.dossier import MeasurementPart, PilotCriterionPart, PilotPart
from evidence.rules.vocabulary import Bearing


@dataclass(frozen=True, slots=True)
class Shown:
    """What a pilot showed for one of its criteria, and why it is read so."""

    bearing: Bearing
    why: str


def pilot_gaps(pilot: PilotPart) -> Findings:
    """What a pilot must still say before it can be kept; empty when it may."""
    return tuple(_pilot_gaps(pilot))


def _pilot_gaps(pilot: PilotPart) -> Iterator[Finding]:
    if pilot.concluded_at:
        yield finding("pilot.concluded")
    if is_blank(pilot.question):
        yield finding("pilot.question_missing", field="question")
    if pilot.starts_on and pilot.ends_on and pilot.ends_on < pilot.starts_on:
        yield finding("pilot.ends_before_start", field="ends_on", date=pilot.starts_on)


def pilot_criterion_gaps(
    row: PilotCriterionPart,
    pilot: PilotPart,
    *,
    of_partnership: frozenset[str],
    taken: frozenset[str],
) -> Findings:
    """Why a criterion cannot be one of the pilot's.

    `of_partnership` are those that could; `taken` those that its other rows have.
    """
    if pilot.concluded_at:
        return (finding("pilot.concluded"),)
    if row.criterion_id not in of_partnership:
        return (finding("pilot.criterion_elsewhere", field="criterion"),)
    if row.criterion_id in taken:
        return (finding("pilot.criterion_twice", field="criterion"),)
    return ()


def conclusion_gaps(pilot: PilotPart, shown: dict[str, Shown], today: date) -> Findings:
    """Why a pilot cannot be concluded yet. `shown` is by the id of the pilot's criterion."""
    return (*pilot_gaps(pilot), *_conclusion_gaps(pilot, shown, today))


def _conclusion_gaps(pilot: PilotPart, shown: dict[str, Shown], today: date) -> Iterator[Finding]:
    if is_blank(pilot.results):
        yield finding("pilot.results_missing", field="results")
    if pilot.ends_on is None or pilot.ends_on > today:
        yield finding("pilot.not_ended", field="ends_on")
    if not pilot.criteria:
        yield finding("pilot.criteria_missing")
    for row in pilot.criteria:
        said = shown.get(row.id)
        if said is None or is_blank(said.why):
            yield finding("pilot.shown_missing", field=f"why_{row.id}")


def measurement_gaps(
    measurement: MeasurementPart,
    *,
    criteria: frozenset[str],
    triggers: frozenset[str],
    period_was: str = "",
) -> Findings:
    """Why a measurement cannot be kept so.

    `criteria` and `triggers` are those of its partnership; `period_was` is the period of the
    values that it has, "" without any.
    """
    return tuple(_measurement_gaps(measurement, criteria, triggers, period_was))


def _measurement_gaps(
    measurement: MeasurementPart,
    criteria: frozenset[str],
    triggers: frozenset[str],
    period_was: str,
) -> Iterator[Finding]:
    if is_blank(measurement.name):
        yield finding("measurement.name_missing", field="name")
    if measurement.criterion_id and measurement.criterion_id not in criteria:
        yield finding("measurement.criterion_elsewhere", field="criterion")
    if measurement.trigger_id and measurement.trigger_id not in triggers:
        yield finding("measurement.trigger_elsewhere", field="trigger")
    if period_was and measurement.period != period_was:
        yield finding("measurement.period_has_values", field="period")
