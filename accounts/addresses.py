"""Addresses that people are sent to from outside of a workspace."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import Workspace


def desk_of(workspace: Workspace) -> str:
    """Where a member's work in a workspace starts. The page belongs to an app to the right."""
    return f"{reverse('accounts:workspace_list')}{workspace.slug}/"
