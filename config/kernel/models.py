"""The kernel's own table."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class RowShape(models.Model):
    """The list of fields that digests of a model's rows covered at some time. Append-only."""

    model = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    fields = ArrayField(models.CharField(max_length=100))

    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="kernel_rowshape_number")
        ]

    def __str__(self) -> str:
        return f"{self.model}/{self.number}"
