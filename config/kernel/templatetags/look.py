"""Small pieces of the look: icons, words with a shape, dates, headers that sort, places one is at.

Each gives HTML that is safe as it stands. Colour never carries a meaning alone: what has a tone
has a shape and a word too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from config.kernel import amounts, clock

register = template.Library()

STANDINGS = {
    "candidate": gettext_lazy("Candidate"),
    "deferred": gettext_lazy("Deferred"),
    "committed": gettext_lazy("Committed"),
    "renegotiating": gettext_lazy("Renegotiating"),
    "unwinding": gettext_lazy("Unwinding"),
    "unwound": gettext_lazy("Unwound"),
    "in_question": gettext_lazy("In question"),
}

CONDITIONS = {
    "met": gettext_lazy("Met"),
    "not_met": gettext_lazy("Not met"),
    "unknown": gettext_lazy("Unknown"),
    "not_applicable": gettext_lazy("Not applicable"),
}

#: The shape beside a plain tag, by its kind.
TAG_ICONS = {
    "info": "info",
    "success": "check",
    "warning": "warning",
    "danger": "alert",
    "complete": "check",
    "started": "renegotiating",
    "empty": "candidate",
    "blocked": "lock",
}

BARS = range(1, 5)
#: A digest is known by its first characters; the whole is one click away.
DIGEST_SHOWN = 12
#: From here on, "in 3 months" says more than "in 92 days".
MONTHS_FROM_DAYS = 61
YEARS_FROM_DAYS = 730
#: A date in a table: the month in three letters.
SHORT_DATE = "j M Y"


@cache
def _sprite() -> str:
    return static("icons.svg")


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A picture from the sprite. It is decoration: the word beside it carries the meaning."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        _sprite(),
        name,
    )


@register.simple_tag
def standing(value: str, boxed: bool = False) -> SafeString:
    """Where a partnership stands, as shape and word. `boxed` draws a line around it."""
    css = f"{value} boxed" if boxed else value
    return _tag(STANDINGS.get(value, value), css, value if value in STANDINGS else "")


@register.simple_tag
def condition(value: str) -> SafeString:
    """Whether a condition is met, as shape and word; unknown is hatched."""
    return _tag(CONDITIONS.get(value, value), value, value if value in CONDITIONS else "unknown")


@register.simple_tag
def condition_word(value: str) -> str:
    """The word alone, where the shape stands elsewhere."""
    return str(CONDITIONS.get(value, value))


@register.simple_tag
def tag(text: Any, kind: str = "neutral", icon: str = "") -> SafeString:
    """A word with a line around it. `icon` names another shape than the kind's own."""
    return _tag(text, f"{kind} boxed", icon or TAG_ICONS.get(kind, ""))


@register.simple_tag
def status(kind: str, text: Any = "") -> SafeString:
    """How far a task is: complete, started, empty or blocked; `text` replaces the usual word."""
    usual = {
        "complete": gettext("Complete"),
        "started": gettext("In progress"),
        "empty": gettext("Not started"),
        "blocked": gettext("Cannot start yet"),
    }
    return _tag(text or usual.get(kind, kind), kind, TAG_ICONS.get(kind, ""))


def _tag(text: Any, css: str, shape: str) -> SafeString:
    return format_html('<span class="tag {}">{}{}</span>', css, icon(shape) if shape else "", text)


@register.simple_tag
def bar(value: int | None, words: bool = True) -> SafeString:
    """The bar of a decision as one to four notches; `words=False` where a header names it."""
    if value not in BARS:
        frame = '<span class="absent">{}</span>'
        if not words:
            frame = '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>'
        return format_html(frame, gettext("No bar yet"))
    said = gettext("Bar %(number)d of 4") % {"number": value}
    return format_html(
        '<span class="tag bar-tag">{}<span{}>{}</span></span>',
        icon(f"bar-{value}"),
        "" if words else SafeString(' class="visually-hidden"'),
        said,
    )


@register.simple_tag
def digest(value: str | None) -> SafeString:
    """The first characters of a digest; a click copies the whole, which paper shows."""
    if not value:
        return format_html('<span class="absent">{}</span>', gettext("None"))
    return format_html(
        '<button type="button" class="digest" data-copy="{0}" data-copied="{1}" title="{0}">'
        '<span class="visually-hidden">{2} </span>{3}…</button>'
        '<span class="digest-whole print-only mono">{0}</span>',
        value,
        gettext("Copied"),
        gettext("Copy the digest"),
        value[:DIGEST_SHOWN],
    )


