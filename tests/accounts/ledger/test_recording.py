"""`recorded()`: one action, one transaction, one entry."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction

from accounts.ledger import recording as ledger_recording
from accounts.ledger.chain import GENESIS, entry_digest
from accounts.ledger.models import Entry, Head
from accounts.ledger.recording import recorded
from accounts.models import Membership, Workspace
from config.kernel.errors import NotRecorded, OtherWorkspace
from config.kernel.scope import workspace_scope
from tests.conftest import Cast


def entries(cast: Cast) -> list[Entry]:
    with workspace_scope(cast.workspace.pk):
        return list(Entry.objects.order_by("sequence"))


def rename(cast: Cast, name: str) -> None:
    with recorded(by=cast.actor("administrator"), kind="workspace.updated") as under_way:
        workspace = Workspace.objects.get(pk=cast.workspace.pk)
        workspace.name = name
        workspace.save()
        under_way.subject = workspace


def test_every_action_of_the_cast_left_one_entry_in_a_chain(cast: Cast) -> None:
    chain = entries(cast)
    assert [entry.kind for entry in chain] == ["workspace.created"] + ["membership.created"] * 3
    assert [entry.sequence for entry in chain] == [1, 2, 3, 4]
    assert [entry.previous for entry in chain] == [GENESIS, *(e.digest for e in chain[:-1])]
    assert all(entry.digest == entry_digest(vars(entry)) for entry in chain)


def test_history_rows_carry_the_entry_and_the_person(cast: Cast) -> None:
    rename(cast, "Renamed")
    entry = entries(cast)[-1]
    with workspace_scope(cast.workspace.pk):
        row = Workspace.history.first()
    assert (row.entry_id, row.name, row.version) == (entry.id, "Renamed", 2)
    assert row.history_user_id == cast.user("administrator").pk == entry.by_id
    assert entry.rows[0]["row"] == str(row.history_id)


def test_nested_actions_join_the_outer_entry(cast: Cast) -> None:
    before = len(entries(cast))
    with recorded(
        by=cast.actor("administrator"), kind="outer.done", subject=cast.workspace
    ) as under_way:
        rename(cast, "Inner")
        under_way.reason = "because"
    assert len(entries(cast)) == before + 1
    assert entries(cast)[-1].kind == "outer.done"


def test_an_action_that_changes_nothing_leaves_no_entry(cast: Cast) -> None:
    before = len(entries(cast))
    with recorded(by=cast.actor("administrator"), kind="nothing.done", subject=cast.workspace):
        pass
    assert len(entries(cast)) == before


def test_writing_outside_an_action_is_refused(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        membership = Membership.objects.first()
        with pytest.raises(NotRecorded):
            membership.save()
        with pytest.raises(NotRecorded):
            membership.delete()
        with pytest.raises(NotRecorded):
            Membership.objects.update(roles=["administrator"])


def test_an_action_cannot_write_into_another_workspace(cast: Cast) -> None:
    with (
        pytest.raises(OtherWorkspace),
        recorded(by=cast.actor("administrator"), kind="workspace.updated"),
    ):
        cast.elsewhere.save()


@pytest.mark.parametrize("broken", ["entry", "history"])
def test_nothing_is_written_when_ledger_or_history_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no")

    if broken == "entry":
        monkeypatch.setattr(Entry, "save", fail)
    else:
        monkeypatch.setattr(Workspace.history.model, "save", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        rename(cast, "Never")
    monkeypatch.undo()
    with workspace_scope(cast.workspace.pk):
        assert Workspace.objects.get().name == cast.workspace.name
        assert Workspace.history.count() == 1
    assert len(entries(cast)) == 4


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET workspace_id = workspace_id",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
    ],
)
@pytest.mark.parametrize("table", ["ledger_entry", "accounts_historicalmembership"])
def test_no_role_can_change_the_past(
    committed_cast: Cast, role: str, statement: str, table: str
) -> None:
    workspace = str(committed_cast.workspace.pk)
    with transaction.atomic(using=role), connections[role].cursor() as cursor:
        cursor.execute("SELECT set_config('seam.workspace', %s, true)", [workspace])
        with pytest.raises(DatabaseError) as refused:
            cursor.execute(statement.format(table=table))
        transaction.set_rollback(True, using=role)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_head_keeps_up_with_the_chain(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        head, last = Head.objects.get(), Entry.objects.first()
    assert last is not None
    assert (head.sequence, head.digest) == (last.sequence, last.digest)


def test_a_row_of_history_without_an_entry_cannot_be_committed(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_recording, "_append", lambda under_way, by: None)
    with pytest.raises(DatabaseError, match="tenant_fk"):
        rename(committed_cast, "Unrecorded")
    assert connection.in_atomic_block is False


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_head SET sequence = sequence - 1",
        "UPDATE ledger_head SET sequence = sequence + 2",
        "UPDATE ledger_head SET digest = repeat('0', 64)",
        "UPDATE ledger_head SET workspace_id = workspace_id + 1, sequence = sequence + 1",
        "DELETE FROM ledger_head",
    ],
)
def test_the_head_only_ever_counts_up_by_one(
    committed_cast: Cast, role: str, statement: str
) -> None:
    workspace = str(committed_cast.workspace.pk)
    with transaction.atomic(using=role), connections[role].cursor() as cursor:
        cursor.execute("SELECT set_config('seam.workspace', %s, true)", [workspace])
        with pytest.raises(DatabaseError) as refused:
            cursor.execute(statement)
        transaction.set_rollback(True, using=role)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
