"""What people fill in when they hand over a line of their desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm

_CHOOSE = _("Choose one of these members: on their desks it can stand.")


class HandOverForm(SeamForm):
    """To whom, and what they need to know."""

    to = forms.TypedChoiceField(
        label=_("To whom"),
        coerce=int,
        help_text=_("Members whose role lets them clear it."),
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    note = LongTextField(
        label=_("Note"),
        rows=3,
        max_length=2000,
        help_text=_("What they need to know to take it up. It stands beside the line."),
        error_messages={"required": _("Say what they need to know to take it up.")},
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        """`people` are those who could take it, each with what they are called."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [("", _("Choose somebody")), *people]
