"""The form of an answer to evidence against a success criterion."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm


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
