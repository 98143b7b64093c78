"""Triggers (chapter 28, 4.2): what, once seen, calls for renegotiation or unwind."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from partnerships.models.partnerships import Partnership
from partnerships.rules.vocabulary import TriggerCall
from partnerships.words import TRIGGER_CALLS


class Trigger(Audited):
    """An observable agreed beforehand, and the named person who may authorise what it calls for."""

    partnership = TenantForeignKey(Partnership, related_name="triggers")
    observable = models.TextField(_("what would be seen"))
    noticed_how = models.TextField(_("how it would be noticed"), blank=True)
    noticed_by = models.CharField(_("who would notice"), max_length=200, blank=True)
    calls_for = word_field(_("what it calls for"), TRIGGER_CALLS)
    authoriser = TenantForeignKey(
        Membership,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may authorise"),
    )

    class Meta:
        verbose_name = _("trigger")
        verbose_name_plural = _("triggers")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_trigger_words", calls_for=TriggerCall)
        ]

    def __str__(self) -> str:
        return self.observable[:120]
