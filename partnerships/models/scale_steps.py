"""A planned step of the scaling strategy, what is not known about it, and the ways to take it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from partnerships.models.partnerships import Partnership
from partnerships.rules.vocabulary import CapabilityKind, GapKind, OptionKind, UncertaintyState
from partnerships.words import CAPABILITY_KINDS, GAP_KINDS, OPTION_KINDS, UNCERTAINTY_STATES


class ScaleStep(Audited):
    """A step that needs an external capability, and what stands behind the need (chapter 2.1)."""

    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=400, editable=False)
    capability_kind = word_field(_("kind of capability"), CAPABILITY_KINDS)
    capability_needed = models.TextField(_("capability needed"), blank=True)
    gap_kind = word_field(_("kind of gap"), GAP_KINDS, blank=True)
    gap = models.TextField(_("gap or constraint"), blank=True)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    critical_path = models.BooleanField(_("on the critical path"), default=False)
    still_owned = models.TextField(_("what we still own"), blank=True)

    class Meta:
        verbose_name = _("scale step")
        verbose_name_plural = _("scale steps")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "sort_key"], name="partnerships_scalestep_name_once"
            ),
            models.CheckConstraint(condition=~Q(sort_key=""), name="partnerships_scalestep_named"),
            words_known(
                "partnerships_scalestep_words",
                capability_kind=CapabilityKind,
                gap_kind=(GapKind, ""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Uncertainty(Audited):
    """Something about a scale step that is not known. A claim says which one a partner reduces."""

    scale_step = TenantForeignKey(ScaleStep, related_name="uncertainties")
    statement = models.TextField(_("uncertainty"))
    state = word_field(_("state"), UNCERTAINTY_STATES, default=UncertaintyState.OPEN.value)
    state_reason = models.TextField(_("what changed it"), blank=True)

    class Meta:
        verbose_name = _("uncertainty")
        verbose_name_plural = _("uncertainties")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_uncertainty_words", state=UncertaintyState)
        ]

    def __str__(self) -> str:
        return self.statement[:120]


class Option(Audited):
    """One way to take a scale step, answering the same questions as the others."""

    scale_step = TenantForeignKey(ScaleStep, related_name="options")
    kind = word_field(_("way"), OPTION_KINDS)
    partnership = TenantForeignKey(
        Partnership,
        null=True,
        blank=True,
        related_name="options",
        verbose_name=_("partnership"),
    )
    what_it_takes = models.TextField(_("what it takes"), blank=True)
    what_it_reduces = models.TextField(_("which uncertainty it reduces"), blank=True)
    what_stays_ours = models.TextField(_("what stays ours"), blank=True)
    way_back = models.TextField(_("the way back"), blank=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_option_words", kind=OptionKind),
            models.CheckConstraint(
                condition=Q(kind="partnership", partnership__isnull=False)
                | (~Q(kind="partnership") & Q(partnership__isnull=True)),
                name="partnerships_option_names_partnership",
            ),
            models.UniqueConstraint(
                fields=["scale_step", "partnership"], name="partnerships_option_once"
            ),
            models.UniqueConstraint(
                fields=["scale_step", "kind"],
                condition=Q(partnership__isnull=True),
                name="partnerships_option_kind_once",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The partnership it stands for, or the way that takes no partner."""
        return str(self.partnership or self.get_kind_display())
