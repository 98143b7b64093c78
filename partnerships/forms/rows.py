"""The forms of rows: what a Fit Card or a claim lists, one by one."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import CurrencyField, LongTextField, SeamForm


class RowForm(SeamForm):
    """A row of a list that is added, changed and removed in place, and the list's own words.

    `none` says why the list is empty, `removing` asks whether one is to go.
    """

    #: A list names the class for its words; a template would make a form of it.
    do_not_call_in_templates: ClassVar[bool] = True

    title: ClassVar[str | Promise] = ""
    none: ClassVar[str | Promise] = ""
    add: ClassVar[str | Promise] = ""
    edit: ClassVar[str | Promise] = ""
    removing: ClassVar[str | Promise] = ""
    kept: ClassVar[str | Promise] = _("What it said stays in the history of the partnership.")


class ConflictRiskForm(RowForm):
    title = _("Conflict risks")
    none = _("None named yet. There is always one; the question is whether you would see it.")
    add = _("Add a conflict risk")
    edit = _("Edit the conflict risk")
    removing = _("Remove this conflict risk?")
    asked_later = frozenset({"early_observation", "watcher"})

    description = LongTextField(
        label=_("Conflict risk"),
        rows=3,
        help_text=_("Where their interest and yours may part."),
        error_messages={"required": _("Say where their interest and yours may part.")},
    )
    early_observation = LongTextField(
        label=_("How you would observe it early"),
        required=False,
        rows=3,
        help_text=_("Something that anybody can see, before it does harm."),
    )
    watcher = forms.CharField(
        label=_("Who watches"),
        required=False,
        max_length=200,
        help_text=_("A person or a role on your side."),
    )


class IntegrationPointForm(RowForm):
    title = _("Integration points")
    none = _("None named yet. Start with the one that would hurt most if it stopped.")
    add = _("Add an integration point")
    edit = _("Edit the integration point")
    removing = _("Remove this integration point?")
    asked_later = frozenset({"audited_how"})

    name = forms.CharField(
        label=_("Integration point"),
        max_length=200,
        help_text=_("Such as “Payment API” or “Weekly handover of cases”."),
        error_messages={"required": _("Enter a name for the place where the two of you meet.")},
    )
    single_point_of_failure = forms.BooleanField(
        label=_("It is a single point of failure"),
        required=False,
        help_text=_("When it stops, something that your users need stops with it."),
    )
    fallback = LongTextField(
        label=_("Alternative or fallback without the partner"),
        required=False,
        rows=3,
        help_text=_("A single point of failure needs an answer here; “there is none” is one."),
    )
    switch_days = forms.IntegerField(
        label=_("Days to switch"), required=False, min_value=0, max_value=36_500
    )
    switch_cost = forms.DecimalField(
        label=_("Cost to switch"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    switch_currency = CurrencyField(required=False)
    audited_how = LongTextField(
        label=_("How it is audited"),
        required=False,
        rows=3,
        help_text=_("Logs, metrics, incident records or reports, and who can look at them."),
    )


class ExitStepForm(RowForm):
    title = _("Steps of the way out")
    none = _("None named yet. Begin with what you would do the morning after the decision.")
    add = _("Add a step")
    edit = _("Edit the step")
    removing = _("Remove this step?")
    asked_later = frozenset({"owner"})

    step = LongTextField(
        label=_("Step"),
        rows=2,
        help_text=_("What is done, so that somebody else could do it."),
        error_messages={"required": _("Say what is done in this step.")},
    )
    owner = forms.CharField(
        label=_("Who takes it"),
        required=False,
        max_length=200,
        help_text=_("A person or a role."),
    )


class CriterionForm(RowForm):
    title = _("Success criteria")
    none = _("None yet. Evidence is read for a criterion, so without one nothing can count.")
    add = _("Add a success criterion")
    edit = _("Edit the success criterion")
    removing = _("Remove this success criterion?")
    asked_later = frozenset({"target"})

    statement = LongTextField(
        label=_("What would have to be observed"),
        rows=2,
        help_text=_("One observation, such as “Refunds settle within two working days”."),
        error_messages={"required": _("Say what would have to be observed.")},
    )
    target = forms.CharField(
        label=_("From which value on it is met"),
        required=False,
        max_length=200,
        help_text=_("So that two people would agree, such as “95 of 100, three months in a row”."),
    )


class RemoveForm(SeamForm):
    """Nothing to fill in: it says which version of the row is to go."""
