"""Proposals can be decided once; signatures and decisions are written once and never again."""

from typing import ClassVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from config.kernel.audited import Audited, Sealed
from config.kernel.tenancy import TenantForeignKey, TenantOneToOneField
from partnerships.models import DecisionKind, Partnership, Policy, Standing
from reviews.models.gate import PolicyChange


class ProposalState(models.TextChoices):
    """A proposal is open until enough people authorised it, or one declined."""

    OPEN = "open", _("Open")
    AUTHORISED = "authorised", _("Authorised")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Proposal(Audited):
    """What somebody asks to have decided, with the dossier as it stood at that moment.

    `dossier` is the canonical JSON whose SHA-256 is `dossier_digest`: the bytes that were on the
    screen are the bytes that are signed. `terms` are those of the kind (scope, dates, steps).
    `judgement` is what the gate said of it under `policy` on that day (reviews/gate/record.py);
    where the bar asks for a named authoriser, `only_by` holds who that is. `signatures_asked` is
    how many people have to authorise before it is sealed.
    """

    partnership = TenantForeignKey(Partnership, related_name="proposals")
    kind = models.CharField(_("kind"), max_length=20, choices=DecisionKind.choices)
    rationale = models.TextField(_("rationale"))
    terms = models.JSONField(_("terms"), default=dict)
    dossier = models.TextField(editable=False)
    dossier_digest = models.CharField(max_length=64, editable=False)
    policy = TenantForeignKey(Policy, null=True, editable=False, related_name="proposals")
    judgement = models.JSONField(null=True, editable=False)
    only_by = ArrayField(models.BigIntegerField(), default=list, editable=False)
    signatures_asked = models.PositiveSmallIntegerField(default=1, editable=False)
    proposed_by_id = models.BigIntegerField(editable=False)
    proposed_at = models.DateTimeField(editable=False)
    state = models.CharField(
        max_length=20, choices=ProposalState.choices, default=ProposalState.OPEN, editable=False
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    only_changes = ("state", "ended_at", "version")

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(state="open"),
                name="reviews_proposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | ~Q(state="open") & Q(ended_at__isnull=False),
                name="reviews_proposal_ended_or_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="reviews_proposal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(signatures_asked__gte=1), name="reviews_proposal_asks_a_signature"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.rationale[:80]}"


class GuestSeat(Audited):
    """The one proposal, or the one change of the policy, that a guest may see and decide."""

    proposal = TenantForeignKey(Proposal, null=True, related_name="guest_seats")
    policy_change = TenantForeignKey(PolicyChange, null=True, related_name="guest_seats")
    invitation = TenantOneToOneField(Invitation, related_name="guest_seat")

    class Meta:
        verbose_name = _("guest approver")
        verbose_name_plural = _("guest approvers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=True, policy_change__isnull=False)
                | Q(proposal__isnull=False, policy_change__isnull=True),
                name="reviews_guestseat_for_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} for {self.proposal or self.policy_change}"

    @property
    def decides(self) -> Proposal | PolicyChange:
        """What the guest is here for."""
        return cast("Proposal | PolicyChange", self.proposal or self.policy_change)


class Outcome(models.TextChoices):
    """What a signer says to a proposal."""

    AUTHORISED = "authorised", _("Authorised")
    DECLINED = "declined", _("Declined")


class ProvenBy(models.TextChoices):
    """By what a signer proved, as they signed, that it was them."""

    PASSWORD = "password", _("Password")
    TOTP = "password_totp", _("Password and a code of the app")
    RECOVERY_CODE = "password_recovery", _("Password and a recovery code")


class Signature(Sealed):
    """Who said what to a proposal, in what capacity, why, and over which bytes.

    `signed_digest` is over all that was on the screen, by the list of fields that `signed_as` names
    (reviews/decisions/signed.py). Both are empty in a signature from before there was such a list.
    `proven_by` is empty where nobody was asked, as in the demo, or nothing was kept of it.
    """

    proposal = TenantForeignKey(Proposal, related_name="signatures")
    signer_id = models.BigIntegerField()
    capacity = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    meaning = models.TextField()
    reason = models.TextField()
    dossier_digest = models.CharField(max_length=64)
    signed_digest = models.CharField(max_length=64, blank=True, default="")
    signed_as = models.CharField(max_length=40, blank=True, default="")
    signed_at = models.DateTimeField()
    proven_by = models.CharField(max_length=20, choices=ProvenBy.choices, blank=True, default="")

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal", "signer_id"], name="reviews_signature_one_per_person"
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(outcome="declined"),
                name="reviews_signature_one_decline",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reviews_signature_has_reason"),
            models.CheckConstraint(
                condition=Q(signed_digest="", signed_as="")
                | ~Q(signed_digest="") & ~Q(signed_as=""),
                name="reviews_signature_names_its_list",
            ),
            models.CheckConstraint(
                condition=Q(proven_by__in=["", *ProvenBy.values]),
                name="reviews_signature_proof_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} by {self.signer_id}"


class Decision(Sealed):
    """What was decided, sealed. A later decision supersedes it; nothing edits it.

    `signature` is the one that completed it; those before it stand at the proposal. The digests are
    those that it signed.
    """

    partnership = TenantForeignKey(Partnership, related_name="decisions")
    proposal = TenantOneToOneField(Proposal, related_name="decision")
    signature = TenantOneToOneField(Signature, related_name="decision")
    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    terms = models.JSONField()
    rationale = models.TextField()
    dossier_digest = models.CharField(max_length=64)
    signed_digest = models.CharField(max_length=64, blank=True, default="")
    standing_before = models.CharField(max_length=20, choices=Standing.choices)
    standing_after = models.CharField(max_length=20, choices=Standing.choices)
    bar = models.PositiveSmallIntegerField(_("bar"), null=True)
    approver_id = models.BigIntegerField()
    decided_at = models.DateTimeField()
    supersedes = TenantOneToOneField(
        "self", null=True, related_name="superseded_by", verbose_name=_("supersedes")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["workspace", "partnership", "-decided_at", "-id"],
                name="reviews_decision_of",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_at:%Y-%m-%d}"
