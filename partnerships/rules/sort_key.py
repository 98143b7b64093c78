"""The stored key by which names are sorted and found, whatever their case and accents.

The database compares bytes (builtin C.UTF-8), which puts "Ábaco" after "Zeta". So each named row
stores this key beside its name; the id breaks ties.
"""

from __future__ import annotations

import unicodedata

LONGEST = 400

# Letters that people sort with a plain one although Unicode does not decompose them.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def sort_key(name: str) -> str:
    """`name` without accents, case, surplus space and invisible marks, at most LONGEST characters.

    Empty only for names without any character: a name of nothing but marks keeps them. Letters
    of other scripts stay as they are. The key of a key is the key itself.
    """
    plain = _plain(_plain(name).casefold().translate(_PLAIN_LETTERS))
    return _one_line(plain)[:LONGEST].rstrip() or _one_line(name)[:LONGEST].rstrip()


def _plain(text: str) -> str:
    """Compatibility-decomposed, without combining marks and invisible characters."""
    return "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFKD", text)
        if character.isspace() or unicodedata.category(character) not in {"Mn", "Cc", "Cf"}
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
