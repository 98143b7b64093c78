"""What a line of the desk offers."""

from __future__ import annotations

from django import template

from config.kernel.findings import Finding
from config.kernel.sentences import Text
from reviews.desk.rules.handing import hand_over_refusal
from reviews.desk.rules.lines import Line, LineKind
from reviews.desk.sentences import BOOK
from reviews.words import LINE_KINDS

register = template.Library()


@register.filter
def line_kind(kind: LineKind) -> Text:
    """What a kind of line is called."""
    return LINE_KINDS[kind]


@register.filter
def desk_sentence(found: Finding) -> str:
    """What a finding about a line says to people."""
    return BOOK.sentence(found)


@register.filter
def handable(line: Line, person_id: int) -> bool:
    """Whether this person can hand the line over."""
    return hand_over_refusal(line, person_id) is None
