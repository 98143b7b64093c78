"""How somebody wants to be told by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms.workspaces import zone_choices
from accounts.models.notices import DELIVERIES, KINDS
from accounts.rules.notices import Delivery, Kind
from config.kernel.forms import Group, SeamForm


class NoticePreferencesForm(SeamForm):
    """One choice for each kind, and the zone and language of the letters."""

    language = forms.ChoiceField(label=_("Language of letters"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone of letters"),
        required=False,
        help_text=_(
            "Digests come at eight o'clock there. A deadline stays a day of its workspace, "
            "whatever you choose here."
        ),
        error_messages={
            "invalid_choice": _("Choose a time zone from the list, such as Europe/Madrid.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Kind:
            self.fields[kind.value] = _delivery_field(kind)
        zone: Any = self.fields["time_zone"]
        zone.choices = [("", _("The zone of each workspace")), *zone_choices()[1:]]
        language: Any = self.fields["language"]
        language.choices = [("", _("As the installation")), *settings.LANGUAGES]
        if len(settings.LANGUAGES) == 1:  # no question where there is nothing to choose
            del self.fields["language"]
        how = tuple(name for name in ("time_zone", "language") if name in self.fields)
        self.groups = (
            Group(tuple(kind.value for kind in Kind), legend=_("What you are told by mail")),
            Group(how, legend=_("When and how")),
        )

    @property
    def wishes(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        said = self.cleaned_data
        return {
            "wishes": {kind: Delivery(said[kind.value]) for kind in Kind},
            "language": said.get("language", ""),
            "time_zone": said["time_zone"],
        }


def _delivery_field(kind: Kind) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=KINDS[kind],
        choices=[(each.value, words) for each, words in DELIVERIES.items()],
        error_messages={
            "required": _("Choose how you are told."),
            "invalid_choice": _("Choose one of the ways in the list."),
        },
    )
