"""What is asked of the policy before it holds, and what a partnership says does not apply to it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from partnerships.models import Partnership


class ChangeState(models.TextChoices):
    """A change of the policy is open until another person's word, or its proposer's, ends it."""

    OPEN = "open", _("Open")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PolicyChange(Audited):
    """A version of the policy that somebody asks for.

    `document` is its canonical JSON (seam-policy/1). `follows` is the number of the version that
    it was written against: once another came into force, it has to be asked for anew.
    """

    document = models.TextField(editable=False)
    follows = models.PositiveIntegerField(editable=False)
    reason = models.TextField(_("reason"))
    proposed_by_id = models.BigIntegerField(editable=False)
    proposed_at = models.DateTimeField(editable=False)
    state = models.CharField(
        max_length=20, choices=ChangeState.choices, default=ChangeState.OPEN, editable=False
    )
    ended_by_id = models.BigIntegerField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_reason = models.TextField(blank=True, editable=False)

    only_changes = ("state", "ended_by_id", "ended_at", "ended_reason", "version")

    class Meta:
        verbose_name = _("change of the policy")
        verbose_name_plural = _("changes of the policy")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(state="open"),
                name="reviews_policychange_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, ended_by_id__isnull=True)
                | ~Q(state="open") & Q(ended_at__isnull=False),
                name="reviews_policychange_ended_or_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ChangeState.values), name="reviews_policychange_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | ~Q(ended_by_id=F("proposed_by_id")),
                name="reviews_policychange_by_two",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reviews_policychange_reason"),
        ]

    def __str__(self) -> str:
        return str(self.reason[:80])


class NotApplicable(Audited):
    """Why a requirement of the gate has no object in a partnership, and who stands by that."""

    partnership = TenantForeignKey(Partnership, related_name="not_applicable")
    requirement = models.CharField(_("requirement"), max_length=40, editable=False)
    reason = models.TextField(_("reason"))
    stated_by_id = models.BigIntegerField(editable=False)
    stated_at = models.DateTimeField(editable=False)
    assessed_by_id = models.BigIntegerField(null=True, editable=False)
    assessed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reason why it does not apply")
        verbose_name_plural = _("reasons why it does not apply")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partnership", "requirement"],
                name="reviews_notapplicable_once",
                violation_error_message=_("It is said already why this does not apply."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reviews_notapplicable_reason"),
            models.CheckConstraint(
                condition=Q(assessed_by_id__isnull=True) | ~Q(assessed_by_id=F("stated_by_id")),
                name="reviews_notapplicable_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.reason[:80])
