"""Addresses of workspaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 50


def slug_candidates(name: str) -> Iterator[str]:
    """Addresses for a workspace called `name`, best first, without end."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "workspace"
    if slug != "new":  # an address of its own
        yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1
