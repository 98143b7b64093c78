"""What a line of the desk offers."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from accounts.templatetags.people import person
from config.kernel.findings import Finding
from config.kernel.sentences import Text
from reviews.desk.rules.handing import hand_over_refusal
from reviews.desk.rules.lines import Line
from reviews.desk.sentences import BOOK
from reviews.vocabulary import LineKind
from reviews.words import LINE_KINDS

register = template.Library()

#: How many people are named beside a line.
NAMED = 3


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


@register.filter
def waits_with(line: Line) -> str:
    """Who could clear a line that nobody handed over; "" for one that is only told."""
    if len(line.holders) > NAMED:
        return _("Waits with %(count)s members.") % {"count": len(line.holders)}
    names = sorted((person(each) for each in line.holders), key=str.casefold)
    return _("Waits with: %(names)s.") % {"names": ", ".join(names)} if names else ""
