"""Words of the vocabulary in templates."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django import template

from partnerships.sentences import BOOK

register = template.Library()


@register.filter
def word(value: Any) -> str:
    """How a word of the vocabulary reads; an empty text while nobody has said it."""
    return str(BOOK.label(value)) if isinstance(value, Enum) else str(value or "")
