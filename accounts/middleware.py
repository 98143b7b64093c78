"""Every page of a workspace runs as one of its members, in one transaction, in its time zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import drafts, farewells
from accounts.once import has_key, once, saved_at_address
from accounts.selectors.memberships import has_been_guest, membership_in
from config.kernel.scope import narrowed, person_scope


class WorkspaceMiddleware:
    """Finds the membership behind `/workspaces/<slug>/…`; a stranger meets 404.

    The view runs inside the workspace's scope and finds `request.workspace`, `request.member`
    and `request.actor`; the slug is taken out of its arguments. A view outside of any workspace
    that needs the person's own memberships opens `person_scope` itself. Nothing that a signed-in
    person gets is kept by a browser or a proxy, in a workspace or outside.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Nobody goes back to it with the browser's button after signing out.
            response.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self,
        request: Any,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        slug = kwargs.pop("workspace", None)
        if slug is None:
            return self._outside(request, view, args, kwargs)
        user_id: int = request.user.pk
        with person_scope(user_id):
            member = membership_in(slug, user_id)
            if member is None:
                return _farewell(request, slug, user_id)
            request.member, request.workspace = member, member.workspace
            request.actor = member.actor
            with (
                narrowed(member.workspace_id, slug=slug),
                timezone.override(member.workspace.zone),
            ):
                response = once(request, lambda: view(request, *args, **kwargs))
                if request.method == "POST" and saved_at_address(request, response):
                    drafts.discard_saved(request, request.actor)
                if not getattr(response, "is_rendered", True):
                    response.render()  # type: ignore[attr-defined]
                return response

    def _outside(
        self,
        request: Any,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """A form outside of any workspace, such as the one that opens a workspace."""
        if not has_key(request):
            return None
        return once(request, lambda: view(request, *args, **kwargs))


def _farewell(request: HttpRequest, slug: str, user_id: int) -> HttpResponse:
    """For a guest whose proposal has ended, that their part is done; nothing for a stranger."""
    if not has_been_guest(slug, user_id):
        raise Http404
    context = {"word": farewells.recall(request, slug)}
    return render(request, "accounts/guest_done.html", context, status=410)
