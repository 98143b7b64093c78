"""How fast a ledger is checked: the chain alone, with its rows, and beside one entry at a time."""

from __future__ import annotations

import time
import uuid
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand
from django.db import models, transaction

from accounts.ledger.chain import GENESIS, entry_digest
from accounts.ledger.checkpoints import Kept
from accounts.ledger.management.commands.ledger_verify import workspaces_asked
from accounts.ledger.models import Entry, Head
from accounts.ledger.reading import Check
from accounts.ledger.verifying import rows_damage
from accounts.models import Membership
from config.kernel import clock, shapes
from config.kernel.scope import workspace_scope

#: Entries that are also checked one by one, for the ratio.
ONE_BY_ONE = 2_000

#: Entries written at a time.
BATCH = 5_000


class Command(BaseCommand):
    help = (
        "Measure the checking of a ledger: writes entries, each with a row of history, into a "
        "workspace in a transaction that is taken back, and says entries and rows per second."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", required=True, help="its slug, as in its address")
        parser.add_argument("--entries", type=int, default=100_000, help="how many (100000)")

    def handle(self, *args: Any, workspace: str, entries: int, **options: Any) -> None:
        [(pk, _slug)] = workspaces_asked(workspace)
        with transaction.atomic(), workspace_scope(pk):
            self._written(pk, entries)
            check = Check(Kept([], set()), lambda done, of: None)
            took = _seconds(lambda: list(check._past()))
            count, chain = check.entries, check.entries / check.linking
            closely = ONE_BY_ONE / _seconds(lambda: _one_by_one(check))
            transaction.set_rollback(True)
        self.stdout.write(
            f"{count:,} entries: the chain alone at {chain:,.0f} entries/s; with "
            f"{check.rows:,} rows at {count / took:,.0f} entries/s, {check.rows / took:,.0f} "
            f"rows/s, {count / took / closely:,.0f} times as fast as one by one "
            f"({closely:,.0f} entries/s)."
        )

    def _written(self, pk: int, entries: int) -> None:
        links = _links(pk)
        for done in range(0, entries, BATCH):
            made = list(islice(links, min(BATCH, entries - done)))
            Membership.history.model.objects.bulk_create([row for _, row in made])
            Entry.objects.bulk_create([entry for entry, _ in made])


def _links(pk: int) -> Iterator[tuple[Entry, models.Model]]:
    """Entries that follow those of the workspace, each with the row that it wrote."""
    head = Head.objects.filter(workspace_id=pk).first() or Head(digest=GENESIS)
    past: Any = Membership.history.model
    number = past.objects.order_by("-history_id").values_list("history_id", flat=True).first() or 0
    sequence, digest = head.sequence, head.digest
    shape, fields = shapes.current_shape(past), shapes.shape_of(past)
    while True:
        number, sequence = number + 1, sequence + 1
        row = _row(pk, number + 10**12, past)
        entry = _entry(pk, sequence, digest, row)
        row.entry_id = entry.id
        entry.rows = [
            {
                "model": past._meta.label_lower,
                "row": str(row.pk),
                "shape": shape,
                "digest": shapes.row_digest(row, fields),
            }
        ]
        digest = entry.digest = entry_digest(vars(entry))
        yield entry, row


def _row(pk: int, number: int, past: Any) -> Any:
    return past(
        history_id=number,
        history_type="~",
        history_date=clock.now(),
        history_user_id=1,
        history_change_reason="To measure how fast it is checked",
        id=number,
        workspace_id=pk,
        user_id=1,
        roles=["contributor", "auditor"],
        version=1,
    )


def _entry(pk: int, sequence: int, previous: str, row: Any) -> Entry:
    return Entry(
        id=uuid.uuid4(),
        workspace_id=pk,
        sequence=sequence,
        kind="membership.changed",
        at=clock.now() + timedelta(microseconds=sequence),
        by_id=1,
        subject_type="accounts.membership",
        subject_id=row.id,
        thread_type="accounts.membership",
        thread_id=row.id,
        reason="To measure how fast it is checked",
        request_id=uuid.uuid4().hex,
        previous=previous,
    )


def _one_by_one(check: Check) -> None:
    last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    list(check._closely(Entry.objects.filter(sequence__gt=last - ONE_BY_ONE), rows_damage))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
