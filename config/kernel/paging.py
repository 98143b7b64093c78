"""Keyset paging: the next page starts after the last row seen, however deep the list is."""

from __future__ import annotations

import base64
import binascii
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
    backwards, values = _decode(after, len(order))
    names = [name.lstrip("-") for name in order]
    descending = order[0].startswith("-")
    if values is not None:
        try:
            queryset = queryset.filter(_beyond(names, values, descending != backwards))
        except (ValidationError, ValueError, TypeError, FieldError):
            backwards, values = False, None
    direction = [_flipped(name) for name in order] if backwards else list(order)
    rows = list(queryset.order_by(*direction)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = more if not backwards else True
    has_previous = more if backwards else values is not None
    return Page(
        rows=rows,
        next_cursor=_encode(rows[-1], names, "n") if rows and has_next else None,
        previous_cursor=_encode(rows[0], names, "p") if rows and has_previous else None,
    )


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


def _decode(cursor: str | None, count: int) -> tuple[bool, list[Any] | None]:
    if not cursor:
        return False, None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        direction, *values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, TypeError, binascii.Error):
        return False, None
    wanted = len(values) == count and all(isinstance(value, int | str) for value in values)
    if direction not in ("n", "p") or not wanted or any("\x00" in str(v) for v in values):
        return False, None
    if any(isinstance(value, int) and abs(value) >= 2**63 for value in values):
        return False, None
    return direction == "p", values
