"""`manage.py ledger_verify` over a database that its owner has tampered with."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.actions.memberships import membership_end, membership_update
from tests.conftest import Cast
from tests.tampering import tampering

HISTORY = "accounts_historicalmembership"


@pytest.fixture
def lived_in(committed_cast: Cast) -> Cast:
    """A workspace with seven entries: one opened, three joined, two changed roles, one left."""
    cast = committed_cast
    by = cast.actor("administrator")
    for role in ("contributor", "auditor"):
        member = cast.members[role]
        membership_update(by=by, membership=member, version=1, roles=["contributor", "auditor"])
    membership_end(by=by, membership=cast.members["approver"], version=1)
    return cast


def verified(cast: Cast) -> tuple[bool, str]:
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("ledger_verify", workspace=cast.workspace.slug, stdout=out, stderr=err)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert (code, bool(err.getvalue())) in {(0, False), (1, True)}
    return code == 0, out.getvalue() + err.getvalue()


def test_what_was_written_through_actions_is_whole(lived_in: Cast) -> None:
    whole, said = verified(lived_in)
    assert whole
    assert "whole. 7 entries, 9 rows" in said
    assert "head 7 " in said


@pytest.mark.parametrize(
    ("table", "statement", "sentence"),
    [
        (
            "ledger_entry",
            "UPDATE ledger_entry SET by_id = 1 WHERE sequence = 3",
            "entry 3: its columns do not give its digest",
        ),
        (
            "ledger_entry",
            "DELETE FROM ledger_entry WHERE sequence = 5",
            "entry 5: missing: the next entry is 6",
        ),
        (
            "ledger_entry",
            "DELETE FROM ledger_entry WHERE sequence = 7",
            "entry 7: missing: the head is at 7",
        ),
        (
            HISTORY,
            f"UPDATE {HISTORY} SET roles = '{{administrator}}' WHERE version = 2",
            "entry 5: accounts.historicalmembership/{history}: its fields do not",
        ),
        (
            HISTORY,
            f"DELETE FROM {HISTORY} WHERE version = 2",
            "entry 5: accounts.historicalmembership/{history}: the row is missing",
        ),
        (
            HISTORY,
            f"INSERT INTO {HISTORY} (workspace_id, entry_id, id, version, user_id, roles, "
            f"history_date, history_type) SELECT workspace_id, entry_id, id, 9, user_id, roles, "
            f"now(), '~' FROM {HISTORY} WHERE version = 2 ORDER BY history_id LIMIT 1",
            "the row is not one that the entry wrote",
        ),
    ],
)
def test_the_first_damage_is_named(
    lived_in: Cast, table: str, statement: str, sentence: str
) -> None:
    with tampering(lived_in, table) as cursor:
        cursor.execute(f"SELECT min(history_id) FROM {HISTORY} WHERE version = 2")
        history = cursor.fetchone()[0]
        cursor.execute(statement)
        assert cursor.rowcount >= 1
    whole, said = verified(lived_in)
    assert not whole
    assert sentence.format(history=history) in said


def test_a_tail_that_was_cut_off_with_its_head_leaves_rows_behind(lived_in: Cast) -> None:
    with tampering(lived_in, "ledger_entry", "ledger_head") as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE sequence = 7")
        cursor.execute(
            "UPDATE ledger_head SET sequence = 6, digest = "
            "(SELECT digest FROM ledger_entry WHERE sequence = 6)"
        )
    whole, said = verified(lived_in)
    assert not whole
    assert "no entry wrote the row" in said


def test_a_row_that_was_changed_past_every_action_is_named(lived_in: Cast) -> None:
    member = lived_in.members["auditor"].pk
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('seam.workspace', %s, false)", [str(lived_in.workspace.pk)]
        )
        cursor.execute(
            "UPDATE accounts_membership SET roles = '{administrator}' WHERE id = %s", [member]
        )
    whole, said = verified(lived_in)
    assert not whole
    assert f"accounts.membership/{member}: roles is not what its history says" in said


def test_a_workspace_that_is_not_there_is_said_so(db: None) -> None:
    with pytest.raises(CommandError, match="There is no workspace nowhere"):
        call_command("ledger_verify", workspace="nowhere")
