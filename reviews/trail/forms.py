"""What the reader of the trail can narrow it by, and the two moments of a comparison."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, SeamForm
from reviews.trail.selectors import TrailFilter
from reviews.trail.sentences import kind_choices


class TrailFilterForm(forms.Form):
    """Person, kind and period; what is wrong in it is said and left aside."""

    label_suffix = ""

    by = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("What happened"), required=False)
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("To"), required=False)

    def __init__(
        self, *args: Any, people: dict[int, str], kinds: Collection[str], **kwargs: Any
    ) -> None:
        """`people` are the names by id, `kinds` those that were ever recorded here."""
        super().__init__(*args, **kwargs)
        by_name = sorted(people.items(), key=lambda pair: pair[1].casefold())
        self._offer("by", [("", _("Everybody")), *by_name])
        self._offer("kind", [("", _("Everything")), *kind_choices(kinds)])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def wanted(self) -> TrailFilter:
        """The filter as far as it could be read."""
        if not self.is_bound:
            return TrailFilter()
        self.is_valid()
        read = self.cleaned_data
        return TrailFilter(
            by_id=read.get("by"),
            kind=read.get("kind") or "",
            since=read.get("since"),
            until=read.get("until"),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for at all."""
        return self.wanted != TrailFilter()


class CompareForm(SeamForm):
    """Between which two moments. Empty is what the page offers by itself."""

    moments = asked_later = ("since", "until")

    since = forms.CharField(label=_("From"), required=False, max_length=40)
    until = forms.CharField(
        label=_("To"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": _("now")}),
    )
