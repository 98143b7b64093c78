"""Every component in every state, on one page: to look at while building. Not in production."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from config.kernel import clock
from config.kernel.forms import Conflict, DateField, LongTextField, SeamForm
from config.kernel.templatetags.look import CONDITIONS, STANDINGS, TAG_ICONS

LONG = (
    "Settlement files arrive by nine o'clock on each working day, and an operator can tell from "
    "the file alone which chargebacks were won, lost or are still open"
)
DIGEST = "9f2c41ab7de05b8836f1c2d94e07a5b3c86d1f2e9a4b7c0d5e8f3a6b1c2d4e5f"


class SampleForm(SeamForm):
    """One field of each kind."""

    name = forms.CharField(label="Name", max_length=200)
    capability = LongTextField(
        label="Capability they provide",
        help_text="What they do that you cannot do in time yourself. One or two sentences.",
    )
    deferral_date = DateField(
        label="Defer if evidence is still ambiguous by", required=False, help_text="Year first."
    )
    weeks = forms.IntegerField(
        label="Weeks to switch", required=False, widget=forms.NumberInput(attrs={"class": "w-5"})
    )
    kind = forms.ChoiceField(
        label="Kind of evidence",
        choices=[("", "Choose one"), ("pilot", "Pilot result"), ("audit", "Audit report")],
    )
    bearing = forms.ChoiceField(
        label="What it shows",
        widget=forms.RadioSelect,
        choices=[("supports", "Supports"), ("refutes", "Refutes"), ("ambiguous", "Ambiguous")],
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A member can hold several.",
        choices=[("contributor", "Contributor"), ("approver", "Approver"), ("auditor", "Auditor")],
    )
    auditable = forms.BooleanField(
        label="We may look into the source data",
        required=False,
        help_text="By ourselves or through an independent auditor.",
    )
    file = forms.FileField(label="File", required=False)


@dataclass(frozen=True)
class Row:
    """A line of the sample register."""

    name: str
    partner: str
    standing: str
    bar: int | None
    days: int
    approver: str

    @property
    def due(self) -> Any:
        return clock.today() + timedelta(days=self.days)


ROWS = [
    Row("Card acquiring", "Northgate Payments", "committed", 3, 41, "R. Osei"),
    Row("Rollout in the provinces", "Halden Integration", "deferred", 4, 12, "M. Duarte"),
    Row("Login with the national identity", "Civic Identity", "renegotiating", 4, -3, "R. Osei"),
    Row("Parcel returns", "Brightline Logistics", "candidate", None, 160, ""),
    Row("Fraud signals", "Lattice Risk", "unwinding", 2, 75, "M. Duarte"),
    Row(
        "Translation of every notice that goes to citizens in the four official languages",
        "The Federated Association of Sworn Translators and Interpreters",
        "unwound",
        1,
        -420,
        "A. Castellanos-Whitmore",
    ),
]

CLAIM = SimpleNamespace(
    uncertainty="whether disputed payments can be settled within ten days",
    capability="chargeback handling with named case owners",
    boundary="they decide on representment up to 500 euros and we decide above",
    evidence_expected="the settlement files of two quarters and one audited sample",
    deferral_date=None,
    does_not_establish="that fraud falls",
)


def _tasks() -> list[dict[str, str]]:
    sections = [
        ("Capability", "What they provide and which uncertainty it reduces", "complete"),
        ("Incentives and conflict risks", "What pulls them away from what you need", "started"),
        ("Integration surface", "Where you meet, and what happens when it breaks", "empty"),
        ("Exit path", "Time, cost and data, walked through", "blocked"),
    ]
    return [
        {"title": title, "hint": hint, "status": status, "href": "#task-list"}
        for title, hint, status in sections
    ]


def _conditions() -> list[dict[str, str]]:
    return [
        {"state": "met", "text": "Each conflict risk says how it would show early", "clear": ""},
        {
            "state": "not_met",
            "text": "Somebody watches each conflict risk",
            "clear": "Name who watches “They also sell to our largest competitor”.",
        },
        {
            "state": "unknown",
            "text": "The exit was walked through",
            "clear": "Say when you last rehearsed it, or plan a date.",
        },
        {"state": "not_applicable", "text": "Data leaves the country", "clear": ""},
    ]


def _entries() -> list[dict[str, Any]]:
    now = clock.now()
    change = {"label": "Switch time", "before": "", "after": "Six weeks"}
    longer = {"label": "Fallback", "before": "Manual entry", "after": LONG}
    return [
        {"at": now, "who": "R. Osei", "what": "Commitment authorised", "kind": "decision",
         "icon_name": "signature", "reason": LONG + ".", "href": "#timeline"},
        {"at": now - timedelta(days=3), "who": "I. Varga", "what": "Integration surface changed",
         "changes": [change, longer]},
        {"at": now - timedelta(days=40), "who": "I. Varga", "what": "Fit Card opened"},
    ]  # fmt: skip


def _invalid_form() -> SampleForm:
    typed = {"name": "", "capability": LONG, "deferral_date": "2026-02-31", "weeks": "many"}
    form = SampleForm(data=MultiValueDict({k: [v] for k, v in typed.items()}), auto_id="bad_%s")
    form.add_error(None, "A partnership of this name exists already. Choose another name.")
    return form


def _icons() -> list[str]:
    sprite = finders.find("icons.svg")
    text = Path(sprite).read_text() if isinstance(sprite, str) else ""
    return sorted(re.findall(r'<symbol id="([^"]+)"', text))


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """The page with every component; it needs no sign-in and reads no row."""
    pages = SimpleNamespace(previous_cursor=None, next_cursor="x")
    context = {
        "sample": SampleForm(auto_id="good_%s"),
        "bad": _invalid_form(),
        "rows": ROWS,
        "pages": pages,
        "claim": CLAIM,
        "empty_claim": SimpleNamespace(),
        "tasks": _tasks(),
        "conditions": _conditions(),
        "entries": _entries(),
        "conflicts": [Conflict("exit", "Exit path", "Six weeks, tried in May.", LONG + ".")],
        "steps": [
            {"title": "Kind and reasons", "state": "done"},
            {"title": "Check what is frozen", "state": "current"},
            {"title": "Propose", "state": "todo"},
        ],
        "standings": STANDINGS,
        "states": CONDITIONS,
        "tag_kinds": ["neutral", "info", "success", "warning", "danger"],
        "task_states": [kind for kind in TAG_ICONS if kind in ("complete", "started", "empty")],
        "digest_value": DIGEST,
        "long": LONG,
        "now": clock.now(),
        "icons": _icons(),
        "scale": range(1, 5),
    }
    return render(request, "styleguide/styleguide.html", context)
