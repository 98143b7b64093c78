"""Frozen dataclasses as canonical JSON, and back again.

What people sign must be the same bytes for everybody and for ever. So a tree of dataclasses has
one JSON form and that form has one spelling (RFC 8785, "JSON Canonicalization Scheme"):

- a field is a member of that name; None stays null; a tuple is an array in its own order;
- an enum is its value; a date is "2026-11-16"; an instant is "2026-11-16T09:30:00.000000Z", UTC;
- a decimal is a string in plain notation; an integer that a double cannot hold is a string;
- there are no floats.

Reading is strict: what the classes do not say is refused, with its path, and all problems come at
once. One thing is allowed: a member may be missing when its field has a default. That is how a
class grows while every document that was ever sealed still loads.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import rfc8785

# The largest integer that every JSON reader keeps exact (RFC 7493).
LARGEST_NUMBER = 2**53 - 1

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,99})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,99})(\.\d{1,99})?")
# PostgreSQL keeps no NUL, and half a surrogate pair is no character.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NAME = re.compile(r"[A-Za-z_]\w*")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ShapeProblem:
    """One place of a document that is not as it must be.

    `path` is the place as a JSONPath ("$.claims[0].id"). `code` says what is the matter and
    `expected` what would be right there.
    """

    path: str
    code: str
    expected: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.code} {self.expected}".rstrip()


class ShapeError(ValueError):
    """A document that cannot be read. `problems` holds every reason, in document order."""

    def __init__(self, problems: Iterable[ShapeProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def canonical_bytes(value: object) -> bytes:
    """The canonical JSON of a dataclass tree, as UTF-8. Raises TypeError for what has no form."""
    return rfc8785.dumps(to_json(value))


def digest(content: bytes) -> str:
    """The SHA-256 of `content` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def loads(content: bytes) -> Any:
    """Strict JSON: UTF-8, no duplicate members, no floats. Raises ShapeError at "$"."""
    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_members_once,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except ShapeError:
        raise
    except (ValueError, RecursionError) as error:
        raise ShapeError([ShapeProblem("$", "not_json")]) from error


def _members_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ShapeError([ShapeProblem("$", "duplicate", twice)])
    return members


def _no_number(text: str) -> Any:
    raise ShapeError([ShapeProblem("$", "float", text)])


# Writing


def to_json(value: Any) -> Any:
    """`value` as plain dicts, lists, strings, integers, booleans and None.

    Raises TypeError for a type that has no canonical form (float, set, naive datetime).
    """
    if value is None or isinstance(value, bool):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> str | int:
    for types, written in _WRITERS:
        if isinstance(value, types):
            return written(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("an instant without time zone has no canonical form")
    in_utc = value.astimezone(UTC).replace(tzinfo=None)
    return in_utc.isoformat(timespec="microseconds") + "Z"


def _plain_decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"{value} has no canonical form")
    return format(value if value else value.copy_abs(), "f")  # zero has no sign


def _integer(value: int) -> str | int:
    return value if abs(value) <= LARGEST_NUMBER else str(value)


# Order matters: an enum may be a str, a datetime is a date.
_WRITERS: tuple[tuple[type, Callable[[Any], str | int]], ...] = (
    (Enum, lambda value: _scalar(value.value)),
    (str, str),
    (int, _integer),
    (Decimal, _plain_decimal),
    (datetime, _instant),
    (date, date.isoformat),
)


# Reading


def read(shape: type[T], document: Any) -> T:
    """`document` (as `loads` gives it) as an instance of the dataclass `shape`.

    Raises ShapeError with every problem and its path. Types that fields may have: str, int, bool,
    Decimal, date, datetime, an Enum, another such dataclass, `tuple[X, ...]`, and `X | None`.
    """
    problems: list[ShapeProblem] = []
    value = _read(shape, document, "$", problems)
    if problems:
        raise ShapeError(problems)
    result: T = value
    return result


def _read(shape: Any, document: Any, path: str, problems: list[ShapeProblem]) -> Any:
    if get_origin(shape) in (Union, UnionType):
        return _read_optional(shape, document, path, problems)
    if get_origin(shape) is tuple:
        return _read_array(get_args(shape)[0], document, path, problems)
    if is_dataclass(shape):
        return _read_object(shape, document, path, problems)
    return _read_scalar(shape, document, path, problems)


