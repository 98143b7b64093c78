"""The claim (chapter 28, section 2.2): one sentence with blanks, and what would bear it out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from partnerships.models.partnerships import Partnership
from partnerships.models.scale_steps import Uncertainty


class Claim(Audited):
    """We believe P can reduce uncertainty about X because they provide C, under B, with E."""

    partnership = TenantForeignKey(Partnership, related_name="claims")
    about = TenantForeignKey(
        Uncertainty,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("uncertainty of a scale step"),
    )
    uncertainty = models.TextField(_("uncertainty it reduces"))
    capability = models.TextField(_("capability they provide"), blank=True)
    boundary = models.TextField(_("boundary"), blank=True)
    evidence_expected = models.TextField(_("evidence"), blank=True)
    deferral_date = models.DateField(_("deferral date"), null=True, blank=True)
    does_not_establish = models.TextField(_("what it does not establish"), blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.uncertainty[:120]


class SuccessCriterion(Audited):
    """What would have to be observed for the claim to hold."""

    claim = TenantForeignKey(Claim, related_name="criteria")
    statement = models.TextField(_("success criterion"))
    target = models.CharField(_("target"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("success criterion")
        verbose_name_plural = _("success criteria")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.statement[:120]
