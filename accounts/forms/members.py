"""The forms about a member's place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.roles import RolesField
from config.kernel.forms import LongTextField, SeamForm


class _PlaceForm(SeamForm):
    """Asks for a word from whoever takes the administrator's role from themselves."""

    gives_up = forms.BooleanField(
        required=False,
        label=_("I know that I will no longer be able to change members and settings here."),
    )

    def __init__(self, *args: Any, own_administration: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own_administration:
            del self.fields["gives_up"]


class MemberForm(_PlaceForm):
    roles = RolesField()
    field_order = ("roles", "gives_up")


class MemberEndForm(_PlaceForm):
    reason = LongTextField(
        label=_("Reason"),
        required=False,
        rows=3,
        help_text=_("Read in the trail, beside your name."),
    )
    field_order = ("reason", "gives_up")
