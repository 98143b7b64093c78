"""What changed, field by field: one history row beside the one before it.

Values are worded for people here: choices by their label, people by their name, dates in the
workspace's zone, references by what they refer to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.people import person
from reviews.decisions.wording import terms_in_words
from reviews.trail.registry import BY_LABEL, Story
from reviews.trail.rows import HistoryRow, Key

#: Columns that say nothing to a reader: keys, counters, secrets, and what is derived.
HIDDEN = frozenset({"id", "version", "workspace", "sort_key", "secret_digest", "dossier"})

#: Numbers that are people. Names live in one place; rows hold ids.
PEOPLE = frozenset({"read_by_id", "proposed_by_id", "invited_by_id", "user"})

LABELS: dict[str, Any] = {
    "standing": gettext_lazy("standing"),
    "read_by_id": gettext_lazy("read by"),
    "read_at": gettext_lazy("read"),
    "proposed_by_id": gettext_lazy("proposed by"),
    "proposed_at": gettext_lazy("proposed"),
    "invited_by_id": gettext_lazy("invited by"),
    "invited_at": gettext_lazy("invited"),
    "expires_at": gettext_lazy("expires"),
    "revoked_at": gettext_lazy("revoked"),
    "ended_at": gettext_lazy("ended"),
    "withdrawn_at": gettext_lazy("withdrawn"),
    "withdrawn_reason": gettext_lazy("why it was withdrawn"),
    "dossier_digest": gettext_lazy("digest of the dossier"),
    "signed_digest": gettext_lazy("digest of what was signed"),
    "signed_as": gettext_lazy("fields that were signed"),
    "proven_by": gettext_lazy("proven by"),
    "state": gettext_lazy("state"),
    "sha256": gettext_lazy("digest of the file"),
    "size": gettext_lazy("size in bytes"),
    "user": gettext_lazy("person"),
}


@dataclass(frozen=True)
class Change:
    """One field: what it said before and what it says now, in words. `field` is its own name."""

    label: str
    before: str
    after: str
    field: str = ""


@dataclass(frozen=True)
class RowStory:
    """What one action did to one row."""

    story: Story
    event: str  # "+" created, "~" changed, "-" deleted
    changes: tuple[Change, ...]


#: What things are called, by the label of their model and their id.
Names = Mapping[Key, str]


def references(rows: Iterable[HistoryRow]) -> dict[Story, set[int]]:
    """What the rows refer to, so that it can be named: ids by the story of their model."""
    wanted: dict[Story, set[int]] = defaultdict(set)
    for row in rows:
        for field in _shown_fields(row.story.model):
            if field.is_relation and field.name not in PEOPLE:
                story = BY_LABEL[field.related_model._meta.label_lower]
                wanted[story] |= _ids(field, row.now) | _ids(field, row.before)
    return wanted


def _ids(field: Any, row: Any) -> set[int]:
    value = getattr(row, field.attname, None)
    return set() if value is None else {int(value)}


def row_story(row: HistoryRow, names: Names) -> RowStory:
    """What one history row changed; `names` holds what its references are called."""
    return RowStory(row.story, row.event, tuple(_changes(row, names)))


def _changes(row: HistoryRow, names: Names) -> Iterator[Change]:
    was, is_now = (row.now, None) if row.event == "-" else (row.before, row.now)
    for field in _shown_fields(row.story.model):
        before, after = (_said(field, each, names) for each in (was, is_now))
        if before != after:
            yield Change(_label(field), before, after, field.name)


def _said(field: Any, row: Any, names: Names) -> str:
    return "" if row is None else in_words(field, getattr(row, field.attname), names)


def _shown_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in HIDDEN]


def _label(field: Any) -> str:
    label = str(LABELS.get(field.name) or field.verbose_name)
    return label[:1].upper() + label[1:]


def in_words(field: Any, value: Any, names: Names) -> str:
    """A column's value as a person reads it; an empty text for what was not said."""
    if value is None or value in ("", [], {}):
        return ""
    if field.name in PEOPLE:
        return person(value)
    if field.is_relation:
        return names.get((field.related_model._meta.label_lower, value), f"#{value}")
    if isinstance(value, list):
        return ", ".join(_choice(field.base_field, item) for item in value)
    if isinstance(value, dict):
        return terms_in_words(value)
    return _choice(field, _plain(value))


def _choice(field: Any, value: Any) -> str:
    return str(dict(field.flatchoices).get(value, value))


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # as it was typed, without noughts at its end
    return value
