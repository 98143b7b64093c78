"""An outside organisation."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from partnerships.rules.vocabulary import FactKind
from partnerships.words import FACT_KINDS


class Partner(Audited):
    """An outside organisation that may provide a capability."""

    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=400, editable=False)
    what_they_do = models.TextField(_("what they do"), blank=True)
    website = models.URLField(_("website"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "sort_key"], name="partnerships_partner_name_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(sort_key=""), name="partnerships_partner_has_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerFact(Audited):
    """Something about a partner that changes what it wants, on its day and with its source."""

    partner = TenantForeignKey(Partner, related_name="facts")
    kind = word_field(_("about"), FACT_KINDS)
    statement = models.TextField(_("what happened"))
    happened_on = models.DateField(_("on"))
    source = models.TextField(_("source"))
    recorded_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("fact about a partner")
        verbose_name_plural = _("facts about a partner")
        ordering: ClassVar[list[str]] = ["happened_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("partnerships_partnerfact_words", kind=FactKind)
        ]

    def __str__(self) -> str:
        return self.statement[:120]
