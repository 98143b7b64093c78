"""Measurements with their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.models import Measurement
from evidence.rules.trend import Trend, trend
from evidence.selectors.dossier import measurement_part
from partnerships.models import Partnership, SuccessCriterion, Trigger


@dataclass(frozen=True)
class Series:
    """A measurement as a list shows it: its row, its picture, and where it was seen last."""

    measurement: Measurement
    trend: Trend | None

    @property
    def id(self) -> int:
        return int(self.measurement.pk)

    @property
    def name(self) -> str:
        return self.measurement.name


def series_of(partnership: Partnership) -> list[Series]:
    """A partnership's measurements with their pictures. Two queries."""
    rows = partnership.measurements.select_related("criterion").prefetch_related("values")
    return [Series(row, trend(measurement_part(row))) for row in rows]


def criteria_of(partnership: Partnership) -> Iterable[SuccessCriterion]:
    """The success criteria of a partnership's claims. One query."""
    rows: Iterable[SuccessCriterion] = SuccessCriterion.objects.filter(
        claim__partnership=partnership
    ).order_by("claim_id", "id")
    return rows


def triggers_of(partnership: Partnership) -> Iterable[Trigger]:
    """The triggers of a partnership. One query."""
    rows: Iterable[Trigger] = partnership.triggers.all()
    return rows
