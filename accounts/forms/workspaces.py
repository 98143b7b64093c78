"""The forms of a workspace and of one's own name."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.roles import RolesField
from accounts.rules.time_zones import time_zones
from config.kernel.actors import APPROVER, AUDITOR, CONTRIBUTOR
from config.kernel.fields import NameField
from config.kernel.forms import SeamForm


def zone_choices() -> list[tuple[str, Any]]:
    """Time zones under their continents, as a select shows them."""
    by_region = groupby(time_zones(), key=lambda name: name.partition("/")[0])
    choices: list[tuple[str, Any]] = [("", _("Choose one")), ("UTC", "UTC")]
    for region, names in by_region:
        cities = [(name, _city(name)) for name in names if name != "UTC"]
        if cities:
            choices.append((region, cities))
    return choices


def _city(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")


class WorkspaceForm(SeamForm):
    name = NameField(
        label=_("Name of the workspace"),
        max_length=120,
        help_text=_("One organisation's register: usually the organisation's name."),
        error_messages={"required": _("Enter a name.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Dates and deadlines are read in this zone, whoever looks."),
        error_messages={
            "required": _("Choose a time zone."),
            "invalid_choice": _("Choose a time zone from the list, such as Europe/Madrid."),
        },
    )


class NewWorkspaceForm(WorkspaceForm):
    roles = RolesField(
        label=_("What you will do there yourself, besides administering"),
        only=(CONTRIBUTOR, APPROVER, AUDITOR),
        required=False,
        initial=[CONTRIBUTOR],
        help_text=_("You can change it later. Nobody authorises a decision they proposed."),
    )


class ProfileForm(SeamForm):
    name = NameField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As colleagues and auditors read it beside what you decide."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
