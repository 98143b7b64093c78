"""Boundary design (chapter 28, 2.1 and 3.1): who answers for which part of the work."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey, TenantOneToOneField
from config.kernel.words import word_field, words_known
from partnerships.models.partnerships import Partnership
from partnerships.rules.vocabulary import PartyKind, TimeUnit
from partnerships.words import PARTY_KINDS, TIME_UNITS


class BoundaryDesign(Audited):
    """What the organisation keeps, and how the two decide together. Responsibilities are rows."""

    partnership = TenantOneToOneField(Partnership, related_name="boundary_design")
    decision_rights = models.TextField(_("decision rights we keep"), blank=True)
    quality_thresholds = models.TextField(_("quality thresholds we keep"), blank=True)
    user_outcomes = models.TextField(_("user outcomes we keep"), blank=True)
    shared_cadence = models.TextField(_("shared decision cadence"), blank=True)
    data_access_rights = models.TextField(_("data access rights"), blank=True)

    class Meta:
        verbose_name = _("boundary design")
        verbose_name_plural = _("boundary designs")

    def __str__(self) -> str:
        return str(_("Boundary design"))


class Responsibility(Audited):
    """One thing that somebody must own when it breaks."""

    partnership = TenantForeignKey(Partnership, related_name="responsibilities")
    name = models.CharField(_("responsibility"), max_length=200)
    party = word_field(_("party"), PARTY_KINDS, blank=True)
    other_party = models.CharField(_("which institution"), max_length=200, blank=True)
    person = models.CharField(_("named person"), max_length=200, blank=True)
    audited_how = models.TextField(_("how it is audited"), blank=True)

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_responsibility_words", party=(PartyKind, "")),
            models.CheckConstraint(
                condition=(Q(party="other") & ~Q(other_party=""))
                | (~Q(party="other") & Q(other_party="")),
                name="partnerships_responsibility_other_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EscalationStep(Audited):
    """Who is told next, and after how long. Steps are climbed in the order of their ids."""

    responsibility = TenantForeignKey(Responsibility, related_name="escalation_steps")
    who = models.CharField(_("who is told"), max_length=200)
    within = models.PositiveIntegerField(_("within"))
    unit = word_field(_("unit"), TIME_UNITS, default=TimeUnit.HOURS.value)

    class Meta:
        verbose_name = _("escalation step")
        verbose_name_plural = _("escalation steps")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_escalationstep_words", unit=TimeUnit),
            models.CheckConstraint(
                condition=Q(within__gt=0), name="partnerships_escalationstep_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return self.who
