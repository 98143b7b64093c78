"""The form in which people declare dependency depth and reversibility."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import LongTextField, SeamForm
from config.kernel.sentences import choices
from partnerships.words import DEPENDENCY_DEPTHS, REVERSIBILITIES


class DependencyForm(SeamForm):
    """Each with its reason. Nothing has to be said at once."""

    asked_later = ("dependency_depth", "depth_reason", "reversibility", "reversibility_reason")

    dependency_depth = forms.ChoiceField(
        label=_("How deep you depend on them"),
        required=False,
        choices=[("", _("Not declared")), *choices(DEPENDENCY_DEPTHS)],
        help_text=_("What stops for your users if they stop tomorrow."),
    )
    depth_reason = LongTextField(
        label=_("Why this deep"),
        required=False,
        rows=3,
        help_text=_("What rests on them, and what would go on without them."),
    )
    reversibility = forms.ChoiceField(
        label=_("What it takes to undo"),
        required=False,
        choices=[("", _("Not declared")), *choices(REVERSIBILITIES)],
        help_text=_("Time, money, data and people, once you have committed."),
    )
    reversibility_reason = LongTextField(
        label=_("Why this reversible"),
        required=False,
        rows=3,
        help_text=_("What the answer rests on: the contract, the way out, a rehearsal of it."),
    )
