"""Rows of many history tables at once: a page of entries touches most of them.

Each function is one query, a UNION over the tables that are needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from psycopg import sql

from accounts.ledger.models import Entry
from config.kernel.unions import instance_of, union
from reviews.trail.registry import BY_SLUG, Story

#: Too long to be read as a change, and known by its digest.
LEFT_OUT = ["dossier"]

Key = tuple[str, int]


@dataclass(frozen=True)
class HistoryRow:
    """One history row with the one before it (None for the first): what it is and what it was."""

    story: Story
    history_id: int
    entry_id: UUID
    event: str  # "+" created, "~" changed, "-" deleted
    now: Any
    before: Any


@dataclass(frozen=True)
class Past:
    """The history of a model's objects whose `column` is one of `ids`."""

    story: Story
    column: str
    ids: Collection[int]


_ROWS = (
    "SELECT {slug}, row.history_id, row.entry_id, row.history_type, to_jsonb(row) - %s::text[], "
    "(SELECT to_jsonb(earlier) - %s::text[] FROM {table} earlier WHERE earlier.id = row.id "
    "AND earlier.history_id < row.history_id ORDER BY earlier.history_id DESC LIMIT 1) "
    "FROM {table} row "
)
_BY_ID = sql.SQL(_ROWS + "WHERE row.history_id = ANY(%s)")
_BETWEEN = sql.SQL(
    _ROWS + "JOIN {entries} entry ON entry.id = row.entry_id AND entry.workspace_id = %s "
    "WHERE row.{column} = ANY(%s) AND entry.sequence > %s AND entry.sequence <= %s"
)
_LATEST = sql.SQL(
    "SELECT * FROM (SELECT DISTINCT ON (row.id) {slug}, to_jsonb(row) - %s::text[] "
    "FROM {table} row WHERE row.id = ANY(%s) ORDER BY row.id, {newest} DESC) latest"
)


def history_rows(wanted: Mapping[Story, Collection[int]]) -> list[HistoryRow]:
    """The history rows with these `history_id`s, each with its predecessor, in writing order."""
    parts, values = [], []
    for story, ids in wanted.items():
        parts.append(_BY_ID.format(slug=sql.Literal(story.slug), table=_table(story)))
        values += [LEFT_OUT, LEFT_OUT, list(ids)]
    return _in_writing_order(parts, values)


def rows_between(
    workspace_id: int, wanted: Sequence[Past], since: int, until: int
) -> list[HistoryRow]:
    """What the entries after number `since`, up to number `until`, wrote of these objects."""
    parts, values = [], []
    for past in wanted:
        entries, column = sql.Identifier(Entry._meta.db_table), sql.Identifier(past.column)
        slug, table = sql.Literal(past.story.slug), _table(past.story)
        parts.append(_BETWEEN.format(slug=slug, table=table, entries=entries, column=column))
        values += [LEFT_OUT, LEFT_OUT, workspace_id, list(past.ids), since, until]
    return _in_writing_order(parts, values)


def _in_writing_order(parts: Sequence[sql.Composable], values: list[Any]) -> list[HistoryRow]:
    found = [
        HistoryRow(
            story=BY_SLUG[slug],
            history_id=history_id,
            entry_id=entry_id,
            event=event,
            now=_instance(BY_SLUG[slug].model, now),
            before=_instance(BY_SLUG[slug].model, before) if before else None,
        )
        for slug, history_id, entry_id, event, now, before in union(parts, values)
    ]
    return sorted(found, key=lambda row: row.history_id)


def latest_rows(wanted: Mapping[Story, Collection[int]]) -> dict[Key, Any]:
    """Objects as they last were, deleted ones too, by (label of the model, id)."""
    parts, values, by_slug = [], [], {story.slug: story for story in wanted}
    for story, ids in wanted.items():
        newest = sql.Identifier("row", "history_id" if _has_history(story) else "id")
        parts.append(
            _LATEST.format(slug=sql.Literal(story.slug), table=_table(story), newest=newest)
        )
        values += [LEFT_OUT, list(ids)]
    rows = [(by_slug[slug], text) for slug, text in union(parts, values)]
    latest = [(story.label, _instance(story.model, text)) for story, text in rows]
    return {(label, row.pk): row for label, row in latest}


def _has_history(story: Story) -> bool:
    return hasattr(story.model, "history")


def _table(story: Story) -> sql.Identifier:
    model = story.model.history.model if _has_history(story) else story.model  # type: ignore[attr-defined]
    return sql.Identifier(model._meta.db_table)


def _instance(model: type[models.Model], text: str) -> Any:
    """Django leaves JSON of raw queries as text."""
    return instance_of(model, text, left_out=LEFT_OUT)