def _read_optional(shape: Any, document: Any, path: str, problems: list[ShapeProblem]) -> Any:
    (inner,) = (each for each in get_args(shape) if each is not NoneType)
    return None if document is None else _read(inner, document, path, problems)


def _read_array(
    item: Any, document: Any, path: str, problems: list[ShapeProblem]
) -> tuple[Any, ...]:
    if not isinstance(document, list):
        problems.append(ShapeProblem(path, "expected", "array"))
        return ()
    return tuple(
        _read(item, each, f"{path}[{place}]", problems) for place, each in enumerate(document)
    )


def _read_object(shape: Any, document: Any, path: str, problems: list[ShapeProblem]) -> Any:
    if not isinstance(document, Mapping):
        problems.append(ShapeProblem(path, "expected", "object"))
        return None
    known = _fields_of(shape)
    problems.extend(
        ShapeProblem(_member(path, name), "unknown") for name in document if name not in known
    )
    values = {}
    for name, (field, kind) in known.items():
        if name in document:
            values[name] = _read(kind, document[name], f"{path}.{name}", problems)
        elif field.default is MISSING and field.default_factory is MISSING:
            problems.append(ShapeProblem(f"{path}.{name}", "missing"))
    return None if problems else shape(**values)


def _member(path: str, name: str) -> str:
    """The path of a member whose name is the writer's, not ours."""
    return f"{path}.{name}" if _NAME.fullmatch(name) else f"{path}[{json.dumps(name[:80])}]"


@cache
def _fields_of(shape: type) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(shape)
    return {field.name: (field, hints[field.name]) for field in fields(shape)}


def _read_scalar(shape: type, document: Any, path: str, problems: list[ShapeProblem]) -> Any:
    reader, expected = _reader(shape)
    try:
        return reader(document)
    except (ValueError, OverflowError):
        problems.append(ShapeProblem(path, "expected", expected))
        return None


def _reader(shape: type) -> tuple[Callable[[Any], Any], str]:
    if issubclass(shape, Enum):
        return shape, "one of " + ", ".join(str(member.value) for member in shape)
    return _READERS[shape]


def _read_text(document: Any) -> str:
    text = _of_type(str, document)
    if _UNSTORABLE.search(text):
        raise ValueError(text)
    return text


def _read_flag(document: Any) -> bool:
    return _of_type(bool, document)


def _read_integer(document: Any) -> int:
    # A string is for what a number cannot hold.
    is_number = isinstance(document, int) and not isinstance(document, bool)
    if not is_number and not _INTEGER.fullmatch(_of_type(str, document)):
        raise ValueError(document)
    return _spelt(document, int(document), _integer)


def _read_decimal(document: Any) -> Decimal:
    if not _DECIMAL.fullmatch(_of_type(str, document)):
        raise ValueError(document)
    return _spelt(document, Decimal(document), _plain_decimal)


def _read_date(document: Any) -> date:
    return _spelt(document, date.fromisoformat(_of_type(str, document)), date.isoformat)


def _read_instant(document: Any) -> datetime:
    text = _of_type(str, document).removesuffix("Z")
    return _spelt(document, datetime.fromisoformat(text).replace(tzinfo=UTC), _instant)


def _spelt(document: Any, value: T, written: Callable[[T], object]) -> T:
    """`value`, if it would be written exactly as it was read: one value has one spelling."""
    if written(value) != document:
        raise ValueError(document)
    return value


def _of_type(kind: type[T], document: Any) -> T:
    if not isinstance(document, kind):
        raise ValueError(document)
    return document


_READERS: dict[type, tuple[Callable[[Any], Any], str]] = {
    str: (_read_text, "text without NUL or half characters"),
    bool: (_read_flag, "true or false"),
    int: (_read_integer, "integer"),
    Decimal: (_read_decimal, "decimal number in a string"),
    date: (_read_date, "date such as 2026-11-16"),
    datetime: (_read_instant, "instant in UTC such as 2026-11-16T09:30:00.000000Z"),
}
