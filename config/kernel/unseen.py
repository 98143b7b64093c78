"""Characters that nobody sees: what a name must not hold, on a page or in a file."""

from __future__ import annotations

import unicodedata

#: Categories of Unicode that show nothing and can turn what stands beside them around: control
#: and format characters, separators of lines and paragraphs, halves of pairs.
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})

#: Joiners belong to the spelling of Persian, Hindi and other languages.
JOINERS = frozenset({"\u200c", "\u200d"})


def unseen(text: str) -> int | None:
    """Where the first character stands that nobody would see; None for a text without any."""
    for place, character in enumerate(text):
        if unicodedata.category(character) in UNSEEN and not _joins(text, place):
            return place
    return None


def _joins(text: str, place: int) -> bool:
    """A joiner between two characters of a script that has joiners: not between Latin letters."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    both = before + after
    return text[place] in JOINERS and len(both) == 2 and all(ord(each) > 0x5FF for each in both)
