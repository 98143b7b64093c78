"""What a guest is told once their part is done: the word that they gave.

With it their access ends, so the page that says so can read nothing of the workspace; their
session carries what they signed until they sign out.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

KEY = "farewell"


def remember(request: HttpRequest, *, slug: str, **word: str) -> None:
    """Keep what was signed for the last page: outcome, about, meaning, reason, at, digest."""
    request.session[KEY] = word | {"slug": slug}


def recall(request: HttpRequest, slug: str) -> dict[str, Any] | None:
    """What this person signed in the workspace of that name since they came; None for nothing."""
    word: dict[str, Any] | None = request.session.get(KEY)
    return word if word and word["slug"] == slug else None
