"""What is asked before a dossier is shown or carried away."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import SeamForm


class MomentForm(SeamForm):
    """As of which moment; empty means now."""

    until = forms.CharField(
        label=_("As of"),
        required=False,
        max_length=40,
        help_text=_("An entry of the ledger or a day, such as 120 or 2026-09-30. Empty is now."),
    )
