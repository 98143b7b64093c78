"""What people fill in about a trigger that was seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, LongTextField, SeamForm
from evidence.forms.measurements import choice_of
from evidence.models import Artifact


class SightingForm(SeamForm):
    """When it was seen, what was seen, and what shows it."""

    seen_on = DateField(
        label=_("Seen on"),
        help_text=_("The day on which it showed, not the day on which you write it down."),
    )
    what = LongTextField(
        label=_("What was seen"),
        rows=4,
        help_text=_("With figures and where they stand. It becomes the reason of the proposal."),
        error_messages={"required": _("Say what was seen.")},
    )
    artifact = forms.TypedChoiceField(
        label=_("What shows it"),
        required=False,
        empty_value=None,
        help_text=_("An artifact of the Evidence Log, if there is one."),
        error_messages={"invalid_choice": _("Choose an artifact of the list, or none.")},
    )

    def __init__(self, *args: Any, artifacts: Iterable[Artifact] = (), **kwargs: Any) -> None:
        """`artifacts` are those that can show it: the partner's and the workspace's own."""
        super().__init__(*args, **kwargs)
        choice_of(self.fields["artifact"], artifacts, none=_("None yet"))


class SightingProposeForm(SeamForm):
    """Nothing to fill in: what is proposed was agreed beforehand."""


class SetAsideForm(SeamForm):
    """Why a trigger that was seen calls for nothing."""

    reason = LongTextField(
        label=_("Why it does not call for anything"),
        rows=4,
        help_text=_(
            "It was agreed beforehand that it would. Say what makes this time another: somebody "
            "reads it when it is seen again."
        ),
        error_messages={"required": _("Say why it does not call for anything.")},
    )
