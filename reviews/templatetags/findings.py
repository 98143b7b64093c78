"""A finding as its sentence, where a page holds the finding itself."""

from __future__ import annotations

from django import template

from config.kernel.findings import Finding
from reviews.sentences import BOOK

register = template.Library()


@register.filter
def sentence(found: Finding | None) -> str:
    """What the finding says to people; an empty text where there is none."""
    return BOOK.sentence(found) if found else ""
