"""Web process and worker that write a checkpoint at the same moment."""

from __future__ import annotations

from pathlib import Path

from django.test import override_settings

from accounts.ledger.checkpoints import Checkpoint, checkpoint_write, examined
from config.kernel.scope import workspace_scope
from tests.concurrently import concurrently
from tests.conftest import Cast


def test_they_write_one_line_and_make_one_key(committed_cast: Cast, tmp_path: Path) -> None:
    pk = committed_cast.workspace.pk

    def write() -> Checkpoint | None:
        with workspace_scope(pk):
            return checkpoint_write(pk)

    key = str(tmp_path / "key.pem")
    with override_settings(CHECKPOINTS=str(tmp_path / "kept"), CHECKPOINT_KEY=key):
        made = concurrently(write, write, write)
        found = examined(pk)
    assert [type(each) for each in made if each is not None] == [Checkpoint]
    assert (len(found.heads), len(found.keys), found.damage) == (1, 1, None)
    assert len(list((tmp_path / "kept").glob("*.pem"))) == 1
