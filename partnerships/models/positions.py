"""Where a partnership stands as last judged. Derived: it can be written anew at any time."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.kernel.tenancy import TenantModel, TenantOneToOneField
from partnerships.models.partnerships import DecisionKind, Partnership


class Position(TenantModel):
    """What the register and the Evidence Log show of decisions, written by the apps that decide.

    `decision_id` is a plain number: decisions live to the right of here. `frozen_at` is when the
    dossier of that decision was frozen: what was said later, it never saw.

    `bar`, `blockers` and `signals` are what the gate says of a commitment as of `judged_on`, a day
    in the workspace's time zone; None once something was written since. From `next_change_on` on,
    time alone could have changed it.

    `questions` are what puts a commitment in question, since `in_question_since`. `deferred_since`
    is the day since which a claim's own date defers it, `review_due_on` the day by which the next
    health review has to be held, `violations` how many are not put right.
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
    bar = models.PositiveSmallIntegerField(_("bar"), null=True)
    blockers = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    signals = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    questions = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    in_question_since = models.DateField(null=True)
    deferred_since = models.DateField(null=True)
    review_due_on = models.DateField(null=True)
    violations = models.PositiveIntegerField(default=0, db_default=0)
    judged_on = models.DateField(null=True)
    next_change_on = models.DateField(null=True)

    audit_exempt = "derived from decisions, which are sealed"

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["workspace", "partnership"],
                condition=Q(judged_on__isnull=True),
                name="partnerships_position_stale",
            ),
            models.Index(fields=["workspace", "next_change_on"], name="partnerships_position_due"),
            models.Index(fields=["workspace", "bar"], name="partnerships_position_bar"),
            models.Index(
                fields=["workspace", "review_due_on"], name="partnerships_position_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_kind} {self.decided_at or ''}".strip()

    def holds_on(self, today: date) -> bool:
        """Whether what was judged still holds then: neither time nor anybody changed it."""
        if self.judged_on is None:
            return False
        due = self.next_change_on
        return due is None or due > today or self.judged_on >= due
