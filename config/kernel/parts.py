"""Rows as the frozen parts of a dossier, and parts as the values of rows, by name.

A part's fields bear the names of the row's columns, so nobody writes the mapping down twice:

- `id` and names that end in `_id` are strings in a part and numbers in a row, None for nothing;
- an enum of the rules is its value in the row; "" there is None in a part that allows it;
- a list in the row is a tuple in the part;
- everything else is the same in both.

What has another name or comes from another table is given by keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import MISSING, Field, fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from django.db import models

P = TypeVar("P")

Convert = Callable[[Any], Any]


def part_of(part: type[P], row: models.Model, **given: Any) -> P:
    """The `part` of a dossier that `row` holds. No query unless a column was deferred."""
    values = {
        name: convert(getattr(row, name))
        for name, convert in _readers(cast(Hashable, part))
        if name not in given
    }
    return part(**values, **given)


def parts_of(part: type[P], rows: Iterable[models.Model]) -> tuple[P, ...]:
    """The same of many rows that need nothing by keyword, in their order."""
    return tuple(part_of(part, row) for row in rows)


def values_of(part: Any, *, leave_out: frozenset[str] = frozenset({"id"})) -> dict[str, Any]:
    """What a row of this part holds: plain values by column, without references to other rows."""
    return {
        field.name: _stored(getattr(part, field.name))
        for field in fields(part)
        if field.name not in leave_out and not field.name.endswith("_id")
    }


def _stored(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_stored(each) for each in value]
    return value


@cache
def _readers(part: Any) -> tuple[tuple[str, Convert], ...]:
    hints = get_type_hints(part)
    return tuple((field.name, _reader(field, hints[field.name])) for field in fields(part))


def _reader(field: Field[Any], hint: Any) -> Convert:
    if field.name == "id" or field.name.endswith("_id"):
        return _reference if NoneType in _arguments(hint) else _number
    members = [each for each in (hint, *_arguments(hint)) if _is_enum(each)]
    if get_origin(hint) is tuple:
        return _tuple_of(members[0]) if members else tuple
    if members:
        nothing = field.default if field.default is not MISSING else None
        return _member(members[0], nothing)
    return _same


def _arguments(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType, tuple) else ()


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _number(value: Any) -> str:
    return "" if value is None else str(value)


def _reference(value: Any) -> str | None:
    return None if value is None else str(value)


def _member(enum: type[Enum], nothing: Any) -> Convert:
    return lambda value: nothing if value in (None, "") else enum(value)


def _tuple_of(enum: type[Enum]) -> Convert:
    return lambda values: tuple(enum(value) for value in values)


def _same(value: Any) -> Any:
    return value
