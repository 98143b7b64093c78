"""The forms of a measurement: what is measured, and its values one by one or many at once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, LongTextField, SeamForm
from config.kernel.sentences import choices
from evidence.rules.series import DECIMALS, LARGEST_FILE, WHOLE_DIGITS, file_text
from evidence.words import DIRECTIONS, PERIODS
from partnerships.forms.rows import RowForm
from partnerships.models import SuccessCriterion, Trigger


def choice_of(field: Any, rows: Iterable[Any], *, none: Any) -> None:
    """Offer `rows` in a TypedChoiceField, which gives the row itself."""
    by_id = {str(row.pk): row for row in rows}
    field.choices = [("", none), *((pk, str(row)) for pk, row in by_id.items())]
    field.coerce = by_id.__getitem__


class MeasurementForm(RowForm):
    title = _("Measured so far")
    none = _("None yet. The same figure month after month says more than one good month.")
    add = _("Add a measurement")
    edit = _("Edit the measurement")
    removing = _("Remove this measurement?")
    asked_later = frozenset({"target", "source"})

    name = forms.CharField(
        label=_("What is measured"),
        max_length=200,
        help_text=_("Such as “Orders paid without help”."),
        error_messages={"required": _("Say what is measured.")},
    )
    unit = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=60,
        help_text=_("Such as “of 100 orders”, “hours” or “EUR”."),
    )
    period = forms.ChoiceField(
        label=_("How often"),
        choices=[("", _("Choose one")), *choices(PERIODS)],
        error_messages={
            "required": _("Choose week, month or quarter."),
            "invalid_choice": _("Choose week, month or quarter."),
        },
    )
    direction = forms.ChoiceField(
        label=_("It is met by"),
        choices=[("", _("Choose one")), *choices(DIRECTIONS)],
        error_messages={
            "required": _("Say whether the target is the least or the most."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    target = forms.DecimalField(
        label=_("Target"),
        required=False,
        max_digits=WHOLE_DIGITS + DECIMALS,
        decimal_places=DECIMALS,
        error_messages={"invalid": _("Enter the target as a number, such as 97.5.")},
    )
    criterion = forms.TypedChoiceField(
        label=_("Which success criterion does it speak to?"),
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("Choose one of the criteria listed.")},
    )
    trigger = forms.TypedChoiceField(
        label=_("Which trigger is it bound to?"),
        required=False,
        empty_value=None,
        help_text=_("When it leaves its target, somebody looks at the trigger."),
        error_messages={"invalid_choice": _("Choose one of the triggers listed.")},
    )
    source = LongTextField(
        label=_("Where the figures come from"),
        required=False,
        rows=2,
        help_text=_("Which system counts, and who can look at it."),
    )

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[SuccessCriterion] = (),
        triggers: Iterable[Trigger] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self.fields["criterion"], criteria, none=_("None"))
        choice_of(self.fields["trigger"], triggers, none=_("None"))


class ValueForm(SeamForm):
    """One period's value."""

    starts_on = DateField(
        label=_("A day in the period"),
        help_text=_("Any day of the week, month or quarter that the value is of."),
        error_messages={
            "required": _("Enter a day in the period."),
            "invalid": _("Enter a date that exists, year first, such as 2027-03-31."),
        },
    )
    value = forms.DecimalField(
        label=_("Value"),
        max_digits=WHOLE_DIGITS + DECIMALS,
        decimal_places=DECIMALS,
        error_messages={
            "required": _("Enter the value."),
            "invalid": _("Enter the value as a number, such as 97.5."),
        },
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=_("What somebody should know who looks at this value alone."),
    )

    @property
    def value_given(self) -> Decimal:
        """The value; only of a valid form."""
        value: Decimal = self.cleaned_data["value"]
        return value


class SeriesForm(SeamForm):
    """Many values at once, pasted or uploaded."""

    text = LongTextField(
        label=_("Values from a spreadsheet"),
        required=False,
        rows=12,
        max_length=LARGEST_FILE,
        help_text=_(
            "One line for each period: the period, the value, and a note if you like. "
            "Such as “2026-01; 97.5”. Copy the columns as they are; a line of headings may stay."
        ),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        help_text=_("The same columns, at most 256 KB."),
        error_messages={"invalid": _("Choose the file again; it did not arrive.")},
    )

    def clean_file(self) -> Any:
        """Bounded before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError(_("This file is too large. Choose one of at most 256 KB."))
        return file

    def clean(self) -> dict[str, Any]:
        """The text of the file takes the place of what was pasted."""
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            cleaned["text"] = file_text(file.read()).replace("\x00", "").strip()
        if "text" in cleaned and not cleaned["text"] and "file" not in self.errors:
            self.add_error("text", _("Paste at least one line, or choose a file."))
        return cleaned
