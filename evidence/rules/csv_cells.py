"""Text for CSV cells that no spreadsheet takes for a formula.

A spreadsheet runs a cell that begins with = + - or @ as a formula when it opens a CSV file, and
what people typed into Seam would then run on the reader's machine. Some skip leading blanks, tabs
and invisible characters first; some take full-width forms for the plain ones. An apostrophe in
front makes every spreadsheet read the rest as text. Plain numbers stay numbers: they run nothing,
and -5 must be summable.
"""

from __future__ import annotations

import re
import unicodedata

_STARTS_A_FORMULA = frozenset("=+-@")
_LEADING_CONTROL = frozenset("\t\r\n")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?", re.ASCII)


def safe_cell(text: str) -> str:
    """`text` as it may stand in a CSV cell: with an apostrophe in front if it could run.

    Quoting of separators and line breaks remains the CSV writer's work. A safe cell stays as it is.
    """
    return f"'{text}" if _could_run(text) else text


def _could_run(text: str) -> bool:
    if text[:1] in _LEADING_CONTROL:
        return True
    if _NUMBER.fullmatch(text):
        return False
    first = next((character for character in text if _is_visible(character)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTS_A_FORMULA


def _is_visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}
