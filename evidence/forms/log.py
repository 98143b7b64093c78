"""What is asked of the Evidence Log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from evidence.models import Bearing, Kind, Source
from evidence.rules.weight import ArtifactState
from evidence.selectors.log import DEFAULT_ORDER, ORDERS, UNREAD, LogQuery
from evidence.sentences import ARTIFACT_STATE_LABELS

_ALL = [("", _("All"))]
_STATES = (
    ArtifactState.IN_FORCE,
    ArtifactState.EXPIRED,
    ArtifactState.SUPERSEDED,
    ArtifactState.WITHDRAWN,
)


class LogFilter(forms.Form):
    """Filters from the address. An answer that the log does not know is passed over."""

    partner = forms.CharField(
        label=_("Partner"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[*_ALL, *Kind.choices], required=False)
    source = forms.ChoiceField(label=_("Source"), choices=[*_ALL, *Source.choices], required=False)
    bearing = forms.ChoiceField(
        label=_("What it shows"),
        choices=[*_ALL, *Bearing.choices, (UNREAD, _("Not read yet"))],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[*_ALL, *((state.value, ARTIFACT_STATE_LABELS[state]) for state in _STATES)],
        required=False,
    )

    def __init__(self, data: QueryDict, *, of_partnership: bool = False) -> None:
        super().__init__(data, auto_id="filter_%s")
        if of_partnership:
            del self.fields["partner"]
        self.order = data.get("sort", "")

    @property
    def query(self) -> LogQuery:
        """The question, without the answers that were not understood."""
        self.full_clean()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        return LogQuery(**asked, order=self.order if self.order in ORDERS else DEFAULT_ORDER)
