"""Where a partnership stands as last judged. Derived: it can be written anew at any time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.tenancy import TenantModel, TenantOneToOneField
from partnerships.models.partnerships import DecisionKind, Partnership


class Position(TenantModel):
    """What the register and the Evidence Log show of decisions, written by the apps that decide.

    `decision_id` is a plain number: decisions live to the right of here. `frozen_at` is when the
    dossier of that decision was frozen: what was said later, it never saw.
    """

    partnership = TenantOneToOneField(Partnership, related_name="position")
    proposal_id = models.BigIntegerField(null=True)
    decision_id = models.BigIntegerField(null=True)
    decision_kind = models.CharField(max_length=20, choices=DecisionKind.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    term_ends_on = models.DateField(null=True)
    notice_by = models.DateField(null=True)
    revisit_on = models.DateField(null=True)
    approver_id = models.BigIntegerField(null=True)

    audit_exempt = "derived from decisions, which are sealed"

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return f"{self.decision_kind} {self.decided_at or ''}".strip()