@register.simple_tag
def when(
    value: date | datetime | str | None,
    words: bool = False,
    time: bool = False,
    absent: str = "",
    zone: bool = False,
    short: bool = False,
) -> SafeString:
    """A date in full, in the zone being served; a moment's date likewise. A dossier's are texts.

    `words` adds how far off it is, `time` the time of day, `zone` also its zone, as a signature
    needs it; `absent` is said where there is none. `short` cuts the month, for tables.
    """
    value = _read(value) if isinstance(value, str) else value
    if value is None:
        return format_html('<span class="absent">{}</span>', absent or gettext("No date"))
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    day = local.date() if isinstance(local, datetime) else local
    text = _said(day, get_language() or "", SHORT_DATE if short else "DATE_FORMAT")
    if time and isinstance(local, datetime):
        text = f"{text}, {_clock_time(local, zone)}"
    shown = format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
    if words:
        return format_html(
            '{} <span class="muted no-print">({})</span>', shown, far_off(day, clock.today())
        )
    return shown


def _clock_time(local: datetime, zone: bool) -> str:
    """Such as "09:30", with its zone "09:30 CET, UTC+01:00"."""
    offset = local.isoformat()[-6:]
    return f"{local:%H:%M} {local:%Z}, UTC{offset}" if zone else f"{local:%H:%M}"


def _read(value: str) -> date | datetime | None:
    return parse_date(value) or parse_datetime(value)


@lru_cache(maxsize=4096)  # the same few dates stand on every page, and formatting one is slow
def _said(day: date, language: str, style: str) -> str:
    return date_format(day, style)


def far_off(day: date, today: date) -> str:
    """How far `day` lies from `today`, in the largest unit that still says something."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return (gettext("today"), gettext("tomorrow"), gettext("yesterday"))[days]
    count = abs(days)
    if count < MONTHS_FROM_DAYS:
        span = ngettext("%(count)d day", "%(count)d days", count)
    elif count < YEARS_FROM_DAYS:
        count = round(count / 30.44)
        span = ngettext("%(count)d month", "%(count)d months", count)
    else:
        count = round(count / 365.25)
        span = ngettext("%(count)d year", "%(count)d years", count)
    frame = gettext("in %(span)s") if days > 0 else gettext("%(span)s ago")
    return frame % {"span": span % {"count": count}}


@register.simple_tag
def amount(value: Decimal | None, currency: str = "", absent: str = "") -> SafeString | str:
    """An amount in its currency; `absent` is said where there is none."""
    if value is None:
        return format_html('<span class="absent">{}</span>', absent or gettext("Not stated"))
    return amounts.in_money(value, currency)


@register.simple_tag
def days(value: int | None, absent: str = "") -> SafeString | str:
    """A number of days in words; `absent` is said where there is none."""
    if value is None:
        return format_html('<span class="absent">{}</span>', absent or gettext("Not stated"))
    return amounts.in_days(value)


@register.simple_tag
def blank(value: Any, name: str, is_name: bool = False) -> SafeString:
    """A blank of the claim's sentence: what people filled in, or what belongs there.

    The sentence goes on after it, so a full stop at its end goes; that of a name stays.
    """
    said = str(value or "").strip()
    if not is_name and not said.endswith(".."):
        said = said.removesuffix(".")
    if said:
        return format_html('<span class="said">{}</span>', said)
    return format_html('<span class="unsaid">{}</span>', name)


@register.simple_tag(takes_context=True)
def sortable(
    context: template.Context, key: str, label: Any, default: str = "", css: str = ""
) -> SafeString:
    """A column's header whose link sorts by `key`, and the other way when it already does.

    `default` is the order in force when the address names none ("-date" for descending).
    """
    request: HttpRequest = context["request"]
    order = request.GET.get("sort") or default
    up, down = order == key, order == f"-{key}"
    query = request.GET.copy()
    query.pop("after", None)
    query["sort"] = f"-{key}" if up else key
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}{}</a></th>',
        SafeString(f' aria-sort="{"ascending" if up else "descending"}"') if up or down else "",
        format_html(' class="{}"', css) if css else "",
        query.urlencode(),
        label,
        icon("chevron-up" if up else "chevron-down") if up or down else "",
    )


@register.simple_tag(takes_context=True)
def nav_link(
    context: template.Context, name: str, label: Any, beneath: str = "", pk: int | None = None
) -> SafeString:
    """An entry of a navigation, marked when the person is there.

    `beneath` lists the beginnings of the names of the pages that lie beneath it.
    """
    request: HttpRequest = context["request"]
    workspace = getattr(request, "workspace", None)
    args = [*([workspace.slug] if workspace else []), *([pk] if pk is not None else [])]
    return format_html(
        '<li><a href="{}"{}>{}</a></li>',
        reverse(name, args=args),
        SafeString(_mark(request, name, beneath.split())),
        label,
    )


def _mark(request: HttpRequest, name: str, beneath: Iterable[str]) -> str:
    here = request.resolver_match.view_name if request.resolver_match else ""
    if here == name:
        return ' aria-current="page"'
    return ' aria-current="true"' if any(here.startswith(start) for start in beneath) else ""
