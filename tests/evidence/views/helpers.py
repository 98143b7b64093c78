"""What the tests of evidence pages share."""

from __future__ import annotations

from typing import Any

from tests.evidence.factories import OBSERVATION

#: What a browser posts for a complete artifact.
GOOD: dict[str, Any] = {
    name: "" if value is None else str(value) for name, value in OBSERVATION.items()
}

GOOD_READING = {
    "bearing": "supports",
    "why": "97 of 100 refunds settled",
    "limits_here": "Weekends were not counted",
}


def fragment(target: str) -> dict[str, str]:
    """The headers with which HTMX asks for one part of a page."""
    return {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target}
