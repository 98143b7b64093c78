"""What somebody types, as a query of PostgreSQL's full text search."""

from __future__ import annotations

import re

from partnerships.rules.sort_key import sort_key

#: Letters and digits: what stands between them is no word to PostgreSQL either.
_WORD = re.compile(r"[^\W_]+")

#: How many words of a question count.
MOST_WORDS = 8

#: How many characters of a text are looked into.
LONGEST = 20_000


def folded(text: str) -> str:
    """`text` without case, accents and marks, as words of letters and digits, one space between."""
    words = (sort_key(word) for word in _WORD.findall(text[:LONGEST]))
    return " ".join(part for word in words for part in _WORD.findall(word))


def query_of(text: str, weights: str = "") -> str:
    """Every word, the last of them begun only, as `to_tsquery` reads it; "" for no word at all.

    `weights` are the letters of the weights that count, such as "A" for names alone.

    >>> query_of("Págo  flu")
    "'pago' & 'flu':*"
    """
    *before, last = folded(text).split()[:MOST_WORDS] or [""]
    if not last:
        return ""
    label = f":{weights}" if weights else ""
    return " & ".join([*(f"'{word}'{label}" for word in before), f"'{last}':*{weights}"])
