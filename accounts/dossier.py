"""The part of a dossier that this app holds: whose register it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspacePart:
    """One organisation's register. `time_zone` is a name such as "Europe/Madrid"."""

    name: str
    time_zone: str = "UTC"
