"""The Fit Card (chapter 28, section 3.2): fit is more than features."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey, TenantOneToOneField
from config.kernel.words import word_field, words_field, words_known
from partnerships.models.partnerships import Partnership
from partnerships.rules.vocabulary import (
    AuditMeans,
    FallbackKind,
    FallbackVerdict,
    Portability,
    RehearsalKind,
)
from partnerships.words import (
    AUDIT_MEANS,
    FALLBACK_KINDS,
    FALLBACK_VERDICTS,
    PORTABILITIES,
    REHEARSAL_KINDS,
)


class FitCard(Audited):
    """The prose of the card's sections. Its rows are models of their own."""

    partnership = TenantOneToOneField(Partnership, related_name="fit_card")
    capability = models.TextField(_("capability provided"), blank=True)
    uncertainty_reduced = models.TextField(_("uncertainty it reduces"), blank=True)
    complementary = models.TextField(_("how it complements your own"), blank=True)
    incentives = models.TextField(_("incentives"), blank=True)
    integration_surface = models.TextField(_("integration surface"), blank=True)
    evidence_expected = models.TextField(_("evidence artifacts"), blank=True)
    exit_days = models.PositiveIntegerField(_("days to leave"), null=True, blank=True)
    exit_cost = models.DecimalField(
        _("cost of leaving"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    exit_currency = models.CharField(_("currency"), max_length=3, blank=True)
    exit_basis = models.TextField(_("how you know"), blank=True)
    portability = word_field(_("how much of the data comes along"), PORTABILITIES, blank=True)
    data_portability = models.TextField(_("data portability"), blank=True)
    operational_cadence = models.TextField(_("operational cadence"), blank=True)
    failure_behaviour = models.TextField(_("failure behaviour"), blank=True)

    incentives_looked_at = models.DateTimeField(null=True, editable=False)
    incentives_looked_by_id = models.BigIntegerField(null=True, editable=False)
    incentives_seen = models.TextField(_("what was seen"), blank=True, editable=False)

    class Meta:
        verbose_name = _("Fit Card")
        verbose_name_plural = _("Fit Cards")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_fitcard_words", portability=(Portability, "")),
            models.CheckConstraint(
                condition=Q(exit_cost__isnull=True) | Q(exit_cost__gte=0),
                name="partnerships_fitcard_exit_cost_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Fit Card"))


class ConflictRisk(Audited):
    """Where the partner's interest and ours may part, and how it would be seen early."""

    partnership = TenantForeignKey(Partnership, related_name="conflict_risks")
    description = models.TextField(_("conflict risk"))
    early_observation = models.TextField(_("how it would be observed early"), blank=True)
    watcher = models.CharField(_("who watches"), max_length=200, blank=True)
    observed_on = models.DateField(_("observed on"), null=True, blank=True)
    observed_what = models.TextField(_("what was observed"), blank=True)
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    resolution = models.TextField(_("how it was resolved"), blank=True)

    class Meta:
        verbose_name = _("conflict risk")
        verbose_name_plural = _("conflict risks")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("observed_on")),
                name="partnerships_conflictrisk_resolved_once_observed",
            )
        ]

    def __str__(self) -> str:
        return self.description[:80]


class IntegrationPoint(Audited):
    """One place where the two organisations' work or systems meet."""

    partnership = TenantForeignKey(Partnership, related_name="integration_points")
    name = models.CharField(_("integration point"), max_length=200)
    single_point_of_failure = models.BooleanField(_("single point of failure"), default=False)
    fallback_kind = word_field(_("what stands in"), FALLBACK_KINDS, blank=True)
    fallback = models.TextField(_("alternative or fallback without the partner"), blank=True)
    fallback_covers = models.TextField(_("for whom, and what it covers"), blank=True)
    fallback_depends_on = models.TextField(_("on which other parties it depends"), blank=True)
    fallback_verdict = word_field(_("was it assessed?"), FALLBACK_VERDICTS, blank=True)
    fallback_assessed_by = models.CharField(_("assessed by"), max_length=200, blank=True)
    fallback_assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    switch_days = models.PositiveIntegerField(_("days to switch"), null=True, blank=True)
    switch_cost = models.DecimalField(
        _("cost to switch"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    switch_currency = models.CharField(_("currency"), max_length=3, blank=True)
    audit_means = words_field(_("audited by"), AUDIT_MEANS)
    audited_how = models.TextField(_("how it is audited"), blank=True)

    class Meta:
        verbose_name = _("integration point")
        verbose_name_plural = _("integration points")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known(
                "partnerships_integrationpoint_words",
                fallback_kind=(FallbackKind, ""),
                fallback_verdict=(FallbackVerdict, ""),
            ),
            models.CheckConstraint(
                condition=Q(audit_means__contained_by=[each.value for each in AuditMeans]),
                name="partnerships_integrationpoint_audit_means",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExitStep(Audited):
    """One step of the way out, and who takes it."""

    partnership = TenantForeignKey(Partnership, related_name="exit_steps")
    step = models.TextField(_("step"))
    owner = models.CharField(_("who takes it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("exit step")
        verbose_name_plural = _("exit steps")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.step[:80]


class ExitRehearsal(Audited):
    """The way out, tried: walked through on paper or rehearsed for real, and what was learnt."""

    partnership = TenantForeignKey(Partnership, related_name="exit_rehearsals")
    kind = word_field(_("how"), REHEARSAL_KINDS)
    held_on = models.DateField(_("on"))
    who = models.CharField(_("who took part"), max_length=200, blank=True)
    learnt = models.TextField(_("what was learnt"))

    class Meta:
        verbose_name = _("rehearsal of the exit")
        verbose_name_plural = _("rehearsals of the exit")
        ordering: ClassVar[list[str]] = ["held_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_exitrehearsal_words", kind=RehearsalKind)
        ]

    def __str__(self) -> str:
        return self.learnt[:80]
