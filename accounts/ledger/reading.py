"""Delivers one workspace's past for checking, in portions that fit into memory.

Each portion is proved as a whole first (`streaming` the chain, `bulk` the rows); what is not, the
rules look at one by one.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from accounts.ledger import bulk, checkpoints, streaming
from accounts.ledger.models import Entry
from accounts.ledger.models import Head as HeadRow
from accounts.ledger.verifying import (
    Chain,
    Damage,
    FoundRow,
    Head,
    checkpoint_damage,
    present_damage,
    rows_damage,
)
from config.kernel import protection, shapes
from config.kernel.audited import AuditedBase
from config.kernel.models import RowShape
from config.kernel.scope import workspace_scope

#: Entries that are proved at a time, and between two steps of the progress.
PORTION = 10_000

#: Entries read one by one at a time, with all their rows.
CLOSELY = 500

Row = dict[str, Any]

#: What an app to the right checks of its own, in the workspace in scope.
further_checks: list[Callable[[], Iterator[Damage]]] = []


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check went through, where the chain ends, and the first damage if there is one.

    `linking` is how many seconds the entries and their links took, without their rows.
    """

    entries: int
    rows: int
    head: Head
    damage: Damage | None
    linking: float = 0.0
    checkpoints: int = 0
    keys: frozenset[str] = frozenset()


