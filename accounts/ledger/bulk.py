"""What PostgreSQL proves of thousands of rows at once.

It spells out the canonical bytes of each (`spelling`), takes the SHA-256, and hands back only what
does not come out as written. That alone is no damage: whatever SQL cannot spell comes back as well.
The rules in `verifying`, which alone say what damage is, look at it again.

All functions read the workspace in scope.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from psycopg import sql

from accounts.ledger.chain import GENESIS
from accounts.ledger.models import Entry
from accounts.ledger.spelling import row_digest_sql
from config.kernel.audited import AuditedBase

#: Damaged rows that are looked at before a check gives up looking for the first.
_SUSPECTS = 100

_ENTRIES = sql.Identifier(Entry._meta.db_table)

_PORTION = sql.SQL("""
SELECT max(sequence), count(*), (array_agg(digest ORDER BY sequence DESC))[1] FROM (
    SELECT sequence, digest FROM {entries} WHERE sequence > %(after)s
    ORDER BY sequence LIMIT %(size)s
) portion""")

_LISTED = sql.SQL("""
SELECT entry.sequence, entry.id AS entry_id, item.*
FROM {entries} entry CROSS JOIN LATERAL
    jsonb_to_recordset(entry.rows) AS item(model text, "row" text, shape integer, digest text)
WHERE entry.sequence > %(after)s AND entry.sequence <= %(until)s""")

_COUNTED = sql.SQL("SELECT model, count(*) FROM ({listed}) listed GROUP BY model")

# OFFSET 0 makes each row be looked up by its key, whatever the planner thinks of their number.
_UNPROVED = sql.SQL("""
SELECT listed.sequence FROM listed LEFT JOIN LATERAL (
    SELECT * FROM {table} WHERE {key} = listed.row::bigint AND entry_id = listed.entry_id OFFSET 0
) found ON true
WHERE listed.model = {model} AND listed.digest IS DISTINCT FROM {digest}""")

_UNKNOWN = sql.SQL("SELECT sequence FROM listed WHERE model <> ALL(%(known)s)")

_UNLISTED = sql.SQL("""
SELECT entry.sequence, found.{key} FROM {table} found
JOIN {entries} entry ON entry.id = found.entry_id
LEFT JOIN ({listed}) listed ON listed.entry_id = found.entry_id
    AND listed.model = {model} AND listed.row = found.{key}::text
