"""Delivers one workspace's past for checking, in portions that fit into memory."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from accounts.ledger.models import Entry
from accounts.ledger.models import Head as HeadRow
from accounts.ledger.verifying import Chain, Damage, FoundRow, Head, present_damage
from config.kernel import protection, shapes
from config.kernel.audited import AuditedBase
from config.kernel.models import RowShape
from config.kernel.scope import workspace_scope

#: Entries read at a time, with all their rows.
PORTION = 500

Row = dict[str, Any]

#: What an app to the right checks of its derived rows, in the workspace in scope.
further_checks: list[Callable[[], Iterator[Damage]]] = []


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check went through, where the chain ends, and the first damage if there is one."""

    entries: int
    rows: int
    head: Head
    damage: Damage | None


def verify(workspace_id: int) -> Finding:
    """Check one workspace's chain, its history, its sealed rows, its rows as they stand, and
    what was derived from them.

    Everything is read as of one moment, whatever is written meanwhile.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with workspace_scope(workspace_id):
            return _Check().run()


class _Check:
    """One run over the workspace in scope; counts as it goes."""

    def __init__(self) -> None:
        self.chain = Chain()
        self.entries = 0
        self.rows = 0
        shapes_kept = RowShape.objects.values_list("model", "number", "fields")
        self.fields = {(model, number): fields for model, number, fields in shapes_kept}

    def run(self) -> Finding:
        damage = self._first(self._chain, self._orphans, self._present, *further_checks)
        return Finding(self.entries, self.rows, self.chain.last, damage)

    def _first(self, *parts: Callable[[], Iterator[Damage]]) -> Damage | None:
        return next((damage for part in parts for damage in part()), None)

    def _chain(self) -> Iterator[Damage]:
        """Entry by entry, each with the rows that name it."""
        for portion in _portions(Entry.objects.order_by("sequence").values()):
            rows = self._rows_of([entry["id"] for entry in portion])
            for entry in portion:
                self.entries += 1
                if damage := self.chain.take(entry, rows[entry["id"]]):
                    yield damage
        kept = HeadRow.objects.first()
        if damage := self.chain.close(Head(kept.sequence, kept.digest) if kept else None):
            yield damage

    def _rows_of(self, entry_ids: list[uuid.UUID]) -> defaultdict[uuid.UUID, list[FoundRow]]:
        found: defaultdict[uuid.UUID, list[FoundRow]] = defaultdict(list)
        for model in protection.recorded_models():
            rows: Any = model._default_manager
            for row in rows.filter(entry_id__in=entry_ids):
                self.rows += 1
                found[row.entry_id].append(
                    FoundRow(model._meta.label_lower, str(row.pk), partial(self._digest, row))
                )
        return found

    def _digest(self, row: models.Model, shape: int) -> str | None:
        fields = self.fields.get((row._meta.label_lower, shape))
        known = {field.attname for field in row._meta.concrete_fields}
        if fields is None or not known.issuperset(fields):
            return None
        return shapes.row_digest(row, fields)

    def _orphans(self) -> Iterator[Damage]:
        """Rows of the past that no entry answers for."""
        for model in protection.recorded_models():
            answered = Exists(Entry.objects.filter(pk=OuterRef("entry_id")))
            orphan = model._default_manager.filter(~answered).order_by("pk").first()
            if orphan is not None:
                yield Damage("no entry wrote the row", row=f"{model._meta.label_lower}/{orphan.pk}")

    def _present(self) -> Iterator[Damage]:
        """Rows as they stand, beside what their history says last."""
        for model in protection.audited_models():
            for key, present, last in _beside_history(model):
                name = f"{model._meta.label_lower}/{key}"
                if damage := present_damage(name, present, last):
                    yield damage


def _beside_history(model: type[AuditedBase]) -> Iterator[tuple[int, Row | None, Row | None]]:
    """Every id that a model or its history has, with the row and the last row of its history."""
    rows: Any = model._default_manager
    history: Any = getattr(model, "history")  # noqa: B009  simple_history puts it there
    present = rows.order_by("pk").values().iterator(PORTION)
    last = history.order_by("id", "-history_id").distinct("id").values().iterator(PORTION)
    here, there = next(present, None), next(last, None)
    while here is not None or there is not None:
        key = min(row["id"] for row in (here, there) if row is not None)
        yield key, _if_at(key, here), _if_at(key, there)
        if here is not None and here["id"] == key:
            here = next(present, None)
        if there is not None and there["id"] == key:
            there = next(last, None)


def _if_at(key: int, row: Row | None) -> Row | None:
    return row if row is not None and row["id"] == key else None


def _portions(rows: models.QuerySet[Any, Any]) -> Iterator[list[Any]]:
    stream = rows.iterator(PORTION)
    while portion := list(islice(stream, PORTION)):
        yield portion
