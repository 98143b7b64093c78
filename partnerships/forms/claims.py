"""The form of a claim: the sentence of chapter 28, section 2.2, with its blanks to fill.

The words around a blank are its label, so that the form reads as the sentence does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, LongTextField, SeamForm
from partnerships.models import Uncertainty


class ClaimForm(SeamForm):
    asked_later = frozenset(
        {
            "about",
            "capability",
            "boundary",
            "evidence_expected",
            "deferral_date",
            "does_not_establish",
        }
    )

    about = forms.TypedChoiceField(
        label=_("Uncertainty of a scale step"),
        required=False,
        empty_value=None,
        help_text=_("What the claim is about."),
        error_messages={"invalid_choice": _("Choose an uncertainty of the list, or none yet.")},
    )
    uncertainty = LongTextField(
        rows=2,
        help_text=_(
            "What you do not know and a decision of yours hangs on. Left empty, it says what you "
            "chose above."
        ),
        error_messages={"required": _("Say which uncertainty the partner can reduce.")},
    )
    capability = LongTextField(
        label=_("because they provide"),
        required=False,
        rows=2,
        help_text=_("The capability of theirs that reduces it."),
    )
    boundary = LongTextField(
        label=_("under boundary"),
        required=False,
        rows=2,
        help_text=_("What stays yours, what is theirs, and who answers when something breaks."),
    )
    evidence_expected = LongTextField(
        label=_("with evidence"),
        required=False,
        rows=2,
        help_text=_("What would bear it out, under which conditions, over what time."),
    )
    deferral_date = DateField(
        label=_("If evidence remains ambiguous by"),
        required=False,
        help_text=_("…we defer. A day on which somebody will look, not a day to hope for."),
    )
    does_not_establish = LongTextField(
        label=_("This partnership reduces that uncertainty; it does not establish"),
        required=False,
        rows=2,
        help_text=_("What people might take it to prove. Reviews will hold it against them."),
    )

    def __init__(
        self,
        *args: Any,
        partner: str,
        steps: Sequence[tuple[str, Sequence[Uncertainty]]] = (),
        **kwargs: Any,
    ) -> None:
        """`partner` is the name that stands in the sentence, `steps` what it can be about."""
        super().__init__(*args, **kwargs)
        self._offer(steps)
        self.fields["uncertainty"].required = not self.data.get("about")
        self.fields["uncertainty"].label = format_lazy(
            _("We believe {partner} can reduce uncertainty about"), partner=partner
        )

    def clean(self) -> dict[str, Any]:
        """An uncertainty that was chosen need not be written a second time."""
        super().clean()
        about = self.cleaned_data.get("about")
        if about and self.cleaned_data.get("uncertainty") == "":
            self.cleaned_data["uncertainty"] = about.statement
        return self.cleaned_data

    def _offer(self, steps: Sequence[tuple[str, Sequence[Uncertainty]]]) -> None:
        by_id = {str(each.pk): each for _name, among in steps for each in among}
        grouped = [(name, [(each.pk, str(each)) for each in among]) for name, among in steps]
        field: Any = self.fields["about"]
        field.choices = [("", _("None yet")), *grouped]
        field.coerce = by_id.__getitem__
