"""What another person makes of a reading, or of an answer to one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm
from config.kernel.sentences import choices
from config.kernel.widgets import HintedRadioSelect
from evidence.words import VERDICTS


def _verdict(label: Any, *, upheld: Any, rejected: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices(VERDICTS),
        widget=HintedRadioSelect(hints={"upheld": upheld, "rejected": rejected}),
        error_messages={
            "required": _("Say whether you uphold or reject it."),
            "invalid_choice": _("Choose one of the two."),
        },
    )


class _VerdictForm(SeamForm):
    """A verdict and why, said anew each time."""

    why = LongTextField(
        label=_("Why?"),
        rows=4,
        help_text=_("What you looked at yourself."),
        error_messages={"required": _("Say why you uphold or reject it.")},
    )
    field_order = ("verdict", "why")

    def _from_row(self, row: models.Model) -> dict[str, Any]:
        """Against the version that was read; what the row itself says is not the verdict's why."""
        return {"version": getattr(row, "version", None)}


class AssessForm(_VerdictForm):
    """What another person than the reader makes of a reading."""

    verdict = _verdict(
        _("Does the reading stand?"),
        upheld=_("The artifact shows what the reading says, within its limits."),
        rejected=_("It does not. The reading counts for nothing until it is changed."),
    )


class AnswerAssessForm(_VerdictForm):
    """What another person than its writer makes of an answer."""

    verdict = _verdict(
        _("Does the answer stand?"),
        upheld=_("It meets the evidence: the criterion can hold all the same."),
        rejected=_("It does not. The evidence stays unanswered until the text changes."),
    )
