"""Who wrote what differs between two moments: for each part, the entry that did, and its history.

Two queries however much differs: one for what was written between the moments, one for the
entries that wrote it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from accounts.ledger.models import Entry
from reviews.decisions.rules.comparison import Difference, Event, Part
from reviews.decisions.wording import PART_MODELS
from reviews.trail.registry import BY_LABEL, Story
from reviews.trail.rows import HistoryRow, Past, rows_between

#: Parts that a dossier does not know by the id of their row: the column that it knows.
_KNOWN_BY: dict[Part, str] = {
    Part.FIT_CARD: "partnership_id",
    Part.BOUNDARY_DESIGN: "partnership_id",
    Part.MEASURED_VALUE: "measurement_id",
}


@dataclass(frozen=True)
class Writers:
    """What was written between two moments, by what it was written of."""

    entries: Mapping[UUID, Entry] = field(default_factory=dict)
    rows: Mapping[tuple[Part, str], Sequence[HistoryRow]] = field(default_factory=dict)

    def entry_of(self, found: Difference, fields: Collection[str] = ()) -> Entry | None:
        """The entry to which the difference goes back; None where it follows from another change.

        That is the one that added or removed the part, and else the last that wrote `fields`.
        """
        rows = self.rows.get((found.part, found.id), ())
        if found.part is Part.HEALTH_REVIEW:
            wrote = rows  # it is in a dossier once it was closed, which is the last of its rows
        elif found.event is Event.CHANGED:
            wrote = [row for row in rows if _wrote(row, fields)] or rows
        else:
            sign = "+" if found.event is Event.ADDED else "-"
            wrote = [row for row in rows if row.event == sign]
        return self.entries.get(wrote[-1].entry_id) if wrote else None

    def history_of(self, found: Difference) -> str:
        """The page with everything that happened to the part; "" where it is not known."""
        rows = self.rows.get((found.part, found.id), ())
        if rows:
            return rows[-1].story.history_url(rows[-1].now.id)
        return "" if found.part in _KNOWN_BY else story_of(found.part).history_url(int(found.id))

    def numbered(self, number: int) -> Entry:
        """One of the entries that were asked for by their number."""
        return next(entry for entry in self.entries.values() if entry.sequence == number)


def writers(workspace_id: int, found: Iterable[Difference], since: int, until: int) -> Writers:
    """Who wrote `found` in the entries after `since`, up to `until`; with these two entries."""
    wanted: dict[Part, set[int]] = defaultdict(set)
    for each in found:
        wanted[each.part].add(int(each.id.partition("/")[0]))
    pasts = [Past(story_of(part), _KNOWN_BY.get(part, "id"), ids) for part, ids in wanted.items()]
    rows: dict[tuple[Part, str], list[HistoryRow]] = defaultdict(list)
    parts = {story_of(part): part for part in wanted}
    for row in rows_between(workspace_id, pasts, since, until):
        part = parts[row.story]
        rows[part, _key(part, row)].append(row)
    wrote = {row.entry_id for each in rows.values() for row in each}
    asked = Q(pk__in=wrote) | Q(workspace_id=workspace_id, sequence__in=[since, until])
    entries = Entry.objects.defer("rows").filter(asked)
    return Writers({entry.pk: entry for entry in entries}, rows)


def story_of(part: Part) -> Story:
    """Where the past of a part is told."""
    return BY_LABEL[PART_MODELS[part]._meta.label_lower]


def _key(part: Part, row: HistoryRow) -> str:
    known = str(getattr(row.now, _KNOWN_BY.get(part, "id")))
    return f"{known}/{row.now.starts_on}" if part is Part.MEASURED_VALUE else known


def _wrote(row: HistoryRow, fields: Collection[str]) -> bool:
    """Whether the row changed one of these; a reference is named as in the dossier or its row."""
    return row.before is None or any(
        getattr(row.now, name, None) != getattr(row.before, name, None)
        for name in (f"{each}_id" if each == "file" else each for each in fields)
    )
