"""Keyset paging: the next page starts after the last row seen, however deep the list is."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of rows, with the cursors of its neighbours (None where there is none)."""

    rows: list[M]
    next_cursor: str | None
    previous_cursor: str | None


def keyset(
    queryset: QuerySet[M], *, order: Sequence[str], after: str | None = None, size: int = PAGE_SIZE
) -> Page[M]:
    """The page of `queryset` after (or before) a cursor, in one query.

    `order` names columns as in `order_by`, all non-null, the last one unique; their directions
    are all the same. A cursor that is no cursor of this order gives the first page.
    """
    names = [name.lstrip("-") for name in order]
    cursor = _decode(after, len(order))
    narrowed = _after(queryset, names, cursor, descending=order[0].startswith("-"))
    backwards = narrowed is not None and cursor is not None and cursor.backwards
    direction = [_flipped(name) for name in order] if backwards else list(order)
    rows = list((queryset if narrowed is None else narrowed).order_by(*direction)[: size + 1])
    more = len(rows) > size
    if narrowed is not None and (not rows or (backwards and not more)):
        # Rows went away since: rather the full first page than half a page or an empty one.
        return keyset(queryset, order=order, size=size)
    rows = rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        rows=rows,
        next_cursor=_encode(rows[-1], names, "n") if more or backwards else None,
        previous_cursor=_encode(rows[0], names, "p") if narrowed is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Cursor:
    backwards: bool
    values: list[Any]


def _after(
    queryset: QuerySet[M], names: list[str], cursor: _Cursor | None, *, descending: bool
) -> QuerySet[M] | None:
    """The rows beyond a cursor; None without one, or with one that fits no such column."""
    if cursor is None:
        return None
    try:
        return queryset.filter(_beyond(names, cursor.values, descending != cursor.backwards))
    except (ValidationError, ValueError, TypeError, FieldError):
        return None


def _beyond(names: list[str], values: list[Any], descending: bool) -> Q:
    comparison = "lt" if descending else "gt"
    beyond = Q()
    for depth in range(len(names)):
        equal = Q(**dict(zip(names[:depth], values[:depth], strict=True)))
        beyond |= equal & Q(**{f"{names[depth]}__{comparison}": values[depth]})
    bound = "lte" if descending else "gte"
    return Q(**{f"{names[0]}__{bound}": values[0]}) & beyond  # the bound is what an index uses


def _flipped(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _encode(row: Any, names: list[str], direction: str) -> str:
    values = [_plain(_value(row, name)) for name in names]
    packed = json.dumps([direction, *values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, int | str) else str(value)


def _decode(text: str | None, count: int) -> _Cursor | None:
    if not text:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        direction, *values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, TypeError, RecursionError):
        return None
    if direction not in ("n", "p") or len(values) != count or not all(map(_holdable, values)):
        return None
    return _Cursor(direction == "p", values)


def _holdable(value: Any) -> bool:
    """Whether PostgreSQL could hold the value: what else a cursor says was never a row's."""
    if isinstance(value, int):
        return abs(value) < 2**63
    return isinstance(value, str) and "\x00" not in value and _is_text(value)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
