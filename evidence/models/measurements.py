"""A measurement: the same figure, period after period, so that a trend can be seen."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from evidence.rules.vocabulary import Direction, Period
from evidence.words import DIRECTIONS, PERIODS
from partnerships.models import Partnership, SuccessCriterion, Trigger


class Measurement(Audited):
    """A series with unit, target, direction and period. It can be bound to a trigger."""

    partnership = TenantForeignKey(Partnership, related_name="measurements")
    criterion = TenantForeignKey(
        SuccessCriterion,
        null=True,
        blank=True,
        related_name="measurements",
        verbose_name=_("success criterion"),
    )
    trigger = TenantForeignKey(
        Trigger,
        null=True,
        blank=True,
        related_name="measurements",
        verbose_name=_("trigger"),
    )
    name = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    target = models.DecimalField(
        _("target"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    direction = word_field(_("is met by"), DIRECTIONS, default=Direction.AT_LEAST.value)
    period = word_field(_("period"), PERIODS, default=Period.MONTH.value)
    source = models.TextField(_("where the figures come from"), blank=True)

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("evidence_measurement_words", direction=Direction, period=Period)
        ]

    def __str__(self) -> str:
        return self.name


class MeasuredValue(Audited):
    """One period's figure. A period without a row is a gap, and is shown as one."""

    measurement = TenantForeignKey(Measurement, related_name="values")
    starts_on = models.DateField(_("first day of the period"))
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")
        ordering: ClassVar[list[str]] = ["starts_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["measurement", "starts_on"], name="evidence_measuredvalue_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}: {self.value.normalize():f}"
