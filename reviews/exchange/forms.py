"""What is asked before a dossier is shown or carried away."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import SeamForm
from reviews.exchange.files import LARGEST


class ImportForm(SeamForm):
    """A dossier file to be taken in."""

    file = forms.FileField(
        label=_("Dossier file"),
        allow_empty_file=True,  # the reader says it better
        help_text=_("A file that Seam exported, such as cold-storage-entry-120.seam.json."),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        error_messages={
            "required": _("Choose the file of a dossier."),
            "invalid": _("Choose the file again; it did not arrive."),
        },
    )

    def clean_file(self) -> object:
        """Refused by its size before anything of it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 10 MB, so it is no dossier that Seam exported.")
            )
        return upload
