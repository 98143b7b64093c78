"""The form of a reading: what an artifact shows for one success criterion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm
from config.kernel.widgets import HintedRadioSelect
from evidence.models import Bearing
from evidence.selectors.criteria import ClaimToRead
from partnerships.models import SuccessCriterion


class ReadingForm(SeamForm):
    """Bearing, reason and limits. The criterion is chosen once, when the reading is made."""

    bearing = forms.ChoiceField(
        label=_("What does it show?"),
        choices=Bearing.choices,
        widget=HintedRadioSelect(
            hints={
                "supports": _("It makes the criterion more credible."),
                "refutes": _("It speaks against the criterion. That is worth as much."),
                "ambiguous": _("It can be read both ways, or is too thin to say."),
            }
        ),
        error_messages={
            "required": _("Say whether it supports or refutes the criterion, or is ambiguous."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    why = LongTextField(
        label=_("Why?"),
        rows=4,
        help_text=_("What you saw in it, with figures and where they stand."),
        error_messages={"required": _("Say what in the artifact makes you read it so.")},
    )
    limits_here = LongTextField(
        label=_("Limits here"),
        required=False,
        rows=3,
        help_text=_("What it leaves open for this criterion, beyond the artifact's own limits."),
    )


class NewReadingForm(ReadingForm):
    """A reading to be made: the criterion too, grouped by the claim that it belongs to."""

    criterion = forms.TypedChoiceField(
        label=_("For which success criterion?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the success criterion that the artifact speaks to."),
            "invalid_choice": _("Choose one of the criteria listed."),
        },
    )

    def __init__(self, *args: Any, claims: Sequence[ClaimToRead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = {str(c.pk): c for claim in claims for c in claim.unread}
        field: Any = self.fields["criterion"]
        field.choices = [
            (claim.heading, [(str(c.pk), _worded(c)) for c in claim.unread])
            for claim in claims
            if claim.unread
        ]
        field.coerce = criteria.__getitem__
        self.order_fields(["criterion", "bearing", "why", "limits_here"])


def _worded(criterion: SuccessCriterion) -> str:
    return (
        f"{criterion.statement} ({criterion.target})" if criterion.target else criterion.statement
    )
