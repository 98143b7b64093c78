"""How terms and differences read. The rules name them, this says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.kernel.amounts import in_money
from config.kernel.pages import href
from evidence.dossier import ArtifactPart, ReadingPart
from evidence.models import (
    Answer,
    Artifact,
    Assessment,
    Doubt,
    MeasuredValue,
    Measurement,
    Pilot,
    PilotCriterion,
    Reading,
    Revalidation,
)
from evidence.rules.weight import weigh
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Option,
    Partner,
    PartnerFact,
    Partnership,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)
from reviews.decisions.rules.comparison import Difference, Event, Part
from reviews.gate.rules.terms import Meanwhile
from reviews.models import HealthReview, NotApplicable, Sighting, Violation
from reviews.sentences import BOOK, MEANWHILE_LABELS
from reviews.vocabulary import Matter
from reviews.words import MATTERS

#: The terms of all kinds, in the order in which they are read.
TERM_LABELS: dict[str, Any] = {
    "scope": _("Scope"),
    "term_ends_on": _("Term ends on"),
    "notice_by": _("Last day to give notice"),
    "revisit_on": _("Taken up again on"),
    "meanwhile": _("What happens meanwhile"),
    "until": _("Continues until"),
    "guardrails": _("Guardrails"),
    "matters": _("What it is about"),
    "what_is_to_change": _("What is to change"),
    "steps": _("Steps"),
    "took_days": _("Days it took"),
    "took_cost": _("What it cost"),
}

PART_LABELS: dict[Part, Any] = {
    Part.PARTNER: _("Partner"),
    Part.PARTNER_FACT: _("Fact about the partner"),
    Part.PARTNERSHIP: _("Partnership"),
    Part.FIT_CARD: _("Fit Card"),
    Part.CONFLICT_RISK: _("Conflict risk"),
    Part.INTEGRATION_POINT: _("Integration point"),
    Part.EXIT_STEP: _("Exit step"),
    Part.EXIT_REHEARSAL: _("Rehearsal of the exit"),
    Part.BOUNDARY_DESIGN: _("Boundary design"),
    Part.RESPONSIBILITY: _("Responsibility"),
    Part.ESCALATION_STEP: _("Escalation step"),
    Part.TRIGGER: _("Trigger"),
    Part.SCALE_STEP: _("Scale step"),
    Part.UNCERTAINTY: _("Uncertainty"),
    Part.OPTION: _("Option"),
    Part.PILOT: _("Pilot"),
    Part.PILOT_CRITERION: _("Criterion of a pilot"),
    Part.MEASUREMENT: _("Measurement"),
    Part.MEASURED_VALUE: _("Measured value"),
    Part.CLAIM: _("Claim"),
    Part.CRITERION: _("Success criterion"),
    Part.ARTIFACT: _("Artifact"),
    Part.REVALIDATION: _("Revalidation"),
    Part.READING: _("Reading"),
    Part.ASSESSMENT: _("Assessment"),
    Part.ANSWER: _("Answer"),
    Part.NOT_APPLICABLE: _("Why it does not apply"),
    Part.DOUBT: _("Doubt"),
    Part.HEALTH_REVIEW: _("Health review"),
    Part.VIOLATION: _("Violation"),
    Part.SIGHTING: _("Trigger seen"),
}

PART_MODELS: dict[Part, type[Model]] = {
    Part.PARTNER: Partner,
    Part.PARTNER_FACT: PartnerFact,
    Part.PARTNERSHIP: Partnership,
    Part.FIT_CARD: FitCard,
    Part.CONFLICT_RISK: ConflictRisk,
    Part.INTEGRATION_POINT: IntegrationPoint,
    Part.EXIT_STEP: ExitStep,
    Part.EXIT_REHEARSAL: ExitRehearsal,
    Part.BOUNDARY_DESIGN: BoundaryDesign,
    Part.RESPONSIBILITY: Responsibility,
    Part.ESCALATION_STEP: EscalationStep,
    Part.TRIGGER: Trigger,
    Part.SCALE_STEP: ScaleStep,
    Part.UNCERTAINTY: Uncertainty,
    Part.OPTION: Option,
    Part.PILOT: Pilot,
    Part.PILOT_CRITERION: PilotCriterion,
    Part.MEASUREMENT: Measurement,
    Part.MEASURED_VALUE: MeasuredValue,
    Part.CLAIM: Claim,
    Part.CRITERION: SuccessCriterion,
    Part.ARTIFACT: Artifact,
    Part.REVALIDATION: Revalidation,
    Part.READING: Reading,
    Part.ASSESSMENT: Assessment,
    Part.ANSWER: Answer,
    Part.NOT_APPLICABLE: NotApplicable,
    Part.DOUBT: Doubt,
    Part.HEALTH_REVIEW: HealthReview,
    Part.VIOLATION: Violation,
    Part.SIGHTING: Sighting,
}

#: Fields for which the models have no words that fit in a list of changes.
FIELD_LABELS: dict[str, Any] = {
    "withdrawn_at": _("withdrawn"),
    "withdrawn_reason": _("why it was withdrawn"),
    "superseded_by_id": _("superseded by another artifact"),
    "read_by_id": _("read by"),
    "read_at": _("read"),
    "incentives_looked_at": _("incentives looked at again"),
    "incentives_looked_by_id": _("who looked at the incentives"),
    "exit_days": _("time to leave"),
    "switch_days": _("time to switch"),
    "portability": _("data that comes along"),
    "within": _("time limit"),
    "concluded_at": _("concluded"),
    "assessed_by_id": _("assessed by"),
    "assessed_at": _("assessed"),
    "assessed_why": _("why it was upheld or rejected"),
    "written_by_id": _("written by"),
    "written_at": _("written"),
    "stated_by_id": _("said by"),
    "stated_at": _("said"),
    "looked_by_id": _("looked at by"),
    "earlier_digest": _("earlier values"),
    "authoriser_id": _("who may authorise"),
    "doubted_by_id": _("doubted by"),
    "looked_again_id": _("looked at again"),
    "due_on": _("due by"),
    "overstepped": _("a boundary line was overstepped"),
    "review_id": _("noted in the health review"),
    "noted_at": _("noted"),
    "set_aside_at": _("set aside"),
}

#: So many periods of a series are named one by one.
PERIODS_NAMED = 3

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
        _term(name, terms[name], terms)
        for name in TERM_LABELS
        if terms.get(name) not in (None, "", [])
    ]


def terms_in_words(terms: Mapping[str, Any]) -> str:
    """Stored terms as one text, for a list of changes."""
    return "\n".join(f"{term.label}: {term.value}" for term in terms_of(terms))


def _term(name: str, value: Any, terms: Mapping[str, Any]) -> Term:
    label = str(TERM_LABELS[name])
    if name == "took_cost":
        return Term(label, str(in_money(Decimal(value), str(terms.get("took_currency") or ""))))
    if name == "meanwhile":
        return Term(label, str(MEANWHILE_LABELS[Meanwhile(value)]))
    if name == "matters":
        return Term(label, ", ".join(str(MATTERS[Matter(each)]) for each in value))
    if isinstance(value, list):
        return Term(label, "\n".join(str(item) for item in value))
    day = (
        parse_date(value) if name in ("term_ends_on", "notice_by", "revisit_on", "until") else None
    )
    return Term(label, date_format(day) if day else str(value), day)


def not_counted(reading: ReadingPart, artifact: ArtifactPart, day: date) -> str:
    """Why a reading does not count on `day`, in one sentence; "" when it does."""
    weight = weigh(reading, artifact, day)
    if weight.counts:
        return ""
    for row, frame in (
        (reading, gettext("Withdrawn, does not count: %(why)s")),
        (artifact, gettext("The artifact was withdrawn, so this does not count: %(why)s")),
    ):
        if row.withdrawn_at:
            return frame % {"why": row.withdrawn_reason}
    why = " ".join(BOOK.sentence(each) for each in weight.reasons)
    return gettext("Does not count. %(why)s") % {"why": why}


@dataclass(frozen=True)
class DifferenceLine:
    """One difference as a line: "Claim changed: chargebacks (boundary)", with its history."""

    part: str
    event: str
    kind: str
    name: str
    fields: str
    href: str


def difference_lines(found: Iterable[Difference]) -> list[DifferenceLine]:
    """Differences between two dossiers as lines.

    What came or went along is in the line above it, the values of one series are one line.
    """
    several = groupby((each for each in found if not each.along), key=_line_of)
    return [_line(list(each)) for _key, each in several]


def _line_of(difference: Difference) -> tuple[Part, Event, str]:
    """What the differences of one line have in common."""
    return difference.part, difference.event, _series(difference)


def _line(several: Sequence[Difference]) -> DifferenceLine:
    first, is_value = several[0], several[0].part is Part.MEASURED_VALUE
    return DifferenceLine(
        part=str(PART_LABELS[first.part]),
        event=str(EVENT_LABELS[first.event]),
        kind=first.event.value,
        name=first.within if is_value else called(first),
        fields=_periods(several) if is_value else _labels(first),
        href=_history_of(first),
    )


def called(difference: Difference) -> str:
    """What the part is called; a health review by its day, written out."""
    if difference.part is Part.HEALTH_REVIEW:
        return date_format((difference.after or difference.before).held_on)
    return difference.name


def _labels(difference: Difference) -> str:
    return ", ".join(field_label(difference.part, each) for each in difference.fields)


def _periods(values: Sequence[Difference]) -> str:
    """Of which periods, the first and the last of many."""
    names = [each.name for each in values]
    return ", ".join(names) if len(names) <= PERIODS_NAMED else f"{names[0]} … {names[-1]}"


def _series(difference: Difference) -> str:
    """The id of the part; of a measured value that of its series."""
    return difference.id.partition("/")[0]


def field_label(part: Part, name: str) -> str:
    """What a field is called on pages; its own name where the model has no words for it."""
    if name in FIELD_LABELS:
        return str(FIELD_LABELS[name])
    try:
        return str(PART_MODELS[part]._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        return name.replace("_", " ")


def _history_of(difference: Difference) -> str:
    """Where the change stands with who made it. Card and boundary go by their partnership, a
    measured value by its series.
    """
    if difference.part in (Part.FIT_CARD, Part.BOUNDARY_DESIGN):
        return href("reviews:timeline", difference.id)
    if difference.part is Part.MEASURED_VALUE:
        return href("reviews:object_history", "measurement", _series(difference))
    return href("reviews:object_history", difference.part.value.replace("_", "-"), difference.id)
