"""Which workspaces somebody belongs to, and how one is opened and named."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.addresses import desk_of
from accounts.selectors.memberships import memberships_of
from config.kernel.pages import render_page
from config.kernel.scope import person_scope


def home(request: HttpRequest) -> HttpResponse:
    """After signing in: the only workspace's desk, or the chooser."""
    user: Any = request.user
    with person_scope(user.pk):
        memberships = memberships_of(user.pk)
    if len(memberships) == 1:
        return redirect(desk_of(memberships[0].workspace))
    return redirect("accounts:workspace_list")


def workspace_list(request: HttpRequest) -> HttpResponse:
    """The chooser. Who belongs nowhere reads what to do."""
    user: Any = request.user
    with person_scope(user.pk):
        memberships = memberships_of(user.pk)
    choices = [(desk_of(member.workspace), member) for member in memberships]
    return render_page(request, "accounts/workspace_list.html", {"choices": choices})
