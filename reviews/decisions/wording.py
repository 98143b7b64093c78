"""How terms and differences read. The rules name them, this says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from reviews.decisions.rules.comparison import Difference, Event, Part
from reviews.gate.rules.terms import Meanwhile
from reviews.sentences import MEANWHILE_LABELS

#: The terms of all kinds, in the order in which they are read.
TERM_LABELS: dict[str, Any] = {
    "scope": _("Scope"),
    "term_ends_on": _("Term ends"),
    "notice_by": _("Notice can be given until"),
    "revisit_on": _("Taken up again on"),
    "meanwhile": _("Meanwhile"),
    "until": _("Until"),
    "guardrails": _("Guardrails"),
    "what_is_to_change": _("What is to change"),
    "steps": _("Steps"),
}

PART_LABELS: dict[Part, Any] = {
    Part.PARTNER: _("Partner"),
    Part.PARTNERSHIP: _("Partnership"),
    Part.FIT_CARD: _("Fit Card"),
    Part.CONFLICT_RISK: _("Conflict risk"),
    Part.INTEGRATION_POINT: _("Integration point"),
    Part.EXIT_STEP: _("Exit step"),
    Part.BOUNDARY_DESIGN: _("Boundary design"),
    Part.RESPONSIBILITY: _("Responsibility"),
    Part.TRIGGER: _("Trigger"),
    Part.SCALE_STEP: _("Scale step"),
    Part.CLAIM: _("Claim"),
    Part.CRITERION: _("Success criterion"),
    Part.ARTIFACT: _("Artifact"),
    Part.READING: _("Reading"),
}

EVENT_LABELS: dict[Event, Any] = {
    Event.ADDED: _("added"),
    Event.REMOVED: _("removed"),
    Event.CHANGED: _("changed"),
}


@dataclass(frozen=True)
class Term:
    """One term of a decision: what it is and what was said; a date, or text."""

    label: str
    value: str
    day: date | None = None


def terms_of(terms: Mapping[str, Any]) -> list[Term]:
    """Stored terms as people read them; what was not said is left out."""
    return [
        _term(name, terms[name]) for name in TERM_LABELS if terms.get(name) not in (None, "", [])
    ]


def terms_in_words(terms: Mapping[str, Any]) -> str:
    """Stored terms as one text, for a list of changes."""
    return "\n".join(f"{term.label}: {term.value}" for term in terms_of(terms))


def _term(name: str, value: Any) -> Term:
    label = str(TERM_LABELS[name])
    if name == "meanwhile":
        return Term(label, str(MEANWHILE_LABELS[Meanwhile(value)]))
    if isinstance(value, list):
        return Term(label, "\n".join(str(item) for item in value))
    day = (
        parse_date(value) if name in ("term_ends_on", "notice_by", "revisit_on", "until") else None
    )
    return Term(label, date_format(day) if day else str(value), day)


@dataclass(frozen=True)
class DifferenceLine:
    """One difference as a line: "Claim, changed: chargebacks"."""

    part: str
    event: str
    kind: str
    name: str


def difference_lines(found: Iterable[Difference]) -> list[DifferenceLine]:
    """Differences between two dossiers as lines."""
    return [
        DifferenceLine(
            part=str(PART_LABELS[difference.part]),
            event=str(EVENT_LABELS[difference.event]),
            kind=difference.event.value,
            name=difference.name,
        )
        for difference in found
    ]
