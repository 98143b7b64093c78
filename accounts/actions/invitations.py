"""Inviting somebody by a link that expires, and what becomes of the link."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import mail
from accounts.actions.memberships import place_member, require_consistent
from accounts.ledger.recording import recorded
from accounts.models import Invitation, Membership, User, Workspace
from accounts.rules.invitations import InvitationState
from accounts.tokens import InvitationToken
from config.kernel import clock
from config.kernel.actors import GUEST, Actor
from config.kernel.audited import locked, refusing_duplicates
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import Recording, action

#: How long a link works unless somebody says otherwise.
DAYS = 7

CLOSED = {
    InvitationState.EXPIRED: _("This invitation has expired. Ask for a new one."),
    InvitationState.REVOKED: _("This invitation was revoked. Ask for a new one."),
    InvitationState.ACCEPTED: _("This invitation has been used. Sign in instead."),
}

HAS_ACCOUNT = _("There is an account for this address. Sign in to accept.")


@action
def invitation_create(
    *,
    by: Actor,
    email: str,
    roles: Collection[str],
    days: int = DAYS,
    mailed: bool = True,
    link_shown: bool = False,
) -> tuple[Invitation, str]:
    """Invite whoever reads `email`; returns the invitation and the text of its link.

    `accounts.tokens.invitation_link(text)` is the address to copy; the text cannot be had again.
    `link_shown` says that `by` will see it: whoever comes by it cannot sign what `by` proposes.
    The mail goes out when the transaction has been committed. An earlier open invitation of the
    same address to the same kind of place (member or guest) gives way, except that a guest can
    be invited to several proposals at once.

    Raises DomainError for somebody who is a member already. A member is never a guest besides:
    who reads the whole workspace cannot be shown one proposal only; give them the approver role.
    """
    email = email.strip().lower()
    require_consistent(roles)
    with recorded(by=by, kind="invitation.created") as under_way:
        if GUEST not in roles:
            # Two who invite the same address at once go one after the other: the later link holds.
            Workspace.objects.select_for_update(no_key=True).get(pk=by.workspace_id)
        _require_no_member(by, email, guest=GUEST in roles)
        if GUEST not in roles:
            _revoke_earlier(by, email)
        token = InvitationToken.fresh(by.workspace_id)
        invitation = Invitation(
            workspace_id=by.workspace_id,
            email=email,
            secret_digest=token.digest,
            invited_by_id=by.user_id,
            link_shown=link_shown,
            invited_at=under_way.at,
            expires_at=under_way.at + timedelta(days=days),
        )
        invitation.roles = require_consistent(roles)
        invitation.save()
        under_way.subject = invitation
    if mailed:
        transaction.on_commit(lambda: mail.send_invitation(invitation, token.text), robust=True)
    return invitation, token.text


@action
def invitation_accept(*, invitation: Invitation, user: User) -> Membership:
    """Make `user` a member with the invited roles, once.

    Raises DomainError when the invitation is not open any more, or was for another address.
    """
    with _accepting(invitation) as under_way:
        invitation = _locked_open(invitation)
        if user.email != invitation.email:
            raise DomainError(
                _("This invitation is for another address. Sign in with that address.")
            )
        under_way.actor = _invited_actor(invitation, user)
        return _used(invitation, user)


@action
def invitation_accept_as_new(*, invitation: Invitation, name: str, password: str) -> Membership:
    """Make a person of that name at the invited address, and a member, once.

    Raises DomainError when the invitation is not open any more, or the address has an account.
    """
    with _accepting(invitation) as under_way:
        invitation = _locked_open(invitation)
        with refusing_duplicates(Problem(HAS_ACCOUNT)):
            user = User.objects.create_user(email=invitation.email, name=name, password=password)
        under_way.actor = _invited_actor(invitation, user)
        return _used(invitation, user)


@action
def invitation_revoke(*, by: Actor, invitation: Invitation) -> Invitation:
    """Make a link stop working. Revoking one that expired or was revoked changes nothing.

    Raises DomainError when it has been accepted: then it is the membership that can end.
    """
    with recorded(by=by, kind="invitation.revoked", subject=invitation):
        invitation = locked(invitation)
        if invitation.state is InvitationState.ACCEPTED:
            raise DomainError(_("This invitation has been accepted. End the membership instead."))
        if invitation.state is not InvitationState.REVOKED:
            invitation.revoked_at = clock.now()
            invitation.save()
    return invitation


def _accepting(invitation: Invitation) -> AbstractContextManager[Recording]:
    """The system's action until the link has proved who comes: only then it is that person's."""
    by = Actor.system(invitation.workspace_id)
    return recorded(by=by, kind="invitation.accepted", subject=invitation)


def _invited_actor(invitation: Invitation, user: User) -> Actor:
    return Actor(invitation.workspace_id, user.pk, frozenset(invitation.roles))


def _used(invitation: Invitation, user: User) -> Membership:
    there = _present(invitation.workspace_id, invitation.email)
    if there is not None and not there.is_guest:
        raise DomainError(_("You are a member already: sign in and go to the workspace."))
    membership = place_member(invitation.workspace_id, user, invitation.roles)
    invitation.membership = membership
    invitation.save()
    return membership


def _locked_open(invitation: Invitation) -> Invitation:
    """Under the lock: two people with one link, or a revocation meanwhile; one wins."""
    invitation = locked(invitation)
    if invitation.state is not InvitationState.OPEN:
        raise DomainError(CLOSED[invitation.state])
    return invitation


def _require_no_member(by: Actor, email: str, *, guest: bool) -> None:
    there = _present(by.workspace_id, email)
    if there is None or there.is_guest:
        return  # a guest may get a second proposal, or become a member
    text = (
        _("This person is a member. Give them the approver role instead of a guest's seat.")
        if guest
        else _("This person is a member already. Change their roles instead.")
    )
    raise DomainError(Problem(text, "email"))


def _present(workspace_id: int, email: str) -> Membership | None:
    members = Membership.objects.filter(workspace_id=workspace_id, user__email=email)
    member: Membership | None = members.filter(ended_at=None).first()
    return member


def _revoke_earlier(by: Actor, email: str) -> None:
    earlier = Invitation.objects.filter(
        workspace_id=by.workspace_id, email=email, revoked_at=None, membership=None
    ).exclude(roles=[GUEST])
    for invitation in earlier.select_for_update(no_key=True).order_by("id"):
        invitation.revoked_at = clock.now()
        invitation.save()
