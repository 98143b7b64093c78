"""The way of a request before it reaches a page: what is refused, what is logged, who may pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from django_structlog.middlewares import RequestMiddleware

from config.kernel.logs import without_secrets

#: What an id from a proxy in front may look like; the ledger keeps it with the entry.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

#: The largest id a row can have.
_LARGEST_ID = 2**63 - 1


class BadInputMiddleware:
    """Refuses what no page could answer: PostgreSQL holds no NUL byte and no id beyond bigint, and
    forms are sent as UTF-8, for other codecs yield text that cannot be kept, or none.

    An id of the request that is not plain is dropped, and a fresh one made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _REQUEST_ID.fullmatch(request.META.get("HTTP_X_REQUEST_ID", "")):
            request.META.pop("HTTP_X_REQUEST_ID", None)
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the address")
        if any("\x00" in value for value in request.COOKIES.values()):
            raise BadRequest("NUL byte in a cookie")
        if (request.encoding or "utf-8").lower().replace("-", "") != "utf8":
            request.encoding = "utf-8"  # so that the page that says so can be made
            raise BadRequest("a form that is not sent as UTF-8")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        if any(isinstance(value, int) and value > _LARGEST_ID for value in kwargs.values()):
            raise Http404


class RequestLogMiddleware(RequestMiddleware):
    """Log lines of requests without what must not stand in a log: queries, secret addresses."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {without_secrets(request.path)}"

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """Where a request came from is the proxy's to log: here it would often be the proxy."""


class SignInMiddleware(LoginRequiredMiddleware):
    """Every view wants a signed-in person unless it says `login_not_required`.

    A fragment that meets an ended session sends the whole page to sign-in.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(response["Location"])
        return response
