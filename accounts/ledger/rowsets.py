"""Rows of many models in one query, as they stand or as they stood at an entry of the ledger.

A partnership lies in two dozen tables. What hangs beneath it is read level by level, each level
with one query.

"As of entry n" is a set of history rows, never a moment of a clock: for each row the last one that
an entry up to n wrote, unless that one removed it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from psycopg import sql

from accounts.ledger.models import Entry
from config.kernel.audited import AuditedBase
from config.kernel.unions import instance_of, union

R = TypeVar("R", bound=AuditedBase)

_NOW = sql.SQL(
    "SELECT {number}, to_jsonb(row)::text FROM {table} row WHERE row.{column} = ANY(%(ids{n})s)"
)
_THEN = sql.SQL(
    "SELECT {number}, to_jsonb(row)::text FROM ("
    "SELECT DISTINCT ON (past.id) past.* FROM {table} past "
    "JOIN {entries} entry ON entry.id = past.entry_id AND entry.workspace_id = %(workspace)s "
    "WHERE past.{column} = ANY(%(ids{n})s) AND entry.sequence <= %(until)s "
    "ORDER BY past.id, past.history_id DESC) row WHERE row.history_type <> '-'"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows of a model whose `column` is one of `ids`."""

    model: type[AuditedBase]
    column: str
    ids: Collection[int]


class Rows:
    """What one query gave: rows by model, in the order of the model."""

    def __init__(self, found: dict[type[AuditedBase], list[Any]]) -> None:
        self._found = found
        self._beneath: dict[tuple[type[AuditedBase], str], dict[int, list[Any]]] = {}

    def of(self, model: type[R]) -> list[R]:
        return self._found.get(model, [])

    def ids(self, model: type[AuditedBase], column: str = "id") -> tuple[int, ...]:
        """The values of a column, each once, without what is empty."""
        values = {getattr(row, column) for row in self.of(model)}
        return tuple(sorted(values - {None}))

    def by_id(self, model: type[R]) -> dict[int, R]:
        """Rows by their own id."""
        return {row.pk: row for row in self.of(model)}

    def beneath(self, model: type[R], parent: str) -> dict[int, list[R]]:
        """Rows by the id of what they hang beneath."""
        if (model, parent) not in self._beneath:
            by_parent = self._beneath[model, parent] = defaultdict(list)
            for row in self.of(model):
                by_parent[getattr(row, f"{parent}_id")].append(row)
        return self._beneath[model, parent]


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows are read from: a workspace, now or as it stood at the entry numbered `until`."""

    workspace_id: int
    until: int | None = None

    def read(self, *wanted: Wanted) -> Rows:
        """All these rows with one query; none for ids that are empty."""
        asked = [each for each in wanted if each.ids]
        selects = [self._select(number, each) for number, each in enumerate(asked)]
        values: dict[str, Any] = {"workspace": self.workspace_id, "until": self.until}
        values |= {f"ids{number}": list(each.ids) for number, each in enumerate(asked)}
        return Rows(_by_model([each.model for each in asked], union(selects, values)))

    def _select(self, number: int, wanted: Wanted) -> sql.Composable:
        model: Any = wanted.model
        table = model if self.until is None else model.history.model
        return (_NOW if self.until is None else _THEN).format(
            number=sql.Literal(number),
            n=sql.SQL(str(number)),
            table=sql.Identifier(table._meta.db_table),
            entries=sql.Identifier(Entry._meta.db_table),
            column=sql.Identifier(wanted.column),
        )


def _by_model(
    models: list[type[AuditedBase]], found: Iterable[tuple[Any, ...]]
) -> dict[type[AuditedBase], list[Any]]:
    rows: dict[type[AuditedBase], list[Any]] = defaultdict(list)
    for number, text in found:
        rows[models[number]].append(instance_of(models[number], text))
    return {model: sorted(each, key=_order(model)) for model, each in rows.items()}


def _order(model: type[AuditedBase]) -> Any:
    names = [str(name) for name in model._meta.ordering or ()]
    return lambda row: (*(getattr(row, name) for name in names), row.pk)
