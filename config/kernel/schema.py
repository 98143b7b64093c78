"""The JSON Schema (draft 2020-12) of a dataclass tree that `canonical` reads and writes.

It says of a document's shape what `canonical.read` says. Three things no schema can say: that a
name refers to a row that is there, that ids are not repeated, and that an integer is written as a
string only where a number cannot hold it.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from config.kernel.canonical import LARGEST_NUMBER

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string", "pattern": "^[^\\u0000\\uD800-\\uDFFF]*$"},
    bool: {"type": "boolean"},
    int: {
        "anyOf": [
            {"type": "integer", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER},
            {"type": "string", "pattern": "^-?[1-9][0-9]{15,99}$"},
        ]
    },
    Decimal: {
        "type": "string",
        "pattern": "^(?!-0(\\.0+)?$)-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?$",
    },
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
    },
}


def schema_of(shape: type, *, title: str, constants: dict[str, str]) -> dict[str, Any]:
    """The schema of `shape` with a definition for each dataclass in it.

    `constants` names members of the outermost object that hold one value only.
    """
    definitions: dict[str, Any] = {}
    outermost = _object(shape, definitions)
    for name, value in constants.items():
        outermost["properties"][name] = {"const": value}
        outermost["required"] = sorted({*outermost["required"], name})
    return {
        "$schema": DIALECT,
        "title": title,
        **outermost,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(shape) in (Union, UnionType):
        (inner,) = (each for each in get_args(shape) if each is not NoneType)
        return {"anyOf": [_of(inner, definitions), {"type": "null"}]}
    if get_origin(shape) is tuple:
        return {"type": "array", "items": _of(get_args(shape)[0], definitions)}
    if is_dataclass(shape):
        return _reference(shape, definitions)
    if issubclass(shape, Enum):
        return {"enum": [member.value for member in shape]}
    return dict(_SCALARS[shape])


def _reference(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = shape.__name__
    if name not in definitions:
        definitions[name] = {}  # its place is taken while its own members are looked at
        definitions[name] = _object(shape, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {
        "description": " ".join((getdoc(shape) or "").split()),
        "type": "object",
        "properties": {field.name: _of(hints[field.name], definitions) for field in fields(shape)},
        "required": sorted(field.name for field in fields(shape) if _is_required(field)),
        "additionalProperties": False,
    }


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
