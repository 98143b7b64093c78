"""The Fit Card (chapter 28, section 3.2): fit is more than features."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey, TenantOneToOneField
from partnerships.models.partnerships import Partnership


class FitCard(Audited):
    """The prose of the card's sections. Its rows are models of their own."""

    partnership = TenantOneToOneField(Partnership, related_name="fit_card")
    capability = models.TextField(_("capability provided"), blank=True)
    uncertainty_reduced = models.TextField(_("uncertainty it reduces"), blank=True)
    incentives = models.TextField(_("incentives"), blank=True)
    integration_surface = models.TextField(_("integration surface"), blank=True)
    evidence_expected = models.TextField(_("evidence artifacts"), blank=True)
    exit_time = models.CharField(_("time to leave"), max_length=200, blank=True)
    exit_cost = models.CharField(_("cost of leaving"), max_length=200, blank=True)
    data_portability = models.TextField(_("data portability"), blank=True)
    operational_cadence = models.TextField(_("operational cadence"), blank=True)
    failure_behaviour = models.TextField(_("failure behaviour"), blank=True)

    class Meta:
        verbose_name = _("Fit Card")
        verbose_name_plural = _("Fit Cards")

    def __str__(self) -> str:
        return str(_("Fit Card"))


class ConflictRisk(Audited):
    """Where the partner's interest and ours may part, and how it would be seen early."""

    partnership = TenantForeignKey(Partnership, related_name="conflict_risks")
    description = models.TextField(_("conflict risk"))
    early_observation = models.TextField(_("how it would be observed early"), blank=True)
    watcher = models.CharField(_("who watches"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("conflict risk")
        verbose_name_plural = _("conflict risks")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.description[:80]


class IntegrationPoint(Audited):
    """One place where the two organisations' work or systems meet."""

    partnership = TenantForeignKey(Partnership, related_name="integration_points")
    name = models.CharField(_("integration point"), max_length=200)
    single_point_of_failure = models.BooleanField(_("single point of failure"), default=False)
    fallback = models.TextField(_("alternative or fallback without the partner"), blank=True)
    switch_time = models.CharField(_("time to switch"), max_length=200, blank=True)
    switch_cost = models.CharField(_("cost to switch"), max_length=200, blank=True)
    audited_how = models.TextField(_("how it is audited"), blank=True)

    class Meta:
        verbose_name = _("integration point")
        verbose_name_plural = _("integration points")
        ordering: ClassVar[list[str]] = ["id"]

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
