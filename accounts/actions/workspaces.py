"""Opening a workspace and saying what it is called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.actions.invitations import invitation_create
from accounts.ledger.recording import recorded
from accounts.models import Membership, User, Workspace
from accounts.rules.roles import in_order
from accounts.rules.slugs import slug_candidates
from accounts.rules.time_zones import is_time_zone
from config.kernel.actors import ADMINISTRATOR, CONTRIBUTOR, Actor
from config.kernel.audited import locked, refusing_duplicates, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import action
from config.kernel.scope import enumerating_workspaces

#: What apps to the right write into a workspace as it opens, inside the same action.
at_opening: list[Callable[[], object]] = []


@action
def workspace_create(
    *, founder: User, name: str, time_zone: str, roles: Collection[str] = (ADMINISTRATOR,)
) -> Membership:
    """A new workspace whose first member is `founder`, with `roles`; returns the membership.

    `time_zone` is an IANA name. Raises DomainError for a zone that does not exist.
    """
    workspace = _new_workspace(name, time_zone)
    by = Actor(workspace_id=workspace.id, user_id=founder.pk, roles=frozenset(roles))
    with _opening(by, workspace):
        membership = Membership(workspace=workspace, user=founder, roles=in_order(roles))
        membership.save()
    return membership


@action
def workspace_create_for(
    *, email: str, name: str, time_zone: str, mailed: bool = True
) -> tuple[Workspace, str]:
    """A new workspace of nobody yet, and the text of the link for its first administrator.

    How an empty installation starts. Raises DomainError for a zone that does not exist.
    """
    workspace = _new_workspace(name, time_zone)
    by = Actor.system(workspace.id)
    with _opening(by, workspace):
        _, token = invitation_create(
            by=by, email=email, roles=(ADMINISTRATOR, CONTRIBUTOR), mailed=mailed
        )
    return workspace, token


@action
def workspace_update(
    *, by: Actor, workspace: Workspace, version: int | None, name: str, time_zone: str
) -> Workspace:
    """Change what a workspace is called and in which zone its dates are; administrators only.

    Raises StaleVersion when somebody changed it after `version`.
    """
    _require_zone(time_zone)
    with recorded(by=by, kind="workspace.updated", subject=workspace):
        workspace = locked(workspace, version=version)
        save_changes(workspace, {"name": name, "time_zone": time_zone})
    return workspace


def _new_workspace(name: str, time_zone: str) -> Workspace:
    _require_zone(time_zone)
    return Workspace(id=_next_id(), name=name, slug=_free_slug(name), time_zone=time_zone)


@contextmanager
def _opening(by: Actor, workspace: Workspace) -> Iterator[None]:
    taken = _("Somebody opened a workspace of this name at the same moment. Try once more.")
    # Nobody is a member before there is a workspace: the system opens it, on the founder's word.
    system = Actor.system(workspace.id)
    with recorded(by=system, kind="workspace.created", subject=workspace) as under_way:
        under_way.actor = by
        with refusing_duplicates(Problem(taken, "name")):
            workspace.save(force_insert=True)
        for first in at_opening:
            first()
        yield


def _require_zone(time_zone: str) -> None:
    if not is_time_zone(time_zone):
        raise DomainError(
            Problem(_("Choose a time zone from the list, such as Europe/Madrid."), "time_zone")
        )


def _next_id() -> int:
    """The id is needed before the row: row-level security lets in only what it names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('accounts_workspace', 'id'))")
        return int(cursor.fetchone()[0])


def _free_slug(name: str) -> str:
    with enumerating_workspaces():
        taken = set(Workspace.objects.values_list("slug", flat=True))
    return next(slug for slug in slug_candidates(name) if slug not in taken)
