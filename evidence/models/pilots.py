"""A pilot: a question put to a partnership under conditions that are said beforehand."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from evidence.models.vocabulary import Conditions
from partnerships.models import Partnership, SuccessCriterion


class Pilot(Audited):
    """A trial of a partnership. Its result becomes an artifact of the Evidence Log."""

    partnership = TenantForeignKey(Partnership, related_name="pilots")
    question = models.TextField(_("question"))
    conditions = models.CharField(_("conditions"), max_length=20, choices=Conditions.choices)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    boundary = models.TextField(_("boundary of the pilot"), blank=True)
    results = models.TextField(_("results"), blank=True)
    concluded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(conditions__in=Conditions.values), name="evidence_pilot_words"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="evidence_pilot_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True)
                | (Q(ends_on__isnull=False) & ~Q(results="")),
                name="evidence_pilot_concluded_with_results",
            ),
        ]

    def __str__(self) -> str:
        return self.question[:120]


class PilotCriterion(Audited):
    """A success criterion that a pilot was to bear on, and what it showed for it."""

    pilot = TenantForeignKey(Pilot, related_name="criteria")
    criterion = TenantForeignKey(
        SuccessCriterion, related_name="pilots", verbose_name=_("success criterion")
    )
    result = models.TextField(_("what it showed"), blank=True)

    class Meta:
        verbose_name = _("criterion of a pilot")
        verbose_name_plural = _("criteria of a pilot")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pilot", "criterion"],
                name="evidence_pilotcriterion_once",
                violation_error_message=_("The pilot has this criterion already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.criterion)
