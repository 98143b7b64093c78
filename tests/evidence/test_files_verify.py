"""`manage.py files_verify` over files that somebody meddled with."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evidence import storage
from tests.conftest import Cast
from tests.evidence.factories import a_pdf, make_artifact


def verify(cast: Cast, **options: bool) -> tuple[int, str]:
    """The exit status, and all that was said."""
    out = io.StringIO()
    try:
        call_command(
            "files_verify", workspace=cast.workspace.slug, stdout=out, stderr=out, **options
        )
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def path(cast: Cast) -> Path:
    """The content of the one file there is."""
    file = make_artifact(cast, upload=a_pdf("pilot.pdf")).file
    return storage.path_of(cast.workspace.pk, file.sha256)


def test_whole_files_are_counted(cast: Cast, path: Path) -> None:
    assert verify(cast) == (0, f"{cast.workspace.slug}: 1 files whole\n")


def test_a_missing_file_is_named(cast: Cast, path: Path) -> None:
    path.unlink()
    status, said = verify(cast)
    assert status == 1
    assert f"missing: pilot.pdf ({path.name})" in said


def test_a_changed_file_is_named(cast: Cast, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"!")
    status, said = verify(cast)
    assert status == 1
    assert f"damaged: pilot.pdf ({path.name})" in said


def test_what_was_left_behind_is_removed_when_asked_and_old(cast: Cast, path: Path) -> None:
    old, new = path.with_name("0" * 64), path.parent.parent / "incoming" / "arriving"
    for left in (old, new):
        left.write_bytes(b"cut off")
    os.utime(old, (time.time() - 7200,) * 2)
    assert verify(cast) == (0, f"{cast.workspace.slug}: 1 files whole, 1 left behind\n")
    assert old.exists()
    verify(cast, remove_left_behind=True)
    assert (old.exists(), new.exists(), path.exists()) == (False, True, True)


def test_a_workspace_that_is_not_there_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="no workspace nowhere"):
        call_command("files_verify", workspace="nowhere")
