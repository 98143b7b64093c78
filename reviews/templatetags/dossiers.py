"""Words for what stands in a dossier."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django import template

from accounts.templatetags.people import person
from evidence.dossier import PilotCriterionPart
from reviews.dossier import Dossier
from reviews.sentences import BOOK

register = template.Library()


@register.filter
def word(value: Any) -> str:
    """How a choice of the dossier (bearing, source, kind …) reads; an empty text for none."""
    return str(BOOK.label(value)) if isinstance(value, Enum) else str(value or "")


@register.filter
def named(person_id: str) -> str:
    """What the person is called whom a dossier names by id; its ids are texts."""
    return person(int(person_id))


@register.filter
def criterion_of(row: PilotCriterionPart, dossier: Dossier) -> str:
    """The words of the success criterion that a pilot's row names."""
    criteria = (each for claim in dossier.claims for each in claim.criteria)
    found = next((each for each in criteria if each.id == row.criterion_id), None)
    return found.statement if found else ""
