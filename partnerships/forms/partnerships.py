"""The form of a partnership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.fields import NameField
from config.kernel.forms import DateField, LongTextField, SeamForm


class PartnershipForm(SeamForm):
    """What a partnership is called, what it is for, and what of it runs since when."""

    name = NameField(
        label=_("Name of the partnership"),
        max_length=200,
        help_text=_("What the two of you would do together, such as “Card acquiring in Europe”."),
        error_messages={"required": _("Enter a name for the partnership.")},
    )
    purpose = LongTextField(
        label=_("Purpose"),
        required=False,
        help_text=_("Which step of yours depends on it, and what happens if nobody helps."),
    )
    in_operation_since = DateField(
        label=_("In operation since"),
        required=False,
        help_text=_(
            "Only if you already work together. It is a fact, apart from what was decided."
        ),
    )
    in_operation_until = DateField(
        label=_("In operation until"),
        required=False,
        help_text=_("Only once it has stopped: the last day on which it ran."),
    )
    live = LongTextField(
        label=_("What is live"),
        required=False,
        rows=2,
        help_text=_("What of it runs, for whom, such as “Checkout for two of five markets”."),
    )


class PartnershipCreateForm(PartnershipForm):
    """With the partner: one that is known by this name, or else a new one of this name."""

    partner = NameField(
        label=_("Partner"),
        max_length=200,
        help_text=_(
            "The outside organisation. Partners you have are offered as you type; "
            "a name that is not among them becomes a new partner."
        ),
        widget=forms.TextInput(attrs={"list": "partner-options", "autocomplete": "off"}),
        error_messages={"required": _("Enter the name of the outside organisation.")},
    )
    # Nobody takes up what has already ended.
    in_operation_until = None  # type: ignore[assignment]
    field_order = ("partner", "name", "purpose", "in_operation_since", "live")

    def __init__(self, *args: Any, options_url: str, **kwargs: Any) -> None:
        """`options_url` answers with the names that are offered while one types."""
        super().__init__(*args, **kwargs)
        self.fields["partner"].widget.attrs |= {
            "hx-get": options_url,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#partner-options",
            "hx-swap": "outerHTML",
        }
