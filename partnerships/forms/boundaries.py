"""The forms of a boundary design: what stays ours, who owns what, who is told when it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm
from config.kernel.sentences import choices
from config.kernel.widgets import OfferingInput
from partnerships.forms.rows import RowForm
from partnerships.rules.vocabulary import TimeUnit
from partnerships.words import PARTY_KINDS, TIME_UNITS


class BoundaryDesignForm(SeamForm):
    """What the organisation keeps, and what the two share."""

    asked_later = frozenset(
        {
            "decision_rights",
            "quality_thresholds",
            "user_outcomes",
            "shared_cadence",
            "data_access_rights",
        }
    )

    decision_rights = LongTextField(
        label=_("Decision rights you keep"),
        required=False,
        rows=3,
        help_text=_("What nobody on their side may decide for you."),
    )
    quality_thresholds = LongTextField(
        label=_("Quality thresholds you keep"),
        required=False,
        rows=3,
        help_text=_("What is good enough, as you set it and could show it."),
    )
    user_outcomes = LongTextField(
        label=_("User outcomes you keep"),
        required=False,
        rows=3,
        help_text=_("What your users will hold you to, whoever did the work."),
    )
    shared_cadence = LongTextField(
        label=_("Shared decision cadence"),
        required=False,
        rows=3,
        help_text=_("When the two of you decide together, who is there, and what is minuted."),
    )
    data_access_rights = LongTextField(
        label=_("Data access rights"),
        required=False,
        rows=3,
        help_text=_(
            "Which data of theirs you may look at, by which right. What you cannot audit, "
            "you cannot defend."
        ),
    )


class ResponsibilityForm(RowForm):
    title = _("Who owns what when something breaks")
    none = _("Nobody owns anything yet. Begin with what your policy asks for.")
    add = _("Add a responsibility")
    edit = _("Edit the responsibility")
    removing = _("Remove this responsibility, and whom to tell?")
    asked_later = frozenset({"party", "person", "audited_how"})

    name = forms.CharField(
        label=_("Responsibility"),
        max_length=200,
        widget=OfferingInput,
        help_text=_("Such as “incidents”. What your policy asks for is offered as you type."),
        error_messages={"required": _("Say what has to be owned when it breaks.")},
    )
    party = forms.ChoiceField(
        label=_("Who owns it"),
        required=False,
        choices=[("", _("Not settled yet")), *choices(PARTY_KINDS)],
        error_messages={"invalid_choice": _("Choose one of the parties listed.")},
    )
    other_party = forms.CharField(
        label=_("Which institution"),
        required=False,
        max_length=200,
        help_text=_("Only for another institution: its name."),
    )
    person = forms.CharField(
        label=_("Named person"),
        required=False,
        max_length=200,
        help_text=_("Somebody whom you could call, with their role."),
    )
    audited_how = LongTextField(
        label=_("How it is audited"),
        required=False,
        rows=2,
        help_text=_("Where one could see afterwards whether they did what they own."),
    )

    def __init__(self, *args: Any, offered: Sequence[str] = (), **kwargs: Any) -> None:
        """`offered` are the names that the policy asks for and nobody has settled yet."""
        super().__init__(*args, **kwargs)
        widget: Any = self.fields["name"].widget
        widget.offered = offered


class EscalationStepForm(RowForm):
    title = _("Whom to tell, and how soon")
    none = _("Nobody is told yet. Name the first person, and within how long.")
    add = _("Add a step")
    edit = _("Edit the step")
    removing = _("Remove this step?")

    who = forms.CharField(
        label=_("Who is told"),
        max_length=200,
        help_text=_("A person or a duty that somebody always holds, on either side."),
        error_messages={"required": _("Name who is told.")},
    )
    within = forms.IntegerField(
        label=_("Within"),
        min_value=1,
        max_value=10_000,
        help_text=_("Counted from when it breaks."),
        error_messages={
            "required": _("Say within how long, as a whole number."),
            "invalid": _("Enter a whole number, such as 4."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Unit"), choices=choices(TIME_UNITS), initial=TimeUnit.HOURS.value
    )