WHERE listed.row IS NULL AND entry.sequence > %(after)s AND entry.sequence <= %(until)s
ORDER BY 1, 2 LIMIT 1""")

_ALL = sql.SQL("SELECT {label}, count(*) FROM {table} found")

_ORPHANS = sql.SQL("""
SELECT {label}, min({key}) FROM {table} found
WHERE NOT EXISTS (SELECT FROM {entries} entry WHERE entry.id = found.entry_id)
HAVING count(*) > 0""")

_WRITTEN = sql.SQL("""
SELECT {label}, 1 WHERE EXISTS (SELECT FROM {table} WHERE entry_id = ANY(%(ids)s))""")

_OTHERWISE = sql.SQL("""
(SELECT {label}, coalesce(here.id, past.id) FROM {table} here FULL JOIN (
    SELECT DISTINCT ON (id) * FROM {history} ORDER BY id, history_id DESC
) past ON past.id = here.id
WHERE (past.history_type = '-') IS DISTINCT FROM (here.id IS NULL)
    OR here.id IS NOT NULL AND ({here}) IS DISTINCT FROM ({past})
ORDER BY 2 LIMIT {suspects})""")


@dataclass(frozen=True, slots=True)
class Portion:
    """The entries after the one numbered `after` up to `until`, as many as there are.

    `previous` and `digest` are the digests of those two.
    """

    after: int
    previous: str
    until: int
    digest: str
    count: int


def portions(size: int) -> Iterator[Portion]:
    """All entries, so many at a time."""
    query = _PORTION.format(entries=_ENTRIES)
    after, previous = 0, GENESIS
    while True:
        until, count, digest = _rows(query, {"after": after, "size": size})[0]
        if not count:
            return
        yield Portion(after, previous, until, digest, count)
        after, previous = until, digest


def listed_counts(portion: Portion) -> dict[str, int]:
    """How many rows of each model the entries of a portion list."""
    return dict(_rows(_COUNTED.format(listed=_listed()), _range(portion)))


def unproved(
    portion: Portion, models_listed: Sequence[type[models.Model]], shapes: Mapping[Any, list[str]]
) -> list[int]:
    """The numbers of entries that list a row which is missing, or whose digest is not proved.

    `models_listed` are those whose rows the portion lists, `shapes` the fields by (label, number).
    """
    branches = [_branch(model, shapes) for model in models_listed]
    query = sql.SQL("WITH listed AS MATERIALIZED ({}) SELECT DISTINCT * FROM ({}) found ORDER BY 1")
    union = sql.SQL(" UNION ALL ").join([_UNKNOWN, *branches])
    known = [model._meta.label_lower for model in models_listed]
    found = _rows(query.format(_listed(), union), _range(portion) | {"known": known})
    return [sequence for (sequence,) in found]


def all_counts(of: Iterable[type[models.Model]]) -> dict[str, int]:
    """How many rows each model has, by its label. One query."""
    return dict(_of_each(_ALL, of))


def orphans(of: Iterable[type[models.Model]]) -> list[tuple[str, int]]:
    """Of each model that has any, the first row that no entry answers for. One query."""
    return _of_each(_ORPHANS, of)


def written_by(of: Iterable[type[models.Model]], entry_ids: Sequence[uuid.UUID]) -> set[str]:
    """The labels of models of which these entries wrote rows. One query."""
    return {label for label, _one in _of_each(_WRITTEN, of, {"ids": list(entry_ids)})}


def first_unlisted(model: type[models.Model], until: int) -> tuple[int, int] | None:
    """The first row that names an entry up to `until` which does not list it: entry and row."""
    query = _UNLISTED.format(
        table=sql.Identifier(model._meta.db_table),
        key=_key(model),
        entries=_ENTRIES,
        listed=_listed(),
        model=sql.Literal(model._meta.label_lower),
    )
    found = _rows(query, {"after": 0, "until": until})
    return found[0] if found else None


def otherwise(of: Iterable[type[AuditedBase]]) -> list[tuple[str, int]]:
    """Label and id of rows that do not stand as their history left them; of each model the first
    hundred. One query.
    """
    return _rows(sql.SQL(" UNION ALL ").join(map(_beside_history, of)), {})


def _beside_history(model: type[AuditedBase]) -> sql.Composable:
    history: Any = getattr(model, "history").model  # noqa: B009  simple_history puts it there
    columns = {field.column for field in history._meta.concrete_fields}
    common = [str(each.column) for each in model._meta.concrete_fields if each.column in columns]
    return _OTHERWISE.format(
        label=sql.Literal(model._meta.label_lower),
        table=sql.Identifier(model._meta.db_table),
        history=sql.Identifier(history._meta.db_table),
        here=sql.SQL(", ").join([sql.Identifier("here", column) for column in common]),
        past=sql.SQL(", ").join([sql.Identifier("past", column) for column in common]),
        suspects=sql.Literal(_SUSPECTS),
    )


def _branch(model: type[models.Model], shapes: Mapping[Any, list[str]]) -> sql.Composable:
    label = model._meta.label_lower
    numbers = {number: fields for (of, number), fields in shapes.items() if of == label}
    digests = [
        sql.SQL("WHEN {} THEN {}").format(sql.Literal(number), digest)
        for number, fields in numbers.items()
        if (digest := row_digest_sql(model, fields)) is not None
    ]
    cases = sql.SQL("CASE listed.shape {} END").format(sql.SQL(" ").join(digests))
    return _UNPROVED.format(
        table=sql.Identifier(model._meta.db_table),
        key=_key(model),
        model=sql.Literal(label),
        digest=cases if digests else sql.NULL,
    )


def _of_each(
    query: sql.SQL, of: Iterable[type[models.Model]], values: Mapping[str, Any] | None = None
) -> list[Any]:
    branches = [
        query.format(
            label=sql.Literal(model._meta.label_lower),
            table=sql.Identifier(model._meta.db_table),
            key=_key(model),
            entries=_ENTRIES,
        )
        for model in of
    ]
    return _rows(sql.SQL(" UNION ALL ").join(branches), values or {})


def _listed() -> sql.Composable:
    return _LISTED.format(entries=_ENTRIES)


def _key(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(str(model._meta.pk.column))


def _range(portion: Portion) -> dict[str, Any]:
    return {"after": portion.after, "until": portion.until}


def _rows(query: sql.Composable, values: Mapping[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
