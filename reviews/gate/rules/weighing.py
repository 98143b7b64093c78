"""Which readings a commitment may rely on under a bar, and which not and why.

Whatever a bar asks, it asks by taking away: a reading that does not count is listed with its
reasons and weighs nothing. So more supporting evidence never hurts and less never helps, and a
demonstration, a connected system or a report that has grown old never carries anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from config.kernel.findings import Finding, Findings, finding
from evidence.dossier import ArtifactPart, MeasurementPart, ReadingPart, ValuePart
from evidence.rules.periods import following
from evidence.rules.vocabulary import (
    Auditability,
    Bearing,
    Conditions,
    Period,
    Source,
    Subject,
    Verdict,
)
from evidence.rules.weight import lapses
from partnerships.dossier import ClaimPart, CriterionPart
from reviews.dossier import Dossier
from reviews.gate.rules.policy import Bar, Reach

#: How long a measurement's period is at most, in days.
PERIOD_DAYS = {Period.WEEK: 7, Period.MONTH: 31, Period.QUARTER: 92}

#: Two of its periods excuse an older observation, but never one older than this many days.
LONGEST_WINDOW = 365


@dataclass(frozen=True, slots=True)
class Unit:
    """What evidence is asked for: a criterion, or a claim as a whole when `criterion` is None."""

    claim: ClaimPart
    criterion: CriterionPart | None = None

    @property
    def criterion_ids(self) -> tuple[str, ...]:
        criteria = (self.criterion,) if self.criterion else self.claim.criteria
        return tuple(each.id for each in criteria)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading with its artifact and the reasons why it does not count; none when it does.

    `lapses` are those reasons that hold under any bar: it is not in force.
    """

    reading: ReadingPart
    artifact: ArtifactPart
    lapses: Findings
    reasons: Findings

    @property
    def counts(self) -> bool:
        return not self.reasons


def units(claims: tuple[ClaimPart, ...], reach: Reach) -> tuple[Unit, ...]:
    """What evidence is asked for at this reach; a claim without criteria stays a whole."""
    if reach is Reach.NOTHING:
        return ()
    if reach is Reach.EACH_CLAIM:
        return tuple(map(Unit, claims))
    return tuple(
        Unit(claim, criterion) for claim in claims for criterion in (claim.criteria or (None,))
    )


class Evidence:
    """The readings of one dossier, weighed once for a bar and a day."""

    def __init__(self, dossier: Dossier, bar: Bar, today: date) -> None:
        self.bar, self.today = bar, today
        self._artifacts = {each.id: each for each in dossier.artifacts}
        self._windows = _windows(dossier.measurements, bar)
        self._of_each_reading = [each for each in DEMANDS if each.reach(bar) is Reach.EACH_READING]
        self.readings = tuple(self._weighed(each) for each in dossier.readings)
        self.measured: dict[str, list[MeasurementPart]] = defaultdict(list)
        for each in dossier.measurements:
            self.measured[each.criterion_id or ""].append(each)

    @cached_property
    def by_criterion(self) -> dict[str, list[Weighed]]:
        """All readings, counted or not, by the id of their criterion."""
        found: dict[str, list[Weighed]] = defaultdict(list)
        for each in self.readings:
            found[each.reading.criterion_id].append(each)
        return found

    def of(self, unit: Unit) -> Iterator[Weighed]:
        """The readings for a unit."""
        for criterion_id in unit.criterion_ids:
            yield from self.by_criterion.get(criterion_id, ())

    def earliest(self, criterion_id: str) -> date:
        """The first day on which what counts for this criterion may have been observed."""
        return _days_before(self.today, self.window(criterion_id))

    def window(self, criterion_id: str) -> int:
        """For how many days an observation counts for this criterion."""
        return self._windows.get(criterion_id, self.bar.observed_within_days)

    def _weighed(self, reading: ReadingPart) -> Weighed:
        artifact = self._artifacts[reading.artifact_id]
        lapsed = lapses(reading, artifact, self.today)
        reasons = (
            *_bearing(reading),
            *lapsed,
            *self._too_light(artifact, self.earliest(reading.criterion_id)),
            *self._unaccepted(reading, artifact),
        )
        return Weighed(reading, artifact, lapsed, reasons)

    @staticmethod
    def _too_light(artifact: ArtifactPart, earliest: date) -> Iterator[Finding]:
        if artifact.conditions is Conditions.DEMO:
            yield _about(artifact, "demo_is_no_pilot", "conditions")
        if artifact.subject is Subject.INTEGRATION_SHIPPED:
            yield _about(artifact, "integration_is_no_outcome", "subject")
        if last_seen(artifact) < earliest:
            yield finding("artifact.too_old", subject=artifact.id, date=earliest)

    def _unaccepted(self, reading: ReadingPart, artifact: ArtifactPart) -> Iterator[Finding]:
        if self.bar.assessed and not is_upheld(reading):
            yield finding("reading.not_assessed", subject=reading.id)
        for demand in self._of_each_reading:
            if not demand.holds(artifact):
                yield demand.reason(artifact)


