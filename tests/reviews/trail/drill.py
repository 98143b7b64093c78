"""What somebody with every right over the database could do to a trail, and where it must show.

Each alteration works on the connection that nothing holds back, and says how the first damage has
to be named: the beginning of the entry's or of the row's name.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, connection, models, transaction

from accounts.ledger.chain import entry_digest
from accounts.ledger.models import Entry, Head
from config.kernel import protection
from evidence import storage
from evidence.models import StoredFile
from reviews.models import Decision, Proposal, Signature


@dataclass
class Ground:
    """The workspace that is tampered with: its number, and the entries that checkpoints name."""

    workspace_id: int
    checkpoints: list[int]
    by: random.Random

    @property
    def last(self) -> int:
        return Head.objects.get().sequence

    def any_entry(self, until: int | None = None) -> Entry:
        return Entry.objects.get(sequence=self.by.randint(1, until or self.last))


Alteration = Callable[[Ground], list[str]]
ALTERATIONS: list[Alteration] = []


def alteration(function: Alteration) -> Alteration:
    ALTERATIONS.append(function)
    return function


def run(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


# Entries ----------------------------------------------------------------------------------------

#: What an entry's columns can become.
FORGED: Mapping[str, Any] = {
    "kind": "partner.forged",
    "by_id": 987654,
    "on_behalf_of_id": 987654,
    "subject_type": "partnerships.forged",
    "subject_id": 987654,
    "thread_type": "partnerships.forged",
    "thread_id": 987654,
    "reason": '“Forged”\n\\ and "quoted"\t\x01',
    "request_id": "forged",
    "previous": "f" * 64,
    "digest": "f" * 64,
}


@alteration
def entry_changed(ground: Ground) -> list[str]:
    entry = ground.any_entry()
    column = ground.by.choice([*FORGED, "at"])
    if column == "at":
        run("UPDATE ledger_entry SET at = at + '1 us'::interval WHERE id = %s", entry.id)
    else:
        run(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", FORGED[column], entry.id)
    return [f"entry {entry.sequence}:"]


@alteration
def listed_row_changed(ground: Ground) -> list[str]:
    entry = ground.any_entry()
    rows = entry.rows
    item = ground.by.choice(rows)
    ways: list[Callable[[], object]] = [
        lambda: item.update(digest="f" * 64),
        lambda: item.update(row="987654"),
        lambda: item.update(shape=99),
        lambda: item.update(more="one"),
        lambda: item.update(row=int(item["row"])),
        lambda: rows.remove(item),
        lambda: rows.append(dict(item)),
    ]
    ground.by.choice(ways)()
    run("UPDATE ledger_entry SET rows = %s WHERE id = %s", json.dumps(rows), entry.id)
    return [f"entry {entry.sequence}:"]


@alteration
def entry_removed(ground: Ground) -> list[str]:
    entry = ground.any_entry()
    run("DELETE FROM ledger_entry WHERE id = %s", entry.id)
    return [f"entry {entry.sequence}:"]


@alteration
def entries_swapped(ground: Ground) -> list[str]:
    first, second = sorted(ground.by.sample(range(1, ground.last + 1), 2))
    for was, becomes in ((first, 10**12), (second, first), (10**12, second)):
        run("UPDATE ledger_entry SET sequence = %s WHERE sequence = %s", becomes, was)
    return [f"entry {first}:"]


@alteration
def entry_inserted(ground: Ground) -> list[str]:
    """Between two others: those after it move on by one."""
    at = ground.by.randint(1, ground.last + 1)
    values = {field.attname: getattr(ground.any_entry(1), field.attname) for field in _COLUMNS}
    run("UPDATE ledger_entry SET sequence = sequence + 1000000 WHERE sequence >= %s", at)
    run("UPDATE ledger_entry SET sequence = sequence - 999999 WHERE sequence >= 1000000")
    before = Entry.objects.filter(sequence=at - 1).first()
    values |= {"id": _uuid(ground), "sequence": at, "rows": []}
    values["previous"] = before.digest if before else "0" * 64
    values["digest"] = entry_digest(values)
    if at <= ground.last:
        values["previous"] = "e" * 64  # the chain does not fork, says a constraint
    Entry.objects.bulk_create([Entry(**values)])
    return [f"entry {at}:"]


_COLUMNS = Entry._meta.concrete_fields


def _uuid(ground: Ground) -> uuid.UUID:
    return uuid.UUID(int=ground.by.getrandbits(128))


@alteration
def tail_cut(ground: Ground) -> list[str]:
    """With its rows and its head, so that nothing is left over."""
    at = ground.by.randint(1, ground.checkpoints[-1] - 1)
    for model in protection.recorded_models():
        table = model._meta.db_table
        run(
            f"DELETE FROM {table} WHERE entry_id IN "
            "(SELECT id FROM ledger_entry WHERE sequence > %s)",
            at,
        )
    run("DELETE FROM ledger_entry WHERE sequence > %s", at)
    run(
        "UPDATE ledger_head SET sequence = %s, digest = "
        "(SELECT digest FROM ledger_entry WHERE sequence = %s)",
        at,
        at,
    )
    return [f"entry {at + 1}:"]


@alteration
def chain_rewritten(ground: Ground) -> list[str]:
    """From some entry to the end, each digest worked out anew: it shows at the next checkpoint."""
    begin = ground.by.randint(1, ground.checkpoints[-1])
    entries = list(Entry.objects.filter(sequence__gte=begin).order_by("sequence"))
    entries[0].reason = "Forged"
    run("UPDATE ledger_entry SET previous = 'x' || sequence WHERE sequence >= %s", begin)
    previous = ""
    for entry in entries:
        entry.previous = previous or entry.previous
        previous = entry.digest = entry_digest(vars(entry))
        run(
            "UPDATE ledger_entry SET reason = %s, previous = %s, digest = %s WHERE id = %s",
            *(entry.reason, entry.previous, entry.digest, entry.id),
        )
    run("UPDATE ledger_head SET digest = %s", previous)
    return [f"entry {min(each for each in ground.checkpoints if each >= begin)}:"]


# Rows of the past -------------------------------------------------------------------------------


def _any_row(ground: Ground) -> tuple[type[models.Model], Any, int]:
    """A model, one of its rows, and the number of the entry that wrote it."""
    found = None
    while found is None:
        entry = ground.any_entry()
        item = ground.by.choice(entry.rows)
        model = {m._meta.label_lower: m for m in protection.recorded_models()}[item["model"]]
        found = model._default_manager.filter(pk=item["row"]).first()
    return model, found, entry.sequence


def _name(row: models.Model, number: int) -> list[str]:
    return [f"entry {number}: {row._meta.label_lower}/{row.pk}"]


def _other(value: Any, kind: str) -> str:
    """SQL for another value of a column."""
    if kind.startswith(("varchar", "text")):
        return "left(coalesce({0}, ''), 18) || 'x'"
    if kind == "jsonb":
        return """'{{"forged": 1.5}}'"""
    if kind.endswith("[]"):
        return "{0} || {0} || '{{1}}'" if value else "'{{1}}'"
    if kind == "uuid":
        return "gen_random_uuid()"
    if kind == "boolean":
        return "NOT coalesce({0}, false)"
    if kind == "date":
        return "coalesce({0}, '2026-01-01') + 1"
    if kind.startswith("timestamp"):
        return "coalesce({0}, '2026-01-01') + '1 us'::interval"
    return "coalesce({0}, 0) + 1"


def _change(ground: Ground, row: models.Model, *, but: tuple[str, ...] = ()) -> None:
    """Give one column of a row another value, one that the database's own constraints allow."""
    columns = [field for field in row._meta.concrete_fields if field.attname not in but]
    ground.by.shuffle(columns)
    while True:
        field = columns.pop()
        other = _other(getattr(row, field.attname), str(field.db_type(connection)))
        table, key = row._meta.db_table, str(row._meta.pk.column)
        changed = other.format(f'"{field.column}"')
        with suppress(IntegrityError, DataError), transaction.atomic():
            run(f'UPDATE {table} SET "{field.column}" = {changed} WHERE {key} = %s', row.pk)
            return


