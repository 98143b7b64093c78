"""What a workspace asks of every partnership. Without a row, the defaults of the rules hold."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited


class Policy(Audited):
    """One workspace's policy: limits of an exit, and responsibilities to be settled."""

    required_responsibilities = ArrayField(
        models.CharField(max_length=200), verbose_name=_("responsibilities to settle"), blank=True
    )
    long_exit_days = models.PositiveIntegerField(_("an exit is long from (days)"))
    costly_exit = models.DecimalField(
        _("an exit is costly from"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    costly_exit_currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace"], name="partnerships_policy_one")
        ]

    def __str__(self) -> str:
        return str(_("Policy"))
