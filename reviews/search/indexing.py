"""Keeping the words: with the action that wrote them, or all of a workspace anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q

from config.kernel.audited import AuditedBase
from config.kernel.recording import Recording, action
from evidence.models import Artifact
from partnerships.models import Claim, Partner, Partnership
from reviews.models import Decision, SearchEntry
from reviews.search.queries import folded
from reviews.search.subjects import SUBJECTS, Subject

#: How many entries one statement writes.
AT_ONCE = 500

LONGEST_NAME = 200


def keep_words(under_way: Recording) -> None:
    """Before the entry of an action is written: what it wrote is found by its new words."""
    written = _written(under_way)
    for subject in SUBJECTS:
        ids = written.get(subject.kind)
        if ids:
            _write(under_way.actor.workspace_id, subject, ids)
            _follow(under_way.actor.workspace_id, subject, ids)


@action
def rebuild(workspace_id: int) -> int:
    """Write the words of the workspace in scope anew; how many objects can be found."""
    SearchEntry.objects.filter(workspace_id=workspace_id).delete()
    for subject in SUBJECTS:
        _insert(workspace_id, subject, subject.rows.filter(workspace_id=workspace_id).iterator(500))
    return SearchEntry.objects.filter(workspace_id=workspace_id).count()


def _written(under_way: Recording) -> dict[str, set[int]]:
    """The ids of the objects whose rows the action wrote, by kind. One query for each kind."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row in under_way.rows:
        rows[row.model].append(row.row_id)
    found: dict[str, set[int]] = {}
    for subject in SUBJECTS:
        model: Any = subject.model
        if not issubclass(model, AuditedBase):
            found[subject.kind] = set(rows.get(model._meta.label_lower, ()))
            continue
        past: Any = model.history.model
        if ids := rows.get(past._meta.label_lower):
            of_rows = past._default_manager.filter(history_id__in=ids)
            found[subject.kind] = set(of_rows.values_list("id", flat=True))
    return found


def _follow(workspace_id: int, subject: Subject, ids: Collection[int]) -> None:
    """What shows the name of an object that it belongs to is written with it."""
    if subject.model is Partner:
        beneath: dict[type, Q] = {
            Partnership: Q(partner_id__in=ids),
            Artifact: Q(partner_id__in=ids),
        }
    elif subject.model is Partnership:
        beneath = {Claim: Q(partnership_id__in=ids), Decision: Q(partnership_id__in=ids)}
    else:
        return
    for each in SUBJECTS:
        if each.model in beneath:
            _insert(workspace_id, each, each.rows.filter(beneath[each.model]).iterator(500))


def _write(workspace_id: int, subject: Subject, ids: Collection[int]) -> None:
    """The words of these objects as they are now; none for those that were removed."""
    rows = list(subject.rows.filter(pk__in=ids))
    gone = set(ids) - {row.pk for row in rows}
    if gone:
        SearchEntry.objects.filter(
            workspace_id=workspace_id, kind=subject.kind, row_id__in=gone
        ).delete()
    _insert(workspace_id, subject, rows)


def _insert(workspace_id: int, subject: Subject, rows: Iterable[Any]) -> None:
    for entries in _in_batches(_entry(workspace_id, subject, row) for row in rows):
        SearchEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["workspace", "kind", "row_id"],
            update_fields=["name", "beside", "name_key", "words_key"],
        )


def _entry(workspace_id: int, subject: Subject, row: Any) -> SearchEntry:
    name = subject.name(row)
    return SearchEntry(
        workspace_id=workspace_id,
        kind=subject.kind,
        row_id=row.pk,
        name=name[:LONGEST_NAME],
        beside=subject.beside(row)[:LONGEST_NAME],
        name_key=folded(name),
        words_key=folded(subject.words(row)),
    )


def _in_batches(entries: Iterator[SearchEntry]) -> Iterator[list[SearchEntry]]:
    batch: list[SearchEntry] = []
    for each in entries:
        batch.append(each)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
