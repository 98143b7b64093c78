"""Input that no page could answer: refused before it reaches one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect


class BadInputMiddleware:
    """Addresses with a NUL byte are nobody's: PostgreSQL cannot hold one in a text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the address")
        return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every view wants a signed-in person unless it says `login_not_required`.

    A fragment that meets an ended session sends the whole page to sign-in.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        response: HttpResponse = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(response["Location"])
        return response
