"""The forms of a scale step, of what is not known about it and of the ways to take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, LongTextField, SeamForm
from config.kernel.sentences import choices
from config.kernel.widgets import HintedRadioSelect, OfferingInput
from partnerships.forms.rows import RowForm
from partnerships.models import Partnership
from partnerships.rules.vocabulary import UncertaintyState
from partnerships.words import CAPABILITY_KINDS, GAP_KINDS, OPTION_KINDS, UNCERTAINTY_STATES

#: Gives the partnerships that are called as a person typed.
FindPartnerships = Callable[[str], Sequence[Partnership]]

_KEPT = _("What it said stays in the trail.")


class ScaleStepForm(SeamForm):
    """What a step needs from outside, why, and what stays ours."""

    asked_later = frozenset({"capability_needed", "gap_kind", "gap", "planned_on", "still_owned"})

    name = forms.CharField(
        label=_("Name of the step"),
        max_length=200,
        help_text=_("What grows with it, such as “Cards in three more countries”."),
        error_messages={"required": _("Enter a name for the step.")},
    )
    capability_kind = forms.ChoiceField(
        label=_("Kind of capability it needs"),
        choices=[("", _("Choose one")), *choices(CAPABILITY_KINDS)],
        error_messages={"required": _("Choose which kind of capability the step needs.")},
    )
    capability_needed = LongTextField(
        label=_("Capability needed"),
        required=False,
        rows=3,
        help_text=_("What somebody must be able to do, whoever that will be."),
    )
    gap_kind = forms.ChoiceField(
        label=_("Kind of gap"),
        required=False,
        choices=[("", _("Not stated")), *choices(GAP_KINDS)],
    )
    gap = LongTextField(
        label=_("Gap or constraint"),
        required=False,
        rows=3,
        help_text=_("Why you cannot take the step with what you have."),
    )
    planned_on = DateField(label=_("Planned for"), required=False)
    critical_path = forms.BooleanField(
        label=_("It is on the critical path"),
        required=False,
        help_text=_("Nothing that is planned after it can happen without it."),
    )
    still_owned = LongTextField(
        label=_("What you will still own"),
        required=False,
        rows=3,
        help_text=_("Decision rights, quality thresholds and user outcomes, whoever helps."),
    )


class UncertaintyForm(RowForm):
    title = _("Uncertainties")
    none = _("None named yet. A claim needs one to be about: what would you have to know?")
    add = _("Add an uncertainty")
    edit = _("Edit the uncertainty")
    removing = _("Remove this uncertainty?")
    kept = _KEPT

    statement = LongTextField(
        label=_("What you do not know"),
        rows=2,
        help_text=_("One question, such as “Whether refunds settle within two days abroad”."),
        error_messages={"required": _("Say what you do not know.")},
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=choices(UNCERTAINTY_STATES),
        initial=UncertaintyState.OPEN.value,
        widget=HintedRadioSelect(
            hints={
                "open": _("Nobody knows more than on the day it was written down."),
                "reduced": _("You know more, and not enough."),
                "resolved": _("You know. A claim about it has nothing left to reduce."),
            }
        ),
        error_messages={
            "required": _("Say whether it is open, reduced or resolved."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    state_reason = LongTextField(
        label=_("What changed it"),
        required=False,
        rows=2,
        help_text=_("Once it is reduced or resolved: by which evidence or decision."),
    )


class OptionForm(RowForm):
    title = _("Options")
    none = _(
        "None named yet. Put at least two side by side: doing it yourselves and doing without "
        "are options too."
    )
    add = _("Add an option")
    edit = _("Edit the option")
    removing = _("Remove this option?")
    kept = _KEPT
    asked_later = frozenset({"what_it_takes", "what_it_reduces", "what_stays_ours", "way_back"})

    kind = forms.ChoiceField(
        label=_("Way to take the step"),
        choices=choices(OPTION_KINDS),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a way to take the step."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    partnership = forms.CharField(
        label=_("Which partnership"),
        required=False,
        max_length=500,
        help_text=_("Only for a partnership. Those in the register are offered as you type."),
        widget=OfferingInput(list_id="partnership-options"),
    )
    what_it_takes = LongTextField(
        label=_("What it takes"),
        required=False,
        rows=2,
        help_text=_("Time, money, people, and what you would have to learn."),
    )
    what_it_reduces = LongTextField(label=_("Which uncertainty it reduces"), required=False, rows=2)
    what_stays_ours = LongTextField(label=_("What stays ours"), required=False, rows=2)
    way_back = LongTextField(
        label=_("The way back"),
        required=False,
        rows=2,
        help_text=_("How you would undo it, and until when that is cheap."),
    )

    def __init__(self, *args: Any, find: FindPartnerships, options_url: str, **kwargs: Any) -> None:
        """`find` gives those of a name; `options_url` answers with what is offered while typing."""
        self.find = find
        super().__init__(*args, **kwargs)
        self.fields["partnership"].widget.attrs |= {
            "hx-get": options_url,
            "hx-trigger": "input changed delay:200ms, focus once",
            "hx-target": "#partnership-options",
            "hx-swap": "outerHTML",
        }

    def _from_row(self, row: Model) -> dict[str, Any]:
        partnership = getattr(row, "partnership", None)
        called = f"{partnership.name} ({partnership.partner.name})" if partnership else ""
        return super()._from_row(row) | {"partnership": called}

    def clean_partnership(self) -> Partnership | None:
        typed = self.cleaned_data["partnership"]
        found = self.find(typed) if typed else []
        if typed and not found:
            raise forms.ValidationError(
                _("No partnership is called that. Choose one that is offered, or add it first.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several are called that. Add the partner's name in brackets.")
            )
        return found[0] if found else None
