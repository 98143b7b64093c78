"""An uploaded file: a name for a content that is known by its hash within a workspace."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited


class StoredFile(Audited):
    """A file as somebody handed it in.

    The content lies outside the web root, once per workspace, named by its SHA-256. The same
    content under another name is another row, so that a download is called what its own artifact
    calls it.
    """

    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    name = models.CharField(_("file name"), max_length=255, editable=False)
    content_type = models.CharField(max_length=120, editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "sha256", "name"], name="evidence_storedfile_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
