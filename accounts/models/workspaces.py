"""Workspaces, who belongs to them in which roles, and how one is invited."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.rules.invitations import InvitationFacts, InvitationState, invitation_state
from config.kernel import actors, clock
from config.kernel.actors import Actor
from config.kernel.audited import Audited, AuditedBase
from config.kernel.tenancy import TenantForeignKey


class Role(models.TextChoices):
    """What a member may do. A guest sees and decides one thing, nothing else."""

    CONTRIBUTOR = actors.CONTRIBUTOR, _("Contributor")
    APPROVER = actors.APPROVER, _("Approver")
    AUDITOR = actors.AUDITOR, _("Auditor")
    ADMINISTRATOR = actors.ADMINISTRATOR, _("Administrator")
    GUEST = actors.GUEST, _("Guest approver")


def role_names(roles: Iterable[str]) -> list[str]:
    """Roles in words, in the language of the page."""
    return [str(Role(role).label) for role in roles]


def roles_field() -> ArrayField:
    """A non-empty list of roles."""
    return ArrayField(
        models.CharField(max_length=20, choices=Role.choices), verbose_name=_("roles")
    )


def roles_are_consistent(name: str) -> models.CheckConstraint:
    """At least one known role, and a guest is nothing besides."""
    members = Q(roles__contained_by=sorted(actors.MEMBER_ROLES), roles__len__gt=0)
    return models.CheckConstraint(condition=members | Q(roles=[actors.GUEST]), name=name)


class Workspace(AuditedBase):
    """One organisation's register. Its own row says whose it is by its id."""

    slug = models.SlugField(_("address"), unique=True, max_length=60, editable=False)
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")

    workspace_column = "id"
    also_visible = (
        "seam_enumerates() OR id IN (SELECT workspace_id FROM accounts_membership "
        "WHERE user_id = seam_user() AND ended_at IS NULL)"
    )

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class Membership(Audited):
    """A person in a workspace, with roles. It ends; it is never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    roles = roles_field()
    ended_at = models.DateTimeField(null=True, editable=False)

    also_visible = "user_id = seam_user()"

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            roles_are_consistent("accounts_membership_roles"),
            models.UniqueConstraint(
                fields=["workspace", "user"], name="accounts_membership_one_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {', '.join(self.roles)}"

    @property
    def role_names(self) -> list[str]:
        """The roles in words."""
        return role_names(self.roles)

    @property
    def is_guest(self) -> bool:
        return self.roles == [actors.GUEST]

    @property
    def actor(self) -> Actor:
        """The person as an actor in this workspace."""
        return Actor(
            workspace_id=self.workspace_id, user_id=self.user_id, roles=frozenset(self.roles)
        )


class Invitation(Audited):
    """A link that makes whoever follows it a member. Only the digest of its secret is kept.

    `place_ended_at` is when the membership ended that it gave: a later one gives a new place.
    `link_shown` remembers that whoever invited saw the link and could have followed it themselves.
    """

    email = models.EmailField(_("e-mail address"), max_length=254)
    roles = roles_field()
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by_id = models.BigIntegerField(null=True, editable=False)
    link_shown = models.BooleanField(_("link shown"), default=False, editable=False)
    invited_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    membership = TenantForeignKey(Membership, null=True, editable=False, related_name="invitations")
    place_ended_at = models.DateTimeField(_("place ended at"), null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            roles_are_consistent("accounts_invitation_roles"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("invited_at")),
                name="accounts_invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=True) | Q(revoked_at__isnull=True),
                name="accounts_invitation_accepted_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(place_ended_at__isnull=True) | Q(membership__isnull=False),
                name="accounts_invitation_place_was_taken",
            ),
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.roles)} until {self.expires_at:%Y-%m-%d}"

    @property
    def state(self) -> InvitationState:
        """Where the invitation stands now."""
        facts = InvitationFacts(
            expires_at=self.expires_at,
            revoked=self.revoked_at is not None,
            accepted=self.membership_id is not None,
        )
        return invitation_state(facts, clock.now())

    @property
    def role_names(self) -> list[str]:
        """The roles in words."""
        return role_names(self.roles)

    @property
    def is_for_guest(self) -> bool:
        return self.roles == [actors.GUEST]
