"""What a page offers to choose from before a form opens, found by a part of the name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One of them: where choosing it leads, and what tells it from others of its name."""

    name: str
    href: str
    hint: str