@contextmanager
def one_moment(workspace_id: int) -> Iterator[None]:
    """A transaction that sees one workspace as of one moment, whatever is written meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with workspace_scope(workspace_id):
            yield


def verify(
    workspace_id: int,
    *,
    kept_in: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Finding:
    """Check one workspace's chain, its history, its sealed rows, its checkpoints, its rows as they
    stand, and what else apps check.

    `kept_in` is the folder of the checkpoints, by default the installation's. `progress` is called
    with the number of entries that were checked, and of how many.
    """
    kept = checkpoints.examined(workspace_id, kept_in)  # first: one of a later entry is no damage
    with one_moment(workspace_id):
        return Check(kept, progress).run()


class Check:
    """One run over the workspace in scope; counts as it goes."""

    def __init__(self, kept: checkpoints.Kept, progress: Callable[[int, int], None]) -> None:
        self.kept = kept
        self.progress = progress
        self.chain = Chain()
        self.total = self.linked = self.entries = self.rows = 0
        self.linking = 0.0
        self.listed: Counter[str] = Counter()
        self.models = {model._meta.label_lower: model for model in protection.recorded_models()}
        self.present = bulk.all_counts(self.models.values())
        shapes_kept = RowShape.objects.values_list("model", "number", "fields")
        self.fields = {(model, number): fields for model, number, fields in shapes_kept}

    def run(self) -> Finding:
        damage = self._first(
            self._past, self._checkpoints, self._orphans, self._present, *further_checks
        )
        return Finding(
            self.entries,
            self.rows,
            self.chain.last,
            damage,
            self.linking,
            len(self.kept.heads),
            frozenset(self.kept.keys),
        )

    def _first(self, *parts: Callable[[], Iterator[Damage]]) -> Damage | None:
        return next((damage for part in parts for damage in part()), None)

    # The chain and the rows that its entries list ---------------------------------------------

    def _past(self) -> Iterator[Damage]:
        """Portion by portion; of several damages in the past, the one at the first entry."""
        portions = list(bulk.portions(PORTION))
        self.total = sum(portion.count for portion in portions)
        for portion, is_linked in zip(portions, self._linked(portions), strict=True):
            if damage := next(self._portion(portion, is_linked), None):
                yield self._unlisted(damage.sequence or 0) or damage
            self.entries += portion.count
            self._show()
        if damage := self._unlisted(None):
            yield damage
        kept = HeadRow.objects.first()
        if damage := self.chain.close(Head(kept.sequence, kept.digest) if kept else None):
            yield damage

    def _linked(self, portions: list[bulk.Portion]) -> list[bool]:
        """Of each portion, whether its entries are proved to be one chain."""
        began = time.perf_counter()
        proved = [portion.previous for portion in portions]
        pieces = [
            (number, span)
            for number, portion in enumerate(portions)
            if portion.count == portion.until - portion.after
            for span in streaming.spans(portion.after, portion.until)
        ]
        lines = streaming.lines_of(span for _, span in pieces)
        for (number, (after, until)), each in zip(pieces, lines, strict=True):
            proved[number] = streaming.proved(each, after, proved[number])
            self.linked += until - after
            self._show()
        self.linking = time.perf_counter() - began
        return [each.digest == last for each, last in zip(portions, proved, strict=True)]

    def _show(self) -> None:
        """Each entry is looked at twice: its link, then its rows."""
        self.progress((self.linked + self.entries) // 2, self.total)

    def _portion(self, portion: bulk.Portion, is_linked: bool) -> Iterator[Damage]:
        entries = Entry.objects.filter(
            sequence__gt=portion.after, sequence__lte=portion.until
        ).order_by("sequence", "pk")
        if not is_linked:
            yield from self._closely(entries, self.chain.take)
        self.chain.last = Head(portion.until, portion.digest)
        for some in _portions(self._doubtful(portion), CLOSELY):
            yield from self._closely(entries.filter(sequence__in=some), rows_damage)

    def _doubtful(self, portion: bulk.Portion) -> Sequence[int]:
        """The numbers of a portion's entries whose rows are not proved."""
        try:
            with transaction.atomic():
                counts = bulk.listed_counts(portion)
                listed = [self.models[label] for label in counts if label in self.models]
                doubtful = bulk.unproved(portion, listed, self.fields)
        except DatabaseError:  # a list that cannot be read as one
            return range(portion.after + 1, portion.until + 1)
        self.listed.update(counts)
        self.rows += sum(counts.values())
        return doubtful

    def _closely(
        self,
        entries: models.QuerySet[Entry],
        rule: Callable[[Row, Sequence[FoundRow]], Damage | None],
    ) -> Iterator[Damage]:
        """Entry by entry, each with the rows that name it."""
        for some in _portions(entries.values().iterator(CLOSELY), CLOSELY):
            rows = self._rows_of([entry["id"] for entry in some])
            for entry in some:
                if damage := rule(entry, rows[entry["id"]]):
                    yield damage

    def _rows_of(self, entry_ids: list[uuid.UUID]) -> defaultdict[uuid.UUID, list[FoundRow]]:
        found: defaultdict[uuid.UUID, list[FoundRow]] = defaultdict(list)
        for label in bulk.written_by(self.models.values(), entry_ids):
            rows: Any = self.models[label]._default_manager
            for row in rows.filter(entry_id__in=entry_ids):
                found[row.entry_id].append(FoundRow(label, str(row.pk), partial(self._digest, row)))
        return found

    def _digest(self, row: models.Model, shape: int) -> str | None:
        fields = self.fields.get((row._meta.label_lower, shape))
        known = {field.attname for field in row._meta.concrete_fields}
        if fields is None or not known.issuperset(fields):
            return None
        return shapes.row_digest(row, fields)

    def _unlisted(self, before: int | None) -> Damage | None:
        """The first row that an entry did not write, where there are more rows than were listed.

        With `before`, only of the entries before that one, whatever the numbers say.
        """
        until = self.chain.last.sequence if before is None else before - 1
        found = []
        for label, model in self.models.items():
            if before is None and self.present[label] == self.listed[label]:
                continue
            if first := bulk.first_unlisted(model, until):
                found.append((first[0], f"{label}/{first[1]}"))
        if not found:
            return None
        sequence, name = min(found)
        return Damage("the row is not one that the entry wrote", sequence, name)

    def _checkpoints(self) -> Iterator[Damage]:
        """The lines of the checkpoints themselves, then whether the chain runs through them."""
        if self.kept.damage:
            yield self.kept.damage
        numbers = [kept.sequence for kept in self.kept.heads]
        entries = Entry.objects.filter(sequence__in=numbers)
        digests = dict(entries.values_list("sequence", "digest"))
        if damage := checkpoint_damage(self.kept.heads, digests, self.chain.last):
            yield damage

    def _orphans(self) -> Iterator[Damage]:
        """Rows of the past that no entry answers for."""
        if any(self.present[label] != self.listed[label] for label in self.models):
            for label, key in bulk.orphans(self.models.values()):
                yield Damage("no entry wrote the row", row=f"{label}/{key}")

    # What stands now ---------------------------------------------------------------------------

    def _present(self) -> Iterator[Damage]:
        """Rows as they stand, beside what their history says last."""
        audited = {model._meta.label_lower: model for model in protection.audited_models()}
        for label, key in bulk.otherwise(audited.values()):
            if damage := present_damage(f"{label}/{key}", *_beside_history(audited[label], key)):
                yield damage


def _beside_history(model: type[AuditedBase], key: int) -> tuple[Row | None, Row | None]:
    """A row as it stands, and the last row of its history."""
    rows: Any = model._default_manager
    history: Any = getattr(model, "history")  # noqa: B009  simple_history puts it there
    past = history.filter(id=key).order_by("-history_id")
    return rows.filter(pk=key).values().first(), past.values().first()


def _portions(rows: Any, size: int) -> Iterator[list[Any]]:
    stream = iter(rows)
    while portion := list(islice(stream, size)):
        yield portion
