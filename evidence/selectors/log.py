"""The Evidence Log (chapter 28, section 5.2): what was observed, what it was read for, what it is
worth, and what was decided.

One row for each reading, and one for each artifact that nobody has read yet, so that nothing hides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from config.kernel.paging import PAGE_SIZE, keyset
from evidence.models import Artifact, Reading, Revalidation
from evidence.rules.vocabulary import Verdict
from evidence.rules.weight import ArtifactState
from evidence.selectors.artifacts import state_of
from evidence.selectors.boundaries import boundary_statuses
from evidence.selectors.dossier import reading_part
from partnerships.models import Claim, Partnership, Position, SuccessCriterion
from partnerships.rules.boundary import BoundaryStatus
from partnerships.rules.sort_key import sort_key

#: The bearing under which artifacts are found that nobody has read.
UNREAD = "unread"

DEFAULT_ORDER = "-observed"

_NEVER = datetime(1, 1, 1, tzinfo=UTC)

#: What the log can be sorted by: columns that are never null, the unique ones last.
_ORDERS = {
    "observed": ("observed_on", "id", "reading_key"),
    "partner": ("partner_key", "id", "reading_key"),
    "decided": ("decided", "id", "reading_key"),
}
ORDERS = frozenset(_ORDERS) | {f"-{key}" for key in _ORDERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Which rows of the log, in which order. Empty means all; `partner` is a part of a name."""

    partner: str = ""
    kind: str = ""
    source: str = ""
    bearing: str = ""
    state: str = ""
    order: str = DEFAULT_ORDER

    @property
    def narrows(self) -> bool:
        """Whether any row may be left out."""
        return any((self.partner, self.kind, self.source, self.bearing, self.state))


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log. Without a reading there is no claim, boundary or decision to show."""

    artifact: Artifact
    state: ArtifactState
    reading: Reading | None = None
    boundary: BoundaryStatus | None = None

    @property
    def criterion(self) -> SuccessCriterion | None:
        return self.reading.criterion if self.reading else None

    @property
    def claim(self) -> Claim | None:
        return self.criterion.claim if self.criterion else None

    @property
    def partnership(self) -> Partnership | None:
        return self.claim.partnership if self.claim else None

    @property
    def withdrawn_because(self) -> str:
        """Why the line no longer counts; "" while it was not withdrawn."""
        reading = self.reading.withdrawn_reason if self.reading else ""
        return str(self.artifact.withdrawn_reason or reading)

    @property
    def is_rejected(self) -> bool:
        """Whether somebody else rejected the reading as it stands."""
        assessment = reading_part(self.reading).assessment if self.reading else None
        return bool(assessment and assessment.verdict == Verdict.REJECTED)

    @property
    def position(self) -> Position | None:
        """The partnership's last decision, if the reading was in the dossier that it sealed."""
        last = self._last
        return last if last and self._is_in(last) else None

    @property
    def decided_before(self) -> datetime | None:
        """When the partnership was last decided about, if that was without this reading."""
        last = self._last
        return last.decided_at if last and not self._is_in(last) else None

    def _is_in(self, last: Position) -> bool:
        if self.reading is None or last.frozen_at is None:
            return False
        return bool(self.reading.read_at <= last.frozen_at)

    @property
    def _last(self) -> Position | None:
        position: Position | None = getattr(self.partnership, "position", None)
        return position if position and position.decision_id else None


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log, with the cursors of its neighbours."""

    rows: list[LogRow]
    next_cursor: str | None
    previous_cursor: str | None


def log_page(
    artifacts: QuerySet[Artifact],
    query: LogQuery,
    today: date,
    *,
    partnership: Partnership | None = None,
    after: str | None = None,
    size: int = PAGE_SIZE,
) -> LogPage:
    """One page of the log. Twelve queries, however many rows, and one more for a `partnership`.

    `artifacts` are those that the reader may see, each with its partner and file. With
    `partnership`, the log is that partnership's: its readings, and what is known of its partner
    that was not yet read for it.
    """
    rows = _filtered(_lined_up(artifacts, partnership), query, today)
    column, descending = query.order.lstrip("-"), "-" if query.order.startswith("-") else ""
    if column == "decided":
        rows = rows.annotate(decided=_decided_at())
    order = [f"{descending}{name}" for name in _ORDERS[column]]
    page = keyset(rows, order=order, after=after, size=size)
    return LogPage(_completed(page.rows, today), page.next_cursor, page.previous_cursor)


def _lined_up(artifacts: QuerySet[Artifact], partnership: Partnership | None) -> QuerySet[Any]:
    """Artifacts joined with their readings: each as often as it was read, at least once."""
    entry = FilteredRelation("readings")
    if partnership is not None:
        criteria = SuccessCriterion.objects.filter(claim__partnership=partnership)
        # The condition of a join takes neither a subquery nor an empty list.
        ids = [*criteria.values_list("id", flat=True)] or [0]
        ours = Q(partner=None) & Exists(
            Reading.objects.filter(artifact=OuterRef("pk"), criterion__in=ids)
        )
        artifacts = artifacts.filter(Q(partner_id=partnership.partner_id) | ours)
        entry = FilteredRelation("readings", condition=Q(readings__criterion__in=ids))
    return artifacts.annotate(
        entry=entry,
        reading_key=Coalesce(F("entry__id"), 0),
        # Our own evidence comes before that about any partner.
        partner_key=Coalesce(F("partner__sort_key"), Value("")),
        # Filters look at these: one on `entry` itself would join the readings once more.
        bearing=F("entry__bearing"),
        taken_back_at=F("entry__withdrawn_at"),
    )


def _decided_at() -> Coalesce:
    """When a line was last decided on, which needs that it was read before the dossier was
    frozen; never comes first in time.
    """
    positions = Position.objects.filter(
        partnership__claims__criteria=OuterRef("entry__criterion_id"),
        frozen_at__gte=OuterRef("entry__read_at"),
    )
    return Coalesce(Subquery(positions.values("decided_at")[:1]), Value(_NEVER))


def _filtered(rows: QuerySet[Any], query: LogQuery, today: date) -> QuerySet[Any]:
    if query.partner:
        rows = rows.filter(partner__sort_key__contains=sort_key(query.partner))
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.source:
        rows = rows.filter(source=query.source)
    if query.bearing == UNREAD:
        rows = rows.filter(reading_key=0)
    elif query.bearing:
        rows = rows.filter(bearing=query.bearing)
    return _in_state(rows, query.state, today) if query.state else rows


def _in_state(rows: QuerySet[Any], state: str, today: date) -> QuerySet[Any]:
    """As `artifact_state` has it, in SQL; a withdrawn reading makes its line withdrawn too."""
    withdrawn = Q(withdrawn_at__isnull=False) | Q(taken_back_at__isnull=False)
    if state == ArtifactState.WITHDRAWN:
        return rows.filter(withdrawn)
    rows = rows.filter(withdrawn_at=None, taken_back_at=None)
    if state == ArtifactState.SUPERSEDED:
        return rows.filter(superseded_by__isnull=False)
    dated = rows.filter(superseded_by=None, observed_on__lte=today)
    looks = Revalidation.objects.filter(artifact=OuterRef("pk")).order_by("-looked_on", "-id")
    held = dated.annotate(
        held_until=Case(
            When(Exists(looks), then=Subquery(looks.values("holds_until")[:1])),
            default=F("holds_until"),
        )
    )
    if state == ArtifactState.EXPIRED:
        return held.filter(held_until__lt=today)
    return held.filter(Q(held_until=None) | Q(held_until__gte=today))


def _completed(rows: list[Any], today: date) -> list[LogRow]:
    readings = Reading.objects.filter(pk__in={row.reading_key for row in rows} - {0})
    readings = readings.select_related("criterion__claim__partnership__position")
    readings = readings.prefetch_related("assessments", "answers", "criterion__measurements")
    by_id: dict[int, Reading] = {reading.pk: reading for reading in readings}
    boundaries = boundary_statuses(reading.criterion.claim for reading in by_id.values())
    return [_line(row, by_id.get(row.reading_key), boundaries, today) for row in rows]


def _line(
    artifact: Artifact,
    reading: Reading | None,
    boundaries: dict[int, BoundaryStatus],
    today: date,
) -> LogRow:
    state = state_of(artifact, today)
    if reading is None:
        return LogRow(artifact, state)
    if reading.withdrawn_at is not None:
        state = ArtifactState.WITHDRAWN
    return LogRow(artifact, state, reading, boundaries[reading.criterion.claim_id])