def _bearing(reading: ReadingPart) -> Iterator[Finding]:
    if reading.bearing is not Bearing.SUPPORTS:
        yield finding(f"reading.{reading.bearing.value}", subject=reading.id)


@dataclass(frozen=True, slots=True)
class Demand:
    """Something a bar may ask of evidence for each claim, each criterion or each reading."""

    name: str
    holds: Callable[[ArtifactPart], bool]

    def reach(self, bar: Bar) -> Reach:
        reach: Reach = getattr(bar, self.name)
        return reach

    def reason(self, artifact: ArtifactPart) -> Finding:
        """Why this artifact does not carry it."""
        return _about(artifact, f"not_{self.name}")


INDEPENDENT = Demand("independent", lambda artifact: artifact.source is not Source.PARTNER)
REAL = Demand("real_conditions", lambda artifact: artifact.conditions is Conditions.REAL_OPERATION)
AUDITABLE = Demand("auditable", lambda artifact: artifact.auditable is not Auditability.NO)
DEMANDS = (INDEPENDENT, REAL, AUDITABLE)


def is_upheld(reading: ReadingPart) -> bool:
    """Whether another person than the reader looked at the reading and stands by it."""
    assessment = reading.assessment
    if assessment is None or assessment.verdict is not Verdict.UPHELD:
        return False
    return is_another(assessment.assessed_by_id, reading.read_by_id)


def is_another(person_id: str | None, other_id: str | None) -> bool:
    """Whether a person is known and is not the other; nobody knows that of somebody unnamed."""
    return person_id is not None and person_id != other_id


def last_seen(artifact: ArtifactPart) -> date:
    """When what the artifact says was last seen to be so: observed, or looked at again."""
    if not artifact.revalidations:
        return artifact.observed_on
    return max(artifact.observed_on, *(look.looked_on for look in artifact.revalidations))


def _windows(measurements: tuple[MeasurementPart, ...], bar: Bar) -> dict[str, int]:
    """For how many days an observation counts, by criterion, where a measurement has a say."""
    windows: dict[str, int] = {}
    for each in measurements:
        if each.criterion_id is not None:
            days = min(LONGEST_WINDOW, 2 * PERIOD_DAYS[each.period])
            known = windows.get(each.criterion_id, bar.observed_within_days)
            windows[each.criterion_id] = max(known, days)
    return windows


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _about(artifact: ArtifactPart, what: str, field: str = "") -> Finding:
    return finding(f"artifact.{what}", subject=artifact.id, field=field)


def next_period(value: ValuePart, measurement: MeasurementPart) -> date | None:
    """The first day after the period of a value, None beyond the calendar."""
    try:
        return following(value.starts_on, measurement.period)
    except OverflowError:
        return None


def days_after(day: date, days: int) -> date | None:
    """The day so many days later, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