#: Columns that say whose row it is, and which: changing them is another alteration.
MOVING = ("id", "history_id", "workspace_id", "entry_id")


@alteration
def row_changed(ground: Ground) -> list[str]:
    _model, row, number = _any_row(ground)
    _change(ground, row, but=MOVING)
    return _name(row, number)


@alteration
def row_removed(ground: Ground) -> list[str]:
    _model, row, number = _any_row(ground)
    run(f"DELETE FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", row.pk)
    return _name(row, number)


@alteration
def row_added(ground: Ground) -> list[str]:
    """A copy beside one that an entry wrote."""
    model, row, number = _any_row(ground)
    while not hasattr(model, "history_id"):
        model, row, number = _any_row(ground)
    row.pk = 10**12 + ground.by.randint(1, 10**6)
    models.QuerySet(model).bulk_create([row])
    return _name(row, number)


@alteration
def row_of_no_entry(ground: Ground) -> list[str]:
    model, row, _number = _any_row(ground)
    while not hasattr(model, "history_id"):
        model, row, _number = _any_row(ground)
    row.pk, row.entry_id = 10**12 + ground.by.randint(1, 10**6), _uuid(ground)
    models.QuerySet(model).bulk_create([row])
    return [f"{model._meta.label_lower}/{row.pk}:"]


