"""The form of a trigger: what would be seen, by whom, and what it calls for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from config.kernel.forms import LongTextField
from config.kernel.sentences import choices
from config.kernel.widgets import HintedRadioSelect
from partnerships.forms.rows import RowForm
from partnerships.words import TRIGGER_CALLS


class TriggerForm(RowForm):
    title = _("Named so far")
    none = _("None named yet. Begin with the one that would make you leave.")
    add = _("Add a trigger")
    edit = _("Edit the trigger")
    removing = _("Remove this trigger?")
    asked_later = frozenset({"noticed_how", "noticed_by", "authoriser"})

    observable = LongTextField(
        label=_("What would be seen"),
        rows=2,
        help_text=_("Something on which two people would agree, with a number if there is one."),
        error_messages={"required": _("Say what would be seen.")},
    )
    noticed_how = LongTextField(
        label=_("How it would be noticed"),
        required=False,
        rows=2,
        help_text=_("In which report, log or meeting it would turn up, and how soon."),
    )
    noticed_by = forms.CharField(
        label=_("Who would notice"),
        required=False,
        max_length=200,
        help_text=_("A person or a role."),
    )
    calls_for = forms.ChoiceField(
        label=_("What it calls for"),
        choices=choices(TRIGGER_CALLS),
        widget=HintedRadioSelect(
            hints={
                "renegotiate": _("The terms no longer fit. Change them before you depend on more."),
                "unwind": _("You leave, by the steps of the exit path."),
            }
        ),
        error_messages={
            "required": _("Say whether it calls for renegotiation or for unwinding."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    authoriser = forms.TypedChoiceField(
        label=_("Who may authorise"),
        required=False,
        empty_value=None,
        help_text=_("An approver of this workspace, agreed before it is needed."),
        error_messages={"invalid_choice": _("Choose an approver of the list, or nobody yet.")},
    )

    def __init__(self, *args: Any, approvers: Sequence[Membership], **kwargs: Any) -> None:
        """`approvers` are the members who may authorise now, each with who they are."""
        super().__init__(*args, **kwargs)
        by_id = {str(each.pk): each for each in approvers}
        field: Any = self.fields["authoriser"]
        named = [(pk, str(each.user)) for pk, each in by_id.items()]
        field.choices = [("", _("Nobody yet")), *named]
        if not named:
            field.help_text = _("Nobody here is an approver yet. An administrator gives that role.")
        field.coerce = by_id.__getitem__
