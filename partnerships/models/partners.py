"""An outside organisation."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited


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