@alteration
def row_moved(ground: Ground) -> list[str]:
    """To another entry, as if that one had written it."""
    _model, row, number = _any_row(ground)
    other = ground.any_entry()
    while other.sequence == number:
        other = ground.any_entry()
    table, key = row._meta.db_table, row._meta.pk.column
    run(f"UPDATE {table} SET entry_id = %s WHERE {key} = %s", other.id, row.pk)
    return _name(row, min(number, other.sequence))


# What was signed --------------------------------------------------------------------------------


def _entry_of(row: Any) -> int:
    return Entry.objects.get(pk=row.entry_id).sequence


@alteration
def signature_moved(ground: Ground) -> list[str]:
    signature = ground.by.choice(list(Signature.objects.all()))
    other = Proposal.objects.filter(signatures=None).first()
    assert other is not None
    run("UPDATE reviews_signature SET proposal_id = %s WHERE id = %s", other.pk, signature.pk)
    return _name(signature, _entry_of(signature))


@alteration
def signature_changed(ground: Ground) -> list[str]:
    signature = ground.by.choice(list(Signature.objects.all()))
    _change(ground, signature, but=MOVING)
    return _name(signature, _entry_of(signature))


@alteration
def decision_changed(ground: Ground) -> list[str]:
    decision = ground.by.choice(list(Decision.objects.all()))
    _change(ground, decision, but=MOVING)
    return _name(decision, _entry_of(decision))


@alteration
def dossier_changed(ground: Ground) -> list[str]:
    """The proposal as it stands: its dossier, with or without its digest, or what else it says."""
    proposal = ground.by.choice(list(Proposal.objects.all()))
    forged = proposal.dossier.replace('"', '" ', 1)
    ways: list[Callable[[], object]] = [
        lambda: run("UPDATE reviews_proposal SET dossier = %s WHERE id = %s", forged, proposal.pk),
        lambda: run(
            "UPDATE reviews_proposal SET dossier = %s, dossier_digest = "
            "encode(sha256(convert_to(%s, 'UTF8')), 'hex') WHERE id = %s",
            *(forged, forged, proposal.pk),
        ),
        lambda: run(
            "UPDATE reviews_proposal SET judgement = '{\"forged\": true}' WHERE id = %s",
            proposal.pk,
        ),
        lambda: run("UPDATE reviews_proposal SET rationale = 'F' WHERE id = %s", proposal.pk),
    ]
    ground.by.choice(ways)()
    return [f"reviews.proposal/{proposal.pk}:"]


@alteration
def proposal_removed(ground: Ground) -> list[str]:
    proposal = ground.by.choice(list(Proposal.objects.all()))
    run("DELETE FROM reviews_proposal WHERE id = %s", proposal.pk)
    return [f"reviews.proposal/{proposal.pk}:"]


# Files and checkpoints: outside the database, put back by whoever drills -----------------------


def file_path(ground: Ground) -> tuple[int, Path]:
    file = ground.by.choice(list(StoredFile.objects.all()))
    return file.pk, storage.path_of(ground.workspace_id, file.sha256)


@alteration
def file_changed(ground: Ground) -> list[str]:
    key, path = file_path(ground)
    content = bytearray(path.read_bytes())
    content[ground.by.randrange(len(content))] ^= 1
    path.write_bytes(content)
    return [f"evidence.storedfile/{key}:"]


@alteration
def file_removed(ground: Ground) -> list[str]:
    key, path = file_path(ground)
    path.unlink()
    return [f"evidence.storedfile/{key}:"]


__all__ = ["ALTERATIONS", "Ground"]
