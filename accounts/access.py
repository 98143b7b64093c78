"""Load and authorise in one function. Views get objects here and nowhere else.

`…_for_read` raises Http404 for whoever may not know that the object exists; `…_for_update`
raises PermissionDenied for a member who may read but not change it.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import Invitation, Membership, Notice, Workspace
from accounts.tokens import InvitationToken
from config.kernel.actors import ADMINISTRATOR, Actor


def require_member(actor: Actor) -> None:
    """Everybody who may read the workspace; a guest sees what they decide and nothing here."""
    if not actor.is_member:
        raise Http404


def require_administrator(actor: Actor) -> None:
    """Who changes settings, members and roles."""
    require_member(actor)
    if not actor.can(ADMINISTRATOR):
        raise PermissionDenied(_("Administrators do this. Ask one of them, or for that role."))


def may_administer(actor: Actor) -> bool:
    """Whether a page offers this actor its forms."""
    return actor.can(ADMINISTRATOR)


def workspace_for_update(actor: Actor) -> Workspace:
    require_administrator(actor)
    return get_object_or_404(Workspace, pk=actor.workspace_id)


def memberships_for_read(actor: Actor) -> QuerySet[Membership]:
    """Everybody who is a member now, with who they are."""
    require_member(actor)
    members: QuerySet[Membership] = Membership.objects.select_related("user")
    return members.filter(workspace_id=actor.workspace_id, ended_at=None)


def membership_for_update(actor: Actor, pk: int) -> Membership:
    membership = get_object_or_404(memberships_for_read(actor), pk=pk)
    require_administrator(actor)
    return membership


def invitations_for_read(actor: Actor) -> QuerySet[Invitation]:
    """Every invitation that was ever sent."""
    require_member(actor)
    invitations: QuerySet[Invitation] = Invitation.objects.all()
    return invitations.filter(workspace_id=actor.workspace_id)


def invitation_for_update(actor: Actor, pk: int) -> Invitation:
    invitation = get_object_or_404(invitations_for_read(actor), pk=pk)
    require_administrator(actor)
    return invitation


def notice_for_update(actor: Actor, pk: int) -> Notice:
    """One of the person's own notices; there are no others."""
    require_member(actor)
    own = Notice.objects.filter(workspace_id=actor.workspace_id, user_id=actor.person_id)
    return get_object_or_404(own, pk=pk)


def invitation_behind(token: InvitationToken) -> Invitation:
    """The invitation that a link belongs to: whoever holds the link may see it.

    Inside the scope of the token's workspace.
    """
    return get_object_or_404(
        Invitation.objects.select_related("workspace"),
        workspace_id=token.workspace_id,
        secret_digest=token.digest,
    )
