"""Form fields that every app shares: names on one line, and links that are safe to show."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from config.kernel.findings import is_blank
from config.kernel.unseen import unseen


def validate_name(text: str) -> None:
    """Raise ValidationError for a name that cannot be read out, or hides a character."""
    place = unseen(text.replace("\x00", ""))  # of which Django says so itself
    if place is not None:
        raise ValidationError(
            _("Leave out the invisible character at position %(place)d; a name is one line."),
            params={"place": place + 1},
        )
    if is_blank(text):
        raise ValidationError(_("Enter a name with letters or digits."))


class NameField(forms.CharField):
    """A name of something or somebody: one line, with a letter or a digit, nothing unseen."""

    default_validators = [validate_name]


class LinkField(forms.URLField):
    """An address that a browser opens as a page, without a password and with nothing unseen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("assume_scheme", "https")
        super().__init__(**kwargs)

    def run_validators(self, value: str) -> None:
        super().run_validators(value)
        if not value:
            return
        try:
            URLValidator(schemes=["http", "https"])(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if unseen(value) is not None:
            raise ValidationError(_("Leave out the invisible characters in this address."))
        if "@" in urlsplit(value).netloc:
            raise ValidationError(
                _("Leave out the name and password before the @: everybody here reads the address.")
            )
