"""The trail of a workspace as one file that can be checked without Seam (static/verify_trail.py).

JSON Lines, in an order that lets a reader check each line as it comes. A streamed answer runs after
the request's transaction has ended, so each portion opens the workspace anew and is read to its end
before anything is sent; the past does not change between two portions, and what stands now is read
with the last one.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from accounts.ledger import bulk, checkpoints
from accounts.ledger.chain import GENESIS, entry_content
from accounts.ledger.models import Entry, Head
from accounts.ledger.reading import one_moment
from accounts.ledger.signing import public_keys
from accounts.models import Workspace
from config.kernel import clock, protection, shapes
from config.kernel.models import RowShape
from evidence.models import StoredFile
from evidence.selectors.files import found_hash
from reviews.models import Proposal

FORMAT = "seam-trail/1"
CONTENT_TYPE = "application/jsonl"

#: Entries read at a time, with all their rows.
PORTION = 500

Line = dict[str, Any]


def file_name(workspace: Workspace) -> str:
    return f"{slugify(workspace.slug)}-{clock.today(workspace.zone).isoformat()}.trail.jsonl"


def trail_lines(workspace: Workspace, *, by_id: int | None) -> Iterator[bytes]:
    """The file, some lines at a time. `by_id` is who takes it; None for the command."""
    with one_moment(workspace.pk):
        export = _Export(workspace)
        beginning = list(export.beginning(by_id))
    yield _encoded(beginning)
    while not export.ended:
        with one_moment(workspace.pk):
            portion = list(export.portion())
        yield _encoded(portion)


def _encoded(lines: list[Line]) -> bytes:
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


class _Export:
    """One export; knows how far it has got."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.ended = False
        self.after: tuple[int, uuid.UUID] = (0, uuid.UUID(int=0))
        shapes_kept = RowShape.objects.values_list("model", "number", "fields")
        self.fields = {(model, number): fields for model, number, fields in shapes_kept}

    def beginning(self, by_id: int | None) -> Iterator[Line]:
        workspace = self.workspace
        yield {
            "is": "header",
            "format": FORMAT,
            "workspace": {"id": workspace.pk, "slug": workspace.slug, "name": workspace.name},
            "exported_at": clock.now().astimezone(UTC).isoformat(timespec="microseconds"),
            "exported_by": by_id,
        }
        for key, pem in public_keys(checkpoints.folder()).items():
            yield {"is": "key", "id": key, "pem": pem.decode()}
        for line in checkpoints.lines_of(checkpoints.path_of(workspace.pk)):
            yield {"is": "checkpoint", "line": line.decode("utf-8", "replace")}

    def portion(self) -> Iterator[Line]:
        """The next entries, each followed by its rows; after the last of them, what stands now."""
        sequence, key = self.after
        later = Q(sequence__gt=sequence) | Q(sequence=sequence, pk__gt=key)
        rows_of_ledger: Any = Entry.objects.filter(later).order_by("sequence", "pk").values()
        entries = list(rows_of_ledger[:PORTION])
        rows = _rows_of([entry["id"] for entry in entries])
        for entry in entries:
            yield {"is": "entry", **entry_content(entry), "digest": entry["digest"]}
            yield from self._rows(entry, rows[entry["id"]])
            self.after = (entry["sequence"], entry["id"])
        if len(entries) < PORTION:
            yield from self._present()
            self.ended = True

    def _rows(self, entry: Line, rows: dict[tuple[str, str], models.Model]) -> Iterator[Line]:
        """The rows in the order in which the entry lists them, then any that it does not."""
        for name, shape in _listed(entry).items():
            if name in rows:
                yield self._row(entry["id"], rows.pop(name), shape)
        for row in rows.values():
            yield self._row(entry["id"], row, None)

    def _row(self, entry_id: uuid.UUID, row: models.Model, shape: Any) -> Line:
        fields = self.fields.get((row._meta.label_lower, shape), ())
        present = shapes.shape_of(type(row))
        known = {field.attname for field in row._meta.concrete_fields}
        content = shapes.row_content(row, fields if fields and known >= set(fields) else present)
        return {"is": "row", "entry": str(entry_id), "row": str(row.pk), **content}

    def _present(self) -> Iterator[Line]:
        head = Head.objects.first() or Head(sequence=0, digest=GENESIS)
        yield {"is": "head", "sequence": head.sequence, "digest": head.digest}
        yield from self._orphans()
        fields = shapes.shape_of(Proposal)
        for proposal in Proposal.objects.order_by("pk").iterator(100):
            yield {"is": "proposal", "fields": shapes.row_content(proposal, fields)["fields"]}
        hashes: dict[str, str | None] = {}
        for file in StoredFile.objects.order_by("pk").iterator():
            if file.sha256 not in hashes:
                hashes[file.sha256] = found_hash(file.workspace_id, file.sha256)
            yield {
                "is": "file",
                "id": str(file.pk),
                "name": file.name,
                "sha256": file.sha256,
                "found": hashes[file.sha256],
            }
        yield {"is": "end"}

    def _orphans(self) -> Iterator[Line]:
        """Rows of the past that no entry answers for: there are none, unless somebody meddled."""
        recorded = _recorded()
        for label, key in bulk.orphans(recorded.values()):
            rows: Any = recorded[label]._default_manager
            row = rows.get(pk=key)
            yield self._row(row.entry_id, row, None)


def _rows_of(
    entry_ids: list[uuid.UUID],
) -> defaultdict[uuid.UUID, dict[tuple[str, str], models.Model]]:
    """The rows that entries wrote, by entry, then by the name that the entry gives each."""
    found: defaultdict[uuid.UUID, dict[tuple[str, str], models.Model]] = defaultdict(dict)
    recorded = _recorded()
    for label in sorted(bulk.written_by(recorded.values(), entry_ids)):
        rows: Any = recorded[label]._default_manager
        for row in rows.filter(entry_id__in=entry_ids).order_by("pk"):
            found[row.entry_id][label, str(row.pk)] = row
    return found


def _recorded() -> dict[str, type[models.Model]]:
    return {model._meta.label_lower: model for model in protection.recorded_models()}


def _listed(entry: Line) -> dict[tuple[str, str], Any]:
    """What an entry lists, each with its shape; nothing where the list cannot be read."""
    try:
        return {(each["model"], each["row"]): each["shape"] for each in entry["rows"]}
    except (KeyError, TypeError):
        return {}
