"""Who belongs to a workspace, in which roles."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from accounts.models import Invitation, Membership, User, Workspace
from accounts.rules import roles as rules
from config.kernel import clock
from config.kernel.actors import ADMINISTRATOR, Actor
from config.kernel.audited import locked, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import action


@action
def membership_create(*, by: Actor, user: User, roles: Collection[str]) -> Membership:
    """Make `user` a member with `roles`; somebody who left comes back with these roles."""
    with recorded(by=by, kind="membership.created") as recording:
        membership = place_member(by.workspace_id, user, require_consistent(roles))
        recording.subject = membership
    return membership


@action
def membership_update(
    *,
    by: Actor,
    membership: Membership,
    version: int | None,
    roles: Collection[str],
    gives_up: bool = False,
) -> Membership:
    """Change a member's roles. A guest who gets a member's roles stops being a guest.

    `gives_up` is the word of somebody who takes the administrator's role from themselves.
    Raises StaleVersion when the membership changed after `version`, and DomainError for the last
    administrator, for a member who has left, and for a word that was not given.
    """
    roles = require_consistent(roles)
    with recorded(by=by, kind="membership.updated", subject=membership):
        membership = _locked_member(membership, version)
        _require_word(by, membership, roles, gives_up)
        _require_administrator(membership, roles)
        save_changes(membership, {"roles": roles})
    return membership


@action
def membership_end(
    *,
    by: Actor,
    membership: Membership,
    version: int | None,
    reason: str = "",
    gives_up: bool = False,
) -> Membership:
    """End a membership from now on: what the person did and signed stays theirs.

    Raises as `membership_update` does.
    """
    with recorded(by=by, kind="membership.ended", subject=membership, reason=reason):
        membership = _locked_member(membership, version)
        _require_word(by, membership, (), gives_up)
        _require_administrator(membership, ())
        membership.ended_at = clock.now()
        membership.save()
        _end_places(membership)
    return membership


def _end_places(membership: Membership) -> None:
    """What invitations gave ends with the membership: who comes back comes by a new one."""
    given = Invitation.objects.filter(membership=membership, place_ended_at=None)
    for invitation in given.select_for_update(no_key=True).order_by("id"):
        invitation.place_ended_at = membership.ended_at
        invitation.save()


def place_member(workspace_id: int, user: User, roles: Collection[str]) -> Membership:
    """Write the person's membership, new or taken up again; for use inside `recorded()`."""
    there = Membership.objects.filter(workspace_id=workspace_id, user=user).first()
    membership = there or Membership(workspace_id=workspace_id, user=user)
    membership.roles, membership.ended_at = rules.in_order(roles), None
    membership.save()
    return membership


def require_consistent(roles: Collection[str]) -> list[str]:
    """The roles in order; raises DomainError for none, and for a guest's beside a member's."""
    if not rules.are_consistent(roles):
        raise DomainError(
            Problem(_("Choose at least one role; a guest approver has no other."), "roles")
        )
    return rules.in_order(roles)


def _locked_member(membership: Membership, version: int | None) -> Membership:
    """The membership under its lock, after the workspace's: two administrators who remove each
    other at the same moment go one after the other, and the second one is the last."""
    Workspace.objects.select_for_update(no_key=True).get(pk=membership.workspace_id)
    membership = locked(membership, version=version)
    if membership.ended_at is not None:
        raise DomainError(_("This person has left. Invite them again to give them roles."))
    return membership


def _require_administrator(membership: Membership, new_roles: Collection[str]) -> None:
    present = Membership.objects.filter(
        workspace_id=membership.workspace_id, ended_at=None, user__is_active=True
    ).values_list("id", "roles")
    if not rules.leaves_administrator(dict(present), membership.pk, new_roles):
        text = _("Somebody has to administer the workspace. Make another member one first.")
        raise DomainError(Problem(text, "roles"))


def _require_word(
    by: Actor, membership: Membership, new_roles: Collection[str], gives_up: bool
) -> None:
    loses = ADMINISTRATOR in membership.roles and ADMINISTRATOR not in new_roles
    if by.user_id == membership.user_id and loses and not gives_up:
        text = _("You will no longer be able to change members and settings. Tick to confirm.")
        raise DomainError(Problem(text, "gives_up"))
