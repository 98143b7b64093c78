"""Which workspaces somebody belongs to, and how one is opened and named."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from accounts.actions import workspaces as actions
from accounts.actions.people import person_update
from accounts.addresses import desk_of
from accounts.drafts import opened
from accounts.forms.workspaces import NewWorkspaceForm, ProfileForm, WorkspaceForm
from accounts.selectors.memberships import memberships_of
from config.kernel.actors import ADMINISTRATOR
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
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


def workspace_create(request: HttpRequest) -> HttpResponse:
    """Anybody who is signed in may open one; they administer it."""
    form = NewWorkspaceForm(posted(request))
    if form.is_valid():
        with form.catching():
            user: Any = request.user
            values = form.values
            membership = actions.workspace_create(
                founder=user, **values | {"roles": {ADMINISTRATOR, *values["roles"]}}
            )
            return see_other(request, desk_of(membership.workspace))
    return render_page(
        request, "accounts/workspace_create.html", {"form": form}, status=form.status
    )


def workspace_edit(request: MemberRequest) -> HttpResponse:
    """Settings. Members read them; administrators change them."""
    if not access.may_administer(request.actor):
        return _workspace_facts(request)
    workspace = access.workspace_for_update(request.actor)
    form = opened(request, WorkspaceForm, key="workspace", row=workspace)
    if form.is_valid():
        with form.catching():
            actions.workspace_update(
                by=request.actor, workspace=workspace, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("accounts:workspace_edit"))
    return render_page(request, "accounts/workspace_edit.html", {"form": form}, status=form.status)


def _workspace_facts(request: MemberRequest) -> HttpResponse:
    access.require_member(request.actor)
    if request.method == "POST":
        access.require_administrator(request.actor)
    return render_page(request, "accounts/workspace_edit.html")


def profile_edit(request: HttpRequest) -> HttpResponse:
    """One's own name, the same in every workspace."""
    user: Any = request.user
    form = ProfileForm(posted(request), initial={"name": user.name})
    if form.is_valid():
        person_update(by=user, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return see_other(request, reverse("accounts:profile_edit"))
    return render_page(request, "accounts/profile_edit.html", {"form": form}, status=form.status)
