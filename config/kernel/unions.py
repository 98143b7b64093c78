"""Rows of many tables with one query: a UNION in which every row comes as JSON.

A row becomes an unsaved instance of its model: it has the fields' types and the model's name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection, models
from psycopg import sql

M = TypeVar("M", bound=models.Model)


def union(selects: Sequence[sql.Composable], values: Any) -> list[tuple[Any, ...]]:
    """The rows of all these SELECTs, with the values for their places. One query, none for none."""
    if not selects:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(selects), values)
        return cursor.fetchall()


def instance_of(model: type[M], text: str, *, left_out: Collection[str] = ()) -> M:
    """The row that `text` is, the JSON of its columns; those `left_out` are not in it."""
    said = json.loads(text, parse_float=Decimal)
    fields = [each for each in model._meta.concrete_fields if each.column not in left_out]
    return model(**{each.attname: each.to_python(said[each.column]) for each in fields})
