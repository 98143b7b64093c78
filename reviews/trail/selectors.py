"""Reads of the ledger and of history: entries as sentences, and what they changed.

The number of queries is fixed: one for the entries, one for all the rows that they wrote, one for
what those are called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Func, IntegerField, JSONField, Q, QuerySet
from django.utils import timezone

from accounts.ledger.models import Entry
from accounts.models import Workspace
from accounts.templatetags.people import person
from config.kernel.paging import Page, keyset
from evidence.models import Artifact
from partnerships.models import FitCard, Partnership
from partnerships.rules.fit_cards import FIELDS, Section
from partnerships.sentences import SECTION_LABELS
from reviews.trail.changes import Change, Names, RowStory, references, row_story
from reviews.trail.registry import BY_HISTORY_LABEL, BY_LABEL, BY_SLUG, Story
from reviews.trail.rows import HistoryRow, Key, history_rows, latest_rows
from reviews.trail.sentences import TELLINGS, telling_of

#: Entries on one page: each can be opened to everything it changed.
PAGE_SIZE = 30

#: Rows of one entry whose changes are shown: what people do by hand writes fewer.
ROWS_SHOWN = 20


@dataclass(frozen=True)
class Told:
    """One entry as people read it: what happened, when, why, and which fields it changed.

    `where` is the object in whose trail it stands, such as the partnership; "" if that is what
    the entry is about. `more` counts the rows that it wrote besides those whose changes are here.
    """

    entry: Entry
    what: str
    href: str
    icon: str
    kind: str
    where: str
    where_href: str
    changes: tuple[Change, ...]
    more: int = 0

    @property
    def at(self) -> datetime:
        return self.entry.at

    @property
    def day(self) -> date:
        """The day in the zone being served, under which lists group."""
        return timezone.localdate(self.entry.at)

    @property
    def is_first(self) -> bool:
        """Whether there was nothing before: then only what is there now is worth showing."""
        return not any(change.before for change in self.changes)

    @property
    def reason(self) -> str:
        return self.entry.reason


@dataclass(frozen=True)
class TrailFilter:
    """What the reader of the trail asks for; None and "" ask for everything.

    `since` and `until` are days in the zone being served, both included.
    """

    by_id: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


def kinds_in(workspace_id: int) -> list[str]:
    """The kinds that were ever recorded in the workspace. One query, which looks for one of each:
    to list those of all entries takes longer the longer the ledger is.
    """
    entries = Entry.objects.filter(workspace_id=workspace_id)
    asked = [Exists(entries.filter(kind=kind)) for kind in TELLINGS]
    here = Workspace.objects.filter(pk=workspace_id).values_list(*asked).get()
    return [kind for kind, was_recorded in zip(TELLINGS, here, strict=True) if was_recorded]


def trail_page(workspace_id: int, wanted: TrailFilter, after: str | None = None) -> Page[Entry]:
    """The workspace's entries, newest first. One query."""
    entries = _entries(workspace_id)
    if wanted.by_id is not None:
        entries = entries.filter(by_id=wanted.by_id)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.since:
        entries = entries.filter(at__date__gte=wanted.since)
    if wanted.until:
        entries = entries.filter(at__date__lte=wanted.until)
    return keyset(entries, order=["-sequence"], after=after, size=PAGE_SIZE)


def timeline_page(partnership: Partnership, after: str | None = None) -> Page[Entry]:
    """Everything in a partnership's trail, newest first: its own entries, and those of its
    partner and of the partner's evidence, which other partnerships share. One query.
    """
    entries = _entries(partnership.workspace_id)
    artifacts = Artifact.objects.filter(partner_id=partnership.partner_id).values("id")
    in_trail = (
        _in_thread(Partnership, partnership.pk)
        | _in_thread(type(partnership.partner), partnership.partner_id)
        | Q(thread_type=Artifact._meta.label_lower, thread_id__in=artifacts)
    )
    return keyset(entries.filter(in_trail), order=["-sequence"], after=after, size=PAGE_SIZE)


def _entries(workspace_id: int) -> QuerySet[Entry]:
    """Entries with the first of their rows: an import may have written thousands in one."""
    entries: QuerySet[Entry] = (
        Entry.objects.filter(workspace_id=workspace_id)
        .defer("rows")
        .annotate(
            first_rows=Func(
                F("rows"),
                template=f"jsonb_path_query_array(%(expressions)s, '$[0 to {ROWS_SHOWN - 1}]')",
                output_field=JSONField(),
            ),
            row_count=Func(F("rows"), function="jsonb_array_length", output_field=IntegerField()),
        )
    )
    return entries


def _in_thread(model: Any, object_id: int) -> Q:
    return Q(thread_type=model._meta.label_lower, thread_id=object_id)


