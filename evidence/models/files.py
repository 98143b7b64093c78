"""A file's content, known by its hash within a workspace."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited


class StoredFile(Audited):
    """Content that was uploaded once. It lies outside the web root, named by its SHA-256."""

    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    name = models.CharField(_("file name"), max_length=255, editable=False)
    content_type = models.CharField(max_length=120, editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "sha256"], name="evidence_storedfile_content_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the content lies below the storage's root."""
        return f"{self.workspace_id}/{self.sha256[:2]}/{self.sha256}"
