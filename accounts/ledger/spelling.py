"""The digests of rows as SQL: the same canonical JSON (RFC 8785), byte for byte.

Two different contents never have one spelling here, so a digest that comes out as it was written
proves the content. Some contents have none, such as what lies inside JSON; they give NULL, and
Python works their digests out (`config.kernel.shapes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

from config.kernel import shapes

#: Decimals with more places than this can be spelled with an exponent.
_PLAIN_PLACES = 6

#: How PostgreSQL spells an instant as `chain` and `shapes` do.
_INSTANT = "'\"' || to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US') || '+00:00\"'"
_QUOTED = "'\"' || {} || '\"'"

#: Of the start of a database type's name, how its values are spelled.
_SPELLINGS = {
    "boolean": "{}::text",
    "smallint": _QUOTED,
    "integer": _QUOTED,
    "bigint": _QUOTED,
    "numeric": _QUOTED,
    "uuid": _QUOTED,
    "date": "'\"' || to_char({}, 'YYYY-MM-DD') || '\"'",
    "timestamp with time zone": _INSTANT,
    "varchar": "to_json({})::text",
    "text": "to_json({})::text",
}


def spelled(field: Any, column: sql.Composable) -> sql.Composable | None:
    """SQL for a column's value as canonical JSON; None for a type that SQL does not spell alike.

    The SQL gives NULL for single values that it cannot spell.
    """
    kind = str(field.db_type(connection))
    if kind == "jsonb":
        return sql.SQL("CASE WHEN {} IS NULL THEN 'null' WHEN {} = '{{}}' THEN '{{}}' END").format(
            column, column
        )
    if kind.endswith("[]") and spelled(field.base_field, column) is not None:
        value = "array_to_json({}::text[])::text"
    else:
        value = next((how for start, how in _SPELLINGS.items() if kind.startswith(start)), "")
    if not value or (getattr(field, "decimal_places", None) or 0) > _PLAIN_PLACES:
        return None
    return sql.SQL("coalesce(" + value + ", 'null')").format(column)


def row_digest_sql(model: type[models.Model], fields: Sequence[str]) -> sql.Composable | None:
    """SQL for `shapes.row_digest` of the row called `found`; None where SQL cannot say it."""
    known: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    pieces: list[sql.Composable] = []
    for name in sorted(fields):
        field = known.get(name)
        value = spelled(field, sql.Identifier("found", field.column)) if field else None
        if value is None:
            return None
        pieces += [sql.Literal(f'"{name}":'), value, sql.Literal(",")]
    start, end = (
        '{"fields":{',
        f'}},"format":"{shapes.FORMAT}","model":"{model._meta.label_lower}"}}',
    )
    return _sha256([sql.Literal(start), *pieces[:-1], sql.Literal(end)])


def _sha256(pieces: Sequence[sql.Composable]) -> sql.Composable:
    text = sql.SQL(" || ").join(pieces)
    return sql.SQL("encode(pg_catalog.sha256(convert_to({}, 'UTF8')), 'hex')").format(text)
