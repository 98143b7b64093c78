"""A sealed decision leaves a checkpoint outside the database, or goes on without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from accounts.ledger.checkpoints import examined, path_of
from accounts.ledger.models import Entry
from accounts.models import JobRun
from config.kernel.scope import workspace_scope
from reviews.models import Decision
from tests.conftest import Cast
from tests.reviews import stage


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(CHECKPOINTS=str(tmp_path / "kept")):
        yield tmp_path / "kept"


def test_the_checkpoint_names_the_entry_that_sealed_it(committed_cast: Cast) -> None:
    decision = stage.decide(committed_cast, stage.make_ready(committed_cast), "defer")
    [kept] = examined(committed_cast.workspace.pk).heads
    with workspace_scope(committed_cast.workspace.pk):
        sealing = Entry.objects.get(pk=decision.entry_id)
    assert (kept.sequence, kept.digest) == (sealing.sequence, sealing.digest)


def test_a_checkpoint_that_cannot_be_written_breaks_no_decision_and_shows(
    committed_cast: Cast, folder: Path
) -> None:
    path_of(committed_cast.workspace.pk).mkdir(parents=True)
    decision = stage.decide(committed_cast, stage.make_ready(committed_cast), "defer")
    with workspace_scope(committed_cast.workspace.pk):
        assert Decision.objects.filter(pk=decision.pk).exists()
        assert JobRun.objects.get(job="checkpoints").error == "IsADirectoryError"


def test_a_decision_that_is_taken_back_leaves_none(cast: Cast, folder: Path) -> None:
    stage.decide(cast, stage.make_ready(cast), "defer")
    assert not folder.exists()
