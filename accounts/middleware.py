"""Every page of a workspace runs as one of its members, in one transaction, in its time zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import drafts, farewells
from accounts.selectors.memberships import has_been_guest, membership_in
from config.kernel.scope import person_scope, workspace_scope


class WorkspaceMiddleware:
    """Finds the membership behind `/workspaces/<slug>/…`; a stranger meets 404.

    The view runs inside the workspace's scope and finds `request.workspace`, `request.member`
    and `request.actor`; the slug is taken out of its arguments. A view outside of any workspace
    that needs the person's own memberships opens `person_scope` itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: Any,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        slug = kwargs.pop("workspace", None)
        if slug is None:
            return None
        user_id: int = request.user.pk
        with person_scope(user_id):
            member = membership_in(slug, user_id)
            if member is None:
                return _farewell(request, slug, user_id)
            request.member, request.workspace = member, member.workspace
            request.actor = member.actor
            with (
                workspace_scope(member.workspace_id, user_id=user_id, slug=slug),
                timezone.override(member.workspace.zone),
            ):
                response = view(request, *args, **kwargs)
                if request.method == "POST" and _was_saved(response):
                    drafts.discard_saved(request, request.actor)
                if not getattr(response, "is_rendered", True):
                    response.render()  # type: ignore[attr-defined]
                # Nobody goes back to it with the browser's button after signing out.
                response.setdefault("Cache-Control", "private, no-store")
                return response


def _farewell(request: HttpRequest, slug: str, user_id: int) -> HttpResponse:
    """For a guest whose proposal has ended, that their part is done; nothing for a stranger."""
    if not has_been_guest(slug, user_id):
        raise Http404
    context = {"word": farewells.recall(request, slug)}
    return render(request, "accounts/guest_done.html", context, status=410)


def _was_saved(response: HttpResponse) -> bool:
    """A write that went through sends the person on, by redirect or by HTMX."""
    return response.status_code == 303 or response.has_header("HX-Redirect")
