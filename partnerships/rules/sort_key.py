"""The stored key by which names are sorted and found, whatever their case and accents."""

from __future__ import annotations

import unicodedata

LONGEST = 400


def sort_key(name: str) -> str:
    """`name` without accents, case and surplus space; "" only for names without any character.

    Letters that have no accent to lose stay as they are, so that a key is never empty for a name
    in another script.
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join((bare.casefold() or folded).split())[:LONGEST]
