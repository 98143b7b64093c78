"""The forms of rows: what a Fit Card or a claim lists, one by one."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import CurrencyField, DateField, Group, LongTextField, SeamForm
from config.kernel.sentences import choices
from partnerships.words import (
    AUDIT_MEANS,
    FACT_KINDS,
    FALLBACK_KINDS,
    FALLBACK_VERDICTS,
    REHEARSAL_KINDS,
)


class RowForm(SeamForm):
    """A row of a list that is added, changed and removed in place, and the list's own words.

    `none` says why the list is empty, `removing` asks whether one is to go,
    `left_open` says that one was typed and not saved.
    """

    #: A list names the class for its words; a template would make a form of it.
    do_not_call_in_templates: ClassVar[bool] = True

    title: ClassVar[str | Promise] = ""
    none: ClassVar[str | Promise] = ""
    add: ClassVar[str | Promise] = ""
    edit: ClassVar[str | Promise] = ""
    removing: ClassVar[str | Promise] = ""
    left_open: ClassVar[str | Promise] = ""
    kept: ClassVar[str | Promise] = _("What it said stays in the history of the partnership.")


class ConflictRiskForm(RowForm):
    title = _("Conflict risks")
    none = _("None named yet. There is always one; the question is whether you would see it.")
    add = _("Add a conflict risk")
    edit = _("Edit the conflict risk")
    removing = _("Remove this conflict risk?")
    left_open = _("One conflict risk is still a draft: open the section again to save it.")
    asked_later = frozenset({"early_observation", "watcher"})

    description = LongTextField(
        label=_("Conflict risk"),
        rows=3,
        help_text=_("Where their interest and yours may part."),
        error_messages={"required": _("Say where their interest and yours may part.")},
    )
    early_observation = LongTextField(
        label=_("Seen early by"),
        required=False,
        rows=3,
        help_text=_("Something that anybody can see, before it does harm."),
    )
    watcher = forms.CharField(
        label=_("Watched by"),
        required=False,
        max_length=200,
        help_text=_("A person or a role on your side."),
    )
    observed_on = DateField(label=_("Observed on"), required=False)
    observed_what = LongTextField(
        label=_("What was observed"),
        required=False,
        rows=2,
        help_text=_("What showed, and where it can be read."),
    )
    resolved_on = DateField(label=_("Resolved on"), required=False)
    resolution = LongTextField(
        label=_("How it was resolved"),
        required=False,
        rows=2,
        help_text=_("What changed, so that it no longer stands between you."),
    )

    groups = (
        Group(("description", "early_observation", "watcher")),
        Group(("observed_on", "observed_what"), _("If it was observed"), "aside"),
        Group(("resolved_on", "resolution"), _("If it was resolved since"), "aside"),
    )


class IntegrationPointForm(RowForm):
    title = _("Integration points")
    none = _("None named yet. Start with the one that would hurt most if it stopped.")
    add = _("Add an integration point")
    edit = _("Edit the integration point")
    removing = _("Remove this integration point?")
    left_open = _("One integration point is still a draft: open the section again to save it.")
    asked_later = frozenset({"fallback_kind", "fallback", "audit_means", "audited_how"})

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
    fallback_kind = forms.ChoiceField(
        label=_("What stands in when it stops"),
        required=False,
        choices=[("", _("Not stated")), *choices(FALLBACK_KINDS)],
        help_text=_("A single point of failure needs an answer; “there is none” is one."),
    )
    fallback = LongTextField(
        label=_("Alternative or fallback without the partner"),
        required=False,
        rows=2,
        help_text=_("Who or what stands in, and how it starts. If nothing does, say why."),
    )
    fallback_covers = LongTextField(
        label=_("For whom, and what it covers"),
        required=False,
        rows=2,
        help_text=_("Which users, which volume, for how long; and who is left out."),
    )
    fallback_depends_on = LongTextField(
        label=_("On which other parties it depends"),
        required=False,
        rows=2,
        help_text=_("A fallback that rests on the same supplier falls with it."),
    )
    fallback_verdict = forms.ChoiceField(
        label=_("Was it assessed?"),
        required=False,
        choices=[("", _("Not assessed yet")), *choices(FALLBACK_VERDICTS)],
    )
    fallback_assessed_by = forms.CharField(label=_("By whom"), required=False, max_length=200)
    fallback_assessed_on = DateField(label=_("On"), required=False)
    switch_days = forms.IntegerField(
        label=_("Days to switch"), required=False, min_value=0, max_value=36_500
    )
    switch_cost = forms.DecimalField(
        label=_("Cost to switch"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    switch_currency = CurrencyField(required=False)
    audit_means = forms.MultipleChoiceField(
        label=_("By what"),
        required=False,
        choices=choices(AUDIT_MEANS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the four that are offered.")},
    )
    audited_how = LongTextField(
        label=_("How it is audited"),
        required=False,
        rows=2,
        help_text=_("Who can look at what, and how often somebody does."),
    )

    groups = (
        Group(("name", "single_point_of_failure")),
        Group(("fallback_kind", "fallback"), _("Without the partner"), "aside stands-in"),
        Group(
            ("fallback_covers", "fallback_depends_on"),
            _("How far that carries"),
            "aside once-stands-in",
        ),
        Group(
            ("fallback_verdict", "fallback_assessed_by", "fallback_assessed_on"),
            css="short once-stands-in",
        ),
        Group(("switch_days", "switch_cost", "switch_currency"), _("To switch"), "aside short"),
        Group(("audit_means", "audited_how"), _("Audit"), "aside means"),
    )


class ExitStepForm(RowForm):
    title = _("Steps of the way out")
    none = _("None named yet. Begin with what you would do the morning after the decision.")
    add = _("Add a step")
    edit = _("Edit the step")
    removing = _("Remove this step?")
    left_open = _("One step is still a draft: open the section again to save it.")
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


class ExitRehearsalForm(RowForm):
    title = _("Rehearsals of the way out")
    none = _("Never tried yet. An hour around a table with the steps is a beginning.")
    add = _("Add a rehearsal")
    edit = _("Edit the rehearsal")
    removing = _("Remove this rehearsal?")
    left_open = _("One rehearsal is still a draft: open the section again to save it.")

    kind = forms.ChoiceField(
        label=_("How it was tried"),
        choices=choices(REHEARSAL_KINDS),
        widget=forms.RadioSelect,
        help_text=_("Walked through is on paper; rehearsed is for real, if only a part of it."),
    )
    held_on = DateField(label=_("On"))
    who = forms.CharField(
        label=_("Who took part"),
        required=False,
        max_length=200,
        help_text=_("People or roles, on both sides if both were there."),
    )
    learnt = LongTextField(
        label=_("What was learnt"),
        rows=3,
        help_text=_("What took longer than written, what nobody could do, what worked."),
        error_messages={"required": _("Say what was learnt, if only that it works as written.")},
    )


class PartnerFactForm(RowForm):
    title = _("What changed about them")
    none = _(
        "Nothing noted yet. A new owner, new people or less money can change what they want from "
        "you; note it with its day, and each partnership is asked to look again."
    )
    add = _("Add a fact")
    edit = _("Edit the fact")
    removing = _("Remove this fact?")
    kept = _("What it said stays in its history.")

    kind = forms.ChoiceField(
        label=_("About"),
        choices=[("", _("Choose one")), *choices(FACT_KINDS)],
        error_messages={"required": _("Choose what the fact is about.")},
    )
    statement = LongTextField(
        label=_("What happened"),
        rows=2,
        help_text=_("One fact, such as “Sold to a holding that also owns a rival of ours”."),
        error_messages={"required": _("Say what happened.")},
    )
    happened_on = DateField(
        label=_("On"), help_text=_("When it happened. When you noted it is kept by itself.")
    )
    source = LongTextField(
        label=_("Source"),
        rows=2,
        help_text=_("Where anybody can read it, or who told you."),
        error_messages={"required": _("Say where you know it from.")},
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
