"""Addresses and people in templates."""

from __future__ import annotations

from typing import Any

from django import template

from config.kernel import pages

register = template.Library()


@register.simple_tag
def href(name: str, *args: Any, **query: Any) -> str:
    """The address of a page in the workspace being served."""
    return pages.href(name, *args, **query)


@register.simple_tag(takes_context=True)
def replaced_query(context: template.Context, **changes: Any) -> str:
    """The present query string with some parameters replaced; None or empty removes one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = value
    return f"?{query.urlencode()}" if query else "?"
