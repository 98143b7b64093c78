"""Digests of rows, taken over a versioned list of fields.

A shape is the list of a model's fields at some version of Seam. Shapes are kept in a table, so a
later column makes a new shape and changes no digest that was taken before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import rfc8785
from django.db import models

FORMAT = "seam-row/1"


def shape_of(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the columns that a digest of this model's rows covers, sorted."""
    left_out = {"history_id"}
    return tuple(
        sorted(
            field.attname for field in model._meta.concrete_fields if field.attname not in left_out
        )
    )


def row_digest(row: models.Model, fields: Sequence[str]) -> str:
    """SHA-256 in hex over the canonical JSON of `fields` of one row."""
    return hashlib.sha256(rfc8785.dumps(row_content(row, fields))).hexdigest()


def row_content(row: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    """What a row's digest covers, as plain JSON."""
    return {
        "format": FORMAT,
        "model": row._meta.label_lower,
        "fields": {name: _canonical(row, name) for name in fields},
    }


def current_shape(model: type[models.Model]) -> int:
    """The number under which the model's present list of fields is kept. Reads the table once."""
    known = _known.get(model._meta.label_lower)
    if known is None:
        known = _known[model._meta.label_lower] = _read_current(model)
    return known


_known: dict[str, int] = {}


def _read_current(model: type[models.Model]) -> int:
    from config.kernel.models import RowShape

    shape = RowShape.objects.get(model=model._meta.label_lower, fields=list(shape_of(model)))
    return shape.number


def keep_shapes(recorded_models: list[type[models.Model]], *, using: str) -> None:
    """Give each model's present list of fields a number, if it has none yet."""
    from config.kernel.models import RowShape

    _known.clear()
    for model in recorded_models:
        label, fields = model._meta.label_lower, list(shape_of(model))
        numbers = RowShape.objects.using(using).filter(model=label)
        if not numbers.filter(fields=fields).exists():
            RowShape.objects.using(using).create(
                model=label, number=numbers.count() + 1, fields=fields
            )


def _canonical(row: models.Model, attname: str) -> Any:
    field = next(f for f in row._meta.concrete_fields if f.attname == attname)
    return canonical_value(field, getattr(row, attname))


def canonical_value(field: Any, value: Any) -> Any:
    """A column's value as JSON that is the same before and after the database held it.

    `field` is the column, or None for what is inside a list or an object.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(field, models.DecimalField):
        value = field.to_python(value)  # an amount may be handed in as a number or as text
    if isinstance(value, Decimal):
        return _canonical_decimal(field, value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | tuple):
        return [canonical_value(None, item) for item in value]
    if isinstance(value, dict):
        return {str(key): canonical_value(None, item) for key, item in value.items()}
    return str(value)  # numbers as text: JSON has no large ones; dates, ids and words as they are


def _canonical_decimal(field: Any, value: Decimal) -> str:
    """With the column's number of places: 2 and 2.00 are one value to the database."""
    places = getattr(field, "decimal_places", None)
    return str(value if places is None else value.quantize(Decimal(1).scaleb(-places)))
