"""One way to serve HTML: full page and fragment are the same lines of template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.exceptions import TemplateDoesNotExist
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from config.kernel import scope


def href(name: str, *args: Any, **query: Any) -> str:
    """The address of a page; a page of a workspace is one of the workspace being served.

    `query` becomes the query string; entries that are None or empty are left out.
    """
    here = scope.current()
    in_workspace = here is not None and here.slug and name not in _OUTSIDE
    path = _reversed(name, (here.slug,) if in_workspace and here else (), args)
    kept = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def _reversed(name: str, before: tuple[str, ...], args: tuple[Any, ...]) -> str:
    """`reverse()`, worked out once for all addresses that differ in their ids only.

    A table of fifty lines names hundreds of rows, and reversing each is a third of the page.
    """
    if not args or not all(type(arg) is int and arg >= 0 for arg in args):
        return reverse(name, args=[*before, *args])
    pieces = _around_ids(name, before, len(args), get_urlconf(), get_script_prefix())
    return pieces[0] + "".join(f"{arg}{piece}" for arg, piece in zip(args, pieces[1:], strict=True))


@lru_cache(maxsize=4096)
def _around_ids(
    name: str, before: tuple[str, ...], count: int, urlconf: str | None, prefix: str
) -> list[str]:
    """What stands around the ids in an address."""
    marks = [7_000_000_000_000_001 + number for number in range(count)]
    return re.split("|".join(map(str, marks)), reverse(name, args=[*before, *marks]))


#: Pages that belong to no workspace, though one may be open.
_OUTSIDE = frozenset(
    {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "accounts:home",
        "accounts:workspace_list",
        "accounts:workspace_create",
        "accounts:invitation_accept",
        "accounts:profile_edit",
        "accounts:notice_preferences",
        "accounts:unsubscribe",
        "accounts:calendar_feed",
    }
)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for HTMX only the partial whose name is the target's id.

    A target that the template does not define gets the whole page, of which HTMX takes its part.
    """
    response = None
    target = request.headers.get("HX-Target") if request.headers.get("HX-Request") else None
    if target and not request.headers.get("HX-Boosted"):
        try:
            response = render(request, f"{template}#{target}", dict(context or {}), status=status)
        except TemplateDoesNotExist:
            response = None
    if response is None:
        response = render(request, template, dict(context or {}), status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def see_other(request: HttpRequest, url: str) -> HttpResponse:
    """Send the person on after a write; HTMX loads the page instead of swapping it in."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url, status=303)
