"""The forms of a workspace and of one's own name."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.roles import RolesField
from accounts.models import Workspace
from accounts.rules.time_zones import OLD_NAMES, time_zones
from config.kernel.actors import APPROVER, AUDITOR, CONTRIBUTOR
from config.kernel.fields import NameField
from config.kernel.forms import SeamForm

#: By this the page finds the zone of the browser among the choices.
_HERE = {"data-here": json.dumps(OLD_NAMES)}


def zone_choices(kept: str = "") -> list[tuple[str, Any]]:
    """Time zones under their continents, as a select shows them; `kept` is one of an old name."""
    by_region = groupby(time_zones(), key=lambda name: name.partition("/")[0])
    choices: list[tuple[str, Any]] = [("", _("Choose one")), ("UTC", "UTC")]
    if kept and kept not in time_zones():
        choices.append((kept, kept))
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
        widget=forms.Select(attrs=_HERE),
        help_text=_("Dates and deadlines are read in this zone, whoever looks."),
        error_messages={
            "required": _("Choose a time zone."),
            "invalid_choice": _("Choose a time zone from the list, such as Europe/Madrid."),
        },
    )

    def __init__(self, *args: Any, row: Workspace | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        zone: Any = self.fields["time_zone"]
        zone.choices = zone_choices(row.time_zone if row else "")


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
