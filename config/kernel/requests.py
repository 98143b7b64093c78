"""The request that a page of a workspace gets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from config.kernel.actors import Actor


class MemberRequest(HttpRequest):
    """Signed in, a member (or guest) of the workspace; what WorkspaceMiddleware set.

    For type checkers: no request is ever made of this class.
    """

    actor: Actor
    member: Any
    workspace: Any
    htmx: HtmxDetails


def asked_id(request: HttpRequest, name: str) -> int | None:
    """The id in the query string under `name`; None when there is none or it is no id."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
