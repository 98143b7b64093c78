"""Typed values of a dossier as people read them: amounts, dates, words, names of what they mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from accounts.templatetags.people import person
from config.kernel.amounts import in_days, in_money
from config.kernel.findings import Money
from evidence.dossier import FilePart
from evidence.templatetags.evidence import figure
from partnerships.dossier import EscalationStepPart
from partnerships.rules.vocabulary import TimeUnit
from partnerships.templatetags.boundaries import time_limit
from reviews.decisions.rules.comparison import Part
from reviews.decisions.wording import PART_MODELS
from reviews.gate.sentences import REQUIREMENT_LABELS
from reviews.sentences import BOOK
from reviews.trail.changes import Names
from reviews.trail.rules.facets import Joined, Span, Target

#: Fields that hold the number of a person.
PEOPLE = frozenset(
    {
        "read_by_id",
        "assessed_by_id",
        "looked_by_id",
        "incentives_looked_by_id",
        "authoriser_id",
        "written_by_id",
        "stated_by_id",
        "doubted_by_id",
    }
)

#: What a requirement is called, by its code; a dossier may name one that is no longer asked for.
REQUIREMENTS = {code.value: label for code, label in REQUIREMENT_LABELS.items()}


def in_words(part: Part, name: str, value: Any, names: Names) -> str:
    """A typed value of a dossier as people read it; an empty text for nothing."""
    if value in (None, ""):
        return ""
    if isinstance(value, Joined):
        return ", ".join(in_words(part, each, said, names) for each, said in value.values)
    if name in PEOPLE:
        return person(value)
    if part is Part.NOT_APPLICABLE and name == "requirement":
        return str(REQUIREMENTS.get(value, value))
    model = model_of(part, name)
    if model is not None:
        return names.get((model._meta.label_lower, int(value)), f"#{value}")
    return _plain(value)


def _plain(value: Any) -> str:
    """A value that is no reference, by its type."""
    worded = next((word for kind, word in _WORDED if isinstance(value, kind)), str)
    return str(worded(value))


def _span(span: Span) -> str:
    if span.unit is TimeUnit.DAYS:
        return in_days(span.count)
    return time_limit(EscalationStepPart(id="", within=span.count, unit=span.unit))


def _target(target: Target) -> str:
    return f"{BOOK.label(target.direction)} {figure(target.figure)} {target.unit}".strip()


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


#: How each type reads; the first that fits counts.
_WORDED: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Enum, BOOK.label),
    (bool, lambda value: gettext("Yes") if value else gettext("No")),
    (Money, lambda value: in_money(value.amount, value.currency)),
    (Target, _target),
    (Span, _span),
    (datetime, _moment),
    (date, lambda value: date_format(value, "DATE_FORMAT")),
    (Decimal, figure),
    (int, _number),
    (tuple, lambda value: ", ".join(_plain(each) for each in value)),
    (FilePart, lambda value: value.name),
)


def model_of(part: Part, name: str) -> type[Model] | None:
    """The model that a field refers to; None for what is no reference, and for people."""
    if not name.endswith("_id") or name in PEOPLE:
        return None
    field: Any = PART_MODELS[part]._meta.get_field(name)
    model: type[Model] | None = field.related_model
    return model
