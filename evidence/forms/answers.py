"""The forms of an answer to evidence against a success criterion, and of what is made of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm
from config.kernel.sentences import choices
from config.kernel.widgets import HintedRadioSelect
from evidence.words import VERDICTS


class AnswerForm(SeamForm):
    """What is held against a reading that refutes."""

    text = LongTextField(
        label=_("What do you hold against it?"),
        rows=6,
        help_text=_(
            "Why the criterion can hold all the same: what was different then, what has changed "
            "since, what the evidence does not cover. Say where it can be seen."
        ),
        error_messages={"required": _("Say what you hold against this evidence.")},
    )

    def clean_version(self) -> int | None:
        """None for whoever saw no answer: the action shows them the one that came meanwhile."""
        seen: int | None = self.cleaned_data["version"]
        return seen


class AnswerAssessForm(SeamForm):
    """What another person than its writer makes of an answer."""

    verdict = forms.ChoiceField(
        label=_("Does the answer stand?"),
        choices=choices(VERDICTS),
        widget=HintedRadioSelect(
            hints={
                "upheld": _("It meets the evidence: the criterion can hold all the same."),
                "rejected": _("It does not. The evidence stays unanswered until the text changes."),
            }
        ),
        error_messages={
            "required": _("Say whether you uphold or reject it."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    why = LongTextField(
        label=_("Why?"),
        rows=4,
        help_text=_("What you looked at yourself."),
        error_messages={"required": _("Say why you uphold or reject it.")},
    )

    def _from_row(self, row: models.Model) -> dict[str, Any]:
        """An assessment is written anew, against the version that was read."""
        return {"version": getattr(row, "version", None)}
