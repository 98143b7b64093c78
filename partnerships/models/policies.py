"""What a workspace asks of every partnership, version by version. The last one holds."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Sealed


class Policy(Sealed):
    """One version of a workspace's policy: a later version supersedes it, nothing edits it.

    `grid` and `bars` are read by the gate, which lies to the right of here (reviews/gate/rules).
    `lowered_on` is the last day on which a version came into force that asked for less than the
    one before it. The first version is adopted when the workspace is opened, by nobody.
    """

    number = models.PositiveIntegerField(_("version"))
    required_responsibilities = ArrayField(
        models.CharField(max_length=200), verbose_name=_("responsibilities to settle"), blank=True
    )
    long_exit_days = models.PositiveIntegerField(_("an exit is long from (days)"))
    costly_exit = models.DecimalField(
        _("an exit is costly from"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    costly_exit_currency = models.CharField(_("currency"), max_length=3, blank=True)
    grid = models.JSONField(_("which bar"))
    bars = models.JSONField(_("bars"))
    lowered_on = models.DateField(_("last lowered on"), null=True)
    reason = models.TextField(_("reason"))
    proposed_by_id = models.BigIntegerField(null=True)
    agreed_by_id = models.BigIntegerField(null=True)
    adopted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="partnerships_policy_version"
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by_id__isnull=True, agreed_by_id__isnull=True)
                | ~models.Q(proposed_by_id=models.F("agreed_by_id")),
                name="partnerships_policy_by_two",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Policy, version %(number)d") % {"number": self.number})
