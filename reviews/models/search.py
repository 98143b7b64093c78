"""What the search finds: one row for each thing that has a page, with its words."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.tenancy import TenantModel


class SearchEntry(TenantModel):
    """The words of one object. Derived: it can be written anew at any time.

    `kind` and `row_id` say which object it is. `name_key` and `words_key` are folded, so that case
    and accents do not matter; the database makes the vector of them.
    """

    kind = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    beside = models.CharField(max_length=200, blank=True)
    name_key = models.TextField()
    words_key = models.TextField(blank=True)
    document = models.GeneratedField(
        expression=SearchVector("name_key", weight="A", config="simple")
        + SearchVector("words_key", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    audit_exempt = "derived from rows that are audited"

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "row_id"], name="reviews_searchentry_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["document"], name="reviews_searchentry_words")
        ]

    def __str__(self) -> str:
        return self.name
