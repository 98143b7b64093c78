"""Who belongs where, and what people are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Invitation, Membership, Notice, User, Workspace
from accounts.rules.links import who_is_behind
from config.kernel.actors import APPROVER, GUEST, Actor
from config.kernel.scope import enumerating_workspaces


def membership_in(slug: str, user_id: int) -> Membership | None:
    """The person's membership in the workspace at `slug`, with the workspace; None for strangers.

    It carries how many notices they have not read there. One query, inside `person_scope`.
    """
    unread = Notice.objects.filter(
        workspace=OuterRef("workspace"), user=OuterRef("user"), read_at=None
    )
    counted = unread.order_by().values("user").annotate(count=Count("pk")).values("count")
    return (
        Membership.objects.select_related("workspace")
        .annotate(unread_notices=Coalesce(Subquery(counted), 0))
        .filter(workspace__slug=slug, user_id=user_id, ended_at=None, user__is_active=True)
        .first()
    )


def has_been_guest(slug: str, user_id: int) -> bool:
    """Whether somebody's place as a guest in the workspace at `slug` has ended. Two queries.

    Inside `person_scope`, which shows ended memberships but not their workspaces.
    """
    with enumerating_workspaces():
        workspace = Workspace.objects.filter(slug=slug).values_list("pk", flat=True).first()
    ended = Membership.objects.filter(user_id=user_id, roles=[GUEST], ended_at__isnull=False)
    return workspace is not None and ended.filter(workspace_id=workspace).exists()


def memberships_of(user_id: int) -> list[Membership]:
    """The person's memberships by name of the workspace. One query, inside `person_scope`."""
    memberships = Membership.objects.select_related("workspace")
    return list(memberships.filter(user_id=user_id, ended_at=None).order_by("workspace__name"))


def names_in(workspace_id: int) -> dict[int, str]:
    """What everybody who is or was a member of the workspace is called, by user id."""
    people = User.objects.filter(memberships__workspace_id=workspace_id)
    return {
        user_id: name or email for user_id, name, email in people.values_list("id", "name", "email")
    }


def has_account(email: str) -> bool:
    """Whether somebody can sign in with this address (lower case)."""
    return User.objects.filter(email=email).exists()


def by_name(memberships: QuerySet[Membership]) -> list[Membership]:
    """Members as a list is read: by name, with or without accents. One query."""
    return sorted(memberships, key=lambda member: (_folded(str(member.user)), member.pk))


def approvers_in(workspace_id: int) -> list[Membership]:
    """The members who may authorise decisions now, by name, each with who they are. One query."""
    members = Membership.objects.filter(
        workspace_id=workspace_id,
        ended_at=None,
        user__is_active=True,
        roles__contains=[APPROVER],
    )
    return by_name(members.select_related("user"))


def roles_in(workspace_id: int) -> list[tuple[int, frozenset[str]]]:
    """Everybody who is a member or guest now, by name: their id and roles. One query."""
    members = Membership.objects.filter(
        workspace_id=workspace_id, ended_at=None, user__is_active=True
    )
    rows = members.order_by("user__name", "pk").values_list("user_id", "roles")
    return [(user_id, frozenset(roles)) for user_id, roles in rows]


def waiting(invitations: QuerySet[Invitation]) -> list[Invitation]:
    """Invitations that were neither accepted nor revoked, newest first; expired ones too."""
    return list(invitations.filter(revoked_at=None, membership=None).order_by("-invited_at", "-id"))


def behind_in(workspace_id: int) -> Mapping[int, frozenset[int]]:
    """Who may be behind whom, by every link that was shown and followed. One query."""
    links: QuerySet[Invitation] = Invitation.objects.filter(
        workspace_id=workspace_id,
        link_shown=True,
        membership__isnull=False,
        invited_by_id__isnull=False,
    )
    pairs: Any = links.values_list("membership__user_id", "invited_by_id")
    return who_is_behind(pairs)


def may_be_behind(actor: Actor) -> frozenset[str]:
    """The ids of those who saw a link by which the actor came, as dossiers hold ids. One query."""
    behind = behind_in(actor.workspace_id).get(actor.user_id or 0, frozenset[int]())
    return frozenset(map(str, behind))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
