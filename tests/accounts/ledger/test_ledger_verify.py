"""`manage.py ledger_verify` over a database that its owner has tampered with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings

from accounts.actions.memberships import membership_end, membership_update
from accounts.ledger.checkpoints import checkpoint_write
from config.kernel.scope import workspace_scope
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


def verified(cast: Cast, **options: Path) -> tuple[bool, str]:
    out, err = io.StringIO(), io.StringIO()
    code, slug = 0, cast.workspace.slug
    try:
        call_command("ledger_verify", workspace=slug, stdout=out, stderr=err, **options)
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


def test_without_a_checkpoint_it_says_what_would_not_show(lived_in: Cast) -> None:
    assert (
        "no checkpoint, so a cut end or a rewritten chain would not show" in verified(lived_in)[1]
    )


def test_checkpoints_that_somebody_kept_are_held_against_the_chain(
    lived_in: Cast, tmp_path: Path
) -> None:
    with override_settings(CHECKPOINTS=str(tmp_path)), workspace_scope(lived_in.workspace.pk):
        checkpoint_write(lived_in.workspace.pk)
    assert "1 checkpoints, key " in verified(lived_in, checkpoints=tmp_path)[1]
    with override_settings(CHECKPOINT_KEY=str(tmp_path / "another")):
        assert "not this installation" in verified(lived_in, checkpoints=tmp_path)[1]
    with tampering(lived_in, HISTORY, "ledger_entry", "ledger_head") as cursor:
        cursor.execute(
            f"DELETE FROM {HISTORY} WHERE entry_id = "
            "(SELECT id FROM ledger_entry WHERE sequence = 7)"
        )
        cursor.execute("DELETE FROM ledger_entry WHERE sequence = 7")
        cursor.execute(
            "UPDATE ledger_head SET sequence = 6, digest = "
            "(SELECT digest FROM ledger_entry WHERE sequence = 6)"
        )
    whole, said = verified(lived_in, checkpoints=tmp_path)
    assert not whole
    assert "entry 7: missing: the checkpoint of " in said


def test_a_folder_that_is_not_there_is_said_so(db: None) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("ledger_verify", checkpoints=Path("nowhere"))


def test_how_fast_it_is_can_be_measured_and_leaves_nothing(lived_in: Cast) -> None:
    out = io.StringIO()
    call_command("ledger_bench", workspace=lived_in.workspace.slug, entries=2_000, stdout=out)
    assert "2,007 entries: the chain alone at" in out.getvalue()
    assert "whole. 7 entries, 9 rows" in verified(lived_in)[1]


def test_a_workspace_that_is_not_there_is_said_so(db: None) -> None:
    with pytest.raises(CommandError, match="There is no workspace nowhere"):
        call_command("ledger_verify", workspace="nowhere")
