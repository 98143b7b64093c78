"""Choosing roles: each with a sentence that says what it lets a person do."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.actors import ADMINISTRATOR, APPROVER, AUDITOR, CONTRIBUTOR

SENTENCES = {
    CONTRIBUTOR: _("Contributor: writes cards, claims and evidence, and proposes decisions"),
    APPROVER: _("Approver: authorises or declines decisions that somebody else proposed"),
    AUDITOR: _("Auditor: reads everything and the whole trail"),
    ADMINISTRATOR: _("Administrator: members, roles and settings"),
}


class RolesField(forms.MultipleChoiceField):
    """Tick boxes of a member's roles; `only` narrows them."""

    def __init__(self, *, only: Collection[str] = tuple(SENTENCES), **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Roles"))
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Choose at least one role."),
                "invalid_choice": _("Choose from the roles in the list."),
            },
        )
        choices = [(role, SENTENCES[role]) for role in SENTENCES if role in only]
        super().__init__(choices=choices, **kwargs)
