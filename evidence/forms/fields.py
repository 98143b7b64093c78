"""The field through which a file arrives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evidence import uploads
from evidence.rules.files import ACCEPTED


class EvidenceFileField(forms.FileField):
    """A file that Seam accepts: what is wrong with another is said at the field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("allow_empty_file", True)  # the rule says it better
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        kwargs.setdefault(
            "error_messages", {"invalid": _("Choose the file again; it did not arrive.")}
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, None)
        problems = uploads.problems(upload) if upload else []
        if problems:
            raise ValidationError([str(problem.text) for problem in problems])
        return upload
