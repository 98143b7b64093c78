"""The forms of a pilot: what it asks, what it bears on, and what came out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, LongTextField, SeamForm
from config.kernel.widgets import HintedRadioSelect
from evidence.forms.artifacts import AUDITABILITY_HINTS
from evidence.forms.measurements import choice_of
from evidence.models import Auditability, Bearing, Conditions, PilotCriterion
from evidence.rules import vocabulary
from evidence.rules.pilots import Shown
from partnerships.forms.rows import RowForm
from partnerships.models import SuccessCriterion


class PilotForm(RowForm):
    title = _("What is asked")
    none = _("None yet. A pilot on real work, with its question said first, beats any reference.")
    add = _("Plan a pilot")
    edit = _("Edit the pilot")
    removing = _("Remove this pilot?")
    asked_later = frozenset({"starts_on", "ends_on", "boundary"})

    question = LongTextField(
        label=_("Which question is it to answer?"),
        rows=2,
        help_text=_("One question that could be answered with no."),
        error_messages={"required": _("Say which question the pilot is to answer.")},
    )
    conditions = forms.ChoiceField(
        label=_("Under which conditions?"),
        choices=Conditions.choices,
        widget=HintedRadioSelect(
            hints={
                "real_operation": _("Real users, real load, real data."),
                "test": _("A rehearsal, a staging system, made-up data."),
                "demo": _("Shown by somebody who wants it to work."),
            }
        ),
        error_messages={
            "required": _("Say under which conditions it runs."),
            "invalid_choice": _("Choose one of the conditions listed."),
        },
    )
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    boundary = LongTextField(
        label=_("Boundary of the pilot"),
        required=False,
        rows=3,
        help_text=_("Who and what is in it, what stays out, and how it is stopped."),
    )


class PilotCriterionForm(RowForm):
    title = _("What it bears on")
    none = _("No success criterion chosen yet. A pilot that bears on none proves nothing.")
    add = _("Choose a success criterion")
    edit = _("Edit what it bears on")
    removing = _("Take this success criterion out of the pilot?")
    asked_later = frozenset({"result"})

    criterion = forms.TypedChoiceField(
        label=_("Success criterion"),
        error_messages={
            "required": _("Choose a success criterion."),
            "invalid_choice": _("Choose one of the criteria listed."),
        },
    )
    result = LongTextField(
        label=_("What it has shown so far"),
        required=False,
        rows=3,
    )

    def __init__(
        self, *args: Any, criteria: Iterable[SuccessCriterion] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self.fields["criterion"], criteria, none=_("Choose one"))


class ConcludeForm(SeamForm):
    """What came out of a pilot: results, what it showed for each criterion, and its limits."""

    ends_on = DateField(
        label=_("On which day did it end?"),
        error_messages={
            "required": _("Enter the day on which the pilot ended."),
            "invalid": _("Enter a date that exists, year first, such as 2027-03-31."),
        },
    )
    results = LongTextField(
        label=_("What came out of it?"),
        rows=5,
        help_text=_("The answer to its question, with figures, whichever way it went."),
        error_messages={"required": _("Say what came out of it.")},
    )
    title = forms.CharField(
        label=_("Title of the artifact"),
        max_length=200,
        help_text=_("What a colleague would look for in the Evidence Log."),
        error_messages={"required": _("Give the artifact a title.")},
    )
    limits = LongTextField(
        label=_("Limits"),
        rows=3,
        help_text=_("What it cannot show, and for whom it does not hold."),
        error_messages={"required": _("State at least one limitation.")},
    )
    holds_until = DateField(label=_("Holds until"), required=False)
    auditable = forms.ChoiceField(
        label=_("Who could check the data behind it?"),
        choices=Auditability.choices,
        widget=HintedRadioSelect(hints=AUDITABILITY_HINTS),
        error_messages={
            "required": _("Say who could check the data behind it."),
            "invalid_choice": _("Choose one of the answers listed."),
        },
    )
    audited_how = LongTextField(label=_("How, under which right"), required=False, rows=2)

    def __init__(self, *args: Any, criteria: Sequence[PilotCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for row in self.criteria:
            self.fields |= _fields_of(row)
        for name, field in self.fields.items():
            self._word_errors(name, field)

    @property
    def by_criterion(self) -> list[tuple[PilotCriterion, BoundField, BoundField]]:
        """Each criterion with its two fields."""
        return [(r, self[f"bearing_{r.pk}"], self[f"why_{r.pk}"]) for r in self.criteria]

    @property
    def values(self) -> dict[str, Any]:
        """The keywords of the action, what was shown gathered by criterion."""
        values = super().values
        shown = {
            row.pk: Shown(
                vocabulary.Bearing(values.pop(f"bearing_{row.pk}")), values.pop(f"why_{row.pk}")
            )
            for row in self.criteria
        }
        return values | {"shown": shown}


def _fields_of(row: PilotCriterion) -> dict[str, forms.Field]:
    return {
        f"bearing_{row.pk}": forms.ChoiceField(
            label=_("What did it show?"),
            choices=Bearing.choices,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Say whether it supports or refutes the criterion, or is ambiguous."),
                "invalid_choice": _("Choose one of the three."),
            },
        ),
        f"why_{row.pk}": LongTextField(
            label=_("Why?"),
            rows=3,
            initial=row.result,
            error_messages={"required": _("Say what the pilot showed for this criterion.")},
        ),
    }
