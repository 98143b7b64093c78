"""Where a partnership stands today, for what every page of it says of itself."""

from __future__ import annotations

from django import template

from config.kernel import clock
from partnerships.actions.positions import position_now
from partnerships.models import Partnership, Position

register = template.Library()


@register.simple_tag
def position_of(partnership: Partnership) -> Position:
    """The Position as judged for today; no query for a partnership that came with a current one."""
    return position_now(partnership, clock.today())
