"""The forms of a workspace's policy, and of what does not apply in a partnership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from config.kernel.findings import is_blank
from config.kernel.forms import CurrencyField, LongTextField, SeamForm
from partnerships.rules.boundary import bare

#: What one responsibility's name takes, in characters, and how many a policy may ask for.
LONGEST = 200
MOST = 50


class PolicyForm(SeamForm):
    """What every partnership of the workspace has to settle, and when leaving is hard."""

    required_responsibilities = LongTextField(
        label=_("Responsibilities to settle"),
        required=False,
        rows=8,
        help_text=_(
            "One per line. A boundary is clear once each of them has an owner, a named person "
            "and somebody to tell. An empty list asks for none."
        ),
    )
    long_exit_days = forms.IntegerField(
        label=_("An exit is long from (days)"),
        min_value=1,
        max_value=36_500,
        error_messages={
            "required": _("Say from how many days on leaving takes long."),
            "invalid": _("Enter a whole number of days, such as 90."),
        },
    )
    costly_exit = forms.DecimalField(
        label=_("An exit is costly from"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text=_("Leave it empty when no amount alone makes an exit costly."),
    )
    costly_exit_currency = CurrencyField(required=False)

    def _from_row(self, row: models.Model) -> dict[str, Any]:
        values = super()._from_row(row)
        return values | {"required_responsibilities": lines_of(values["required_responsibilities"])}

    def clean_required_responsibilities(self) -> list[str]:
        """Each line once, whatever its case; a line without a word is none."""
        text: str = self.cleaned_data["required_responsibilities"]
        names = {bare(line): " ".join(line.split()) for line in reversed(text.splitlines())}
        kept = [name for name in reversed(names.values()) if not is_blank(name)]
        if any(len(name) > LONGEST for name in kept):
            raise forms.ValidationError(
                translated("Shorten each line to %(most)d characters.") % {"most": LONGEST}
            )
        if len(kept) > MOST:
            raise forms.ValidationError(
                translated("Ask for %(most)d responsibilities at most.") % {"most": MOST}
            )
        return kept

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        costs, currency = values.get("costly_exit"), values.get("costly_exit_currency")
        if costs is not None and currency == "":
            self.add_error("costly_exit_currency", _("Say in which currency, such as EUR."))
        if costs is None:
            values["costly_exit_currency"] = ""
        return values


def lines_of(names: Any) -> str:
    """Names as the form shows them: one per line."""
    return "\n".join(names)


class NotApplicableForm(SeamForm):
    """Why a requirement of the gate has no object in a partnership."""

    reason = LongTextField(
        label=_("Why does it have no object here?"),
        rows=4,
        help_text=_(
            "So that somebody who reads it years from now can follow: what there would have to be "
            "for it to apply, and why there is none."
        ),
        error_messages={"required": _("Say why it has no object here.")},
    )

    def clean_version(self) -> int | None:
        """None for whoever saw no reason: the action shows them the one that came meanwhile."""
        seen: int | None = self.cleaned_data["version"]
        return seen


class StandByForm(SeamForm):
    """Nothing to fill in: it says which version of the reason another person stands by."""


class AppliesAgainForm(SeamForm):
    """Nothing to fill in: it says which version of the reason is taken back."""
