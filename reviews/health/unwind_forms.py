"""The form of a step of the way out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, Group, LongTextField
from partnerships.forms.rows import RowForm


class UnwindStepForm(RowForm):
    title = _("Steps")
    none = _("No steps yet. Begin with what would hurt most if it were forgotten.")
    add = _("Add a step")
    edit = _("Edit the step")
    removing = _("Remove this step?")
    asked_later = frozenset({"owner", "due_on"})

    step = LongTextField(
        label=_("Step"),
        rows=2,
        help_text=_("What is done, so that somebody else could do it."),
        error_messages={"required": _("Say what is done in this step.")},
    )
    owner = forms.CharField(
        label=_("Who does it"),
        required=False,
        max_length=200,
        help_text=_("A person or a role."),
    )
    due_on = DateField(label=_("Until"), required=False)
    done_on = DateField(label=_("Done on"), required=False)
    note = LongTextField(
        label=_("What it took"),
        required=False,
        rows=2,
        help_text=_("Longer or dearer than written, what was missing, what went well."),
    )

    groups = (
        Group(("step", "owner", "due_on")),
        Group(("done_on", "note"), _("Once it is done"), "aside"),
    )
