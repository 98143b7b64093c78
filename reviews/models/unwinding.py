"""The way out, once it was decided: who does what until when, and what it took."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from reviews.models.decisions import Decision


class UnwindStep(Audited):
    """One step of an unwinding. The first ones come from the Fit Card's exit path."""

    decision = TenantForeignKey(Decision, related_name="unwind_steps")
    step = models.TextField(_("step"))
    owner = models.CharField(_("who does it"), max_length=200, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("what it took"), blank=True)

    class Meta:
        verbose_name = _("step of the unwinding")
        verbose_name_plural = _("steps of the unwinding")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(step=""), name="reviews_unwindstep_says_what")
        ]

    def __str__(self) -> str:
        return str(self.step[:120])