def history_page(story: Story, object_id: int, after: str | None = None) -> Page[Any]:
    """The history rows of one object, newest first. One query."""
    rows: QuerySet[Any] = story.model.history.filter(id=object_id)  # type: ignore[attr-defined]
    return keyset(rows, order=["-history_id"], after=after, size=PAGE_SIZE)


def told_history(story: Story, rows: Sequence[Any]) -> list[Told]:
    """One object's history rows with the entries that wrote them. Three queries."""
    entries = Entry.objects.defer("rows").in_bulk([row.entry_id for row in rows])
    written = history_rows({story: [row.history_id for row in rows]}) if rows else []
    names = _names(entries.values(), written)
    return [
        _told(entries[row.entry_id], names, [row_story(row, names)], alone=True)
        for row in reversed(written)
    ]


def told(entries: Sequence[Entry]) -> list[Told]:
    """Entries as sentences, each with the fields that it changed. Two queries."""
    written = history_rows(_written_by(entries))
    names = _names(entries, written)
    of_entry: dict[UUID, list[RowStory]] = defaultdict(list)
    for row in written:
        of_entry[row.entry_id].append(row_story(row, names))
    return [_told(entry, names, of_entry[entry.pk]) for entry in entries]


def _written_by(entries: Iterable[Entry]) -> dict[Story, list[int]]:
    """The history rows that the entries wrote. A sealed row is shown by the page of its own."""
    wanted: dict[Story, list[int]] = defaultdict(list)
    for entry in entries:
        for row in entry.first_rows:  # type: ignore[attr-defined]
            if row["model"] in BY_HISTORY_LABEL:
                wanted[BY_HISTORY_LABEL[row["model"]]].append(int(row["row"]))
    return wanted


def _names(entries: Iterable[Entry], rows: Iterable[HistoryRow]) -> Names:
    """What the entries are about, and what their rows refer to, is called. One query."""
    wanted = references(rows)
    for entry in entries:
        for label, pk in (_subject(entry), _thread(entry)):
            if label in BY_LABEL:
                wanted[BY_LABEL[label]].add(pk)
    latest = latest_rows(wanted)
    return {key: BY_LABEL[key[0]].name_of(row) for key, row in latest.items()}


def _told(
    entry: Entry,
    names: Names,
    rows: Sequence[RowStory],
    *,
    alone: bool = False,
) -> Told:
    telling = telling_of(entry.kind)
    name = _sections(rows) or names.get(_subject(entry), f"#{entry.subject_id}")
    elsewhere = _thread(entry) != _subject(entry)
    return Told(
        entry=entry,
        what=str(telling.sentence).format(who=person(entry.by_id), name=name),
        href=_address(*_subject(entry)),
        icon=telling.icon,
        kind="decision" if telling.is_decision else "",
        where=names.get(_thread(entry), "") if elsewhere else "",
        where_href=_address(*_thread(entry)) if elsewhere else "",
        changes=tuple(_flat(rows, alone=alone)),
        more=max(0, getattr(entry, "row_count", 0) - ROWS_SHOWN),
    )


def _sections(rows: Sequence[RowStory]) -> str:
    """The sections of the Fit Card that the rows wrote on; "" if they are about something else."""
    if not rows or any(row.story.model is not FitCard for row in rows):
        return ""
    fields = {change.field for row in rows for change in row.changes}
    written = [section for section in Section if fields & set(FIELDS[section])]
    return ", ".join(str(SECTION_LABELS[section]) for section in written)


def _subject(entry: Entry) -> Key:
    return entry.subject_type, entry.subject_id


def _thread(entry: Entry) -> Key:
    return entry.thread_type, entry.thread_id


#: These are never removed, so that their page is the place to read on.
LASTING = frozenset(
    {"partner", "partnership", "artifact", "proposal", "decision", "policy", "policy-change"}
)


def _address(label: str, pk: int) -> str:
    """Where to read on: the page of what lasts, the history of what may be gone."""
    story = BY_LABEL.get(label)
    if story is None:
        return ""
    if story.slug in LASTING and story.page:
        return story.page(_Numbered(pk))
    return story.history_url(pk) if story.slug in BY_SLUG else ""


@dataclass(frozen=True)
class _Numbered:
    pk: int


def _flat(rows: Sequence[RowStory], *, alone: bool) -> Iterable[Change]:
    """All fields of all rows; with several rows, each field says whose it is."""
    several = len(rows) > 1 and not alone
    for row in rows:
        for change in row.changes:
            label = f"{row.story.noun.capitalize()}: {change.label}" if several else change.label
            yield Change(label, change.before, change.after, change.field)
