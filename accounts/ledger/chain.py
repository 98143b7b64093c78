"""What an entry's digest covers. Pure: the same bytes, whoever recomputes them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785

FORMAT = "seam-entry/1"

#: The digest before the first entry of a chain.
GENESIS = "0" * 64

#: The columns of an entry that its digest covers, in the order of the published format.
DIGESTED = (
    "workspace_id",
    "sequence",
    "id",
    "kind",
    "at",
    "by_id",
    "on_behalf_of_id",
    "subject_type",
    "subject_id",
    "thread_type",
    "thread_id",
    "reason",
    "request_id",
    "rows",
    "previous",
)


def entry_digest(values: Mapping[str, Any]) -> str:
    """SHA-256 in hex over the canonical JSON (RFC 8785) of an entry's columns."""
    return hashlib.sha256(rfc8785.dumps(entry_content(values))).hexdigest()


def entry_content(values: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry's digest covers, as plain JSON."""
    return {"format": FORMAT} | {name: _canonical(values[name]) for name in DIGESTED}


def _canonical(value: Any) -> Any:
    if value is None or isinstance(value, list):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)
