"""Checkpoints: where the chain had got to, signed, outside the database."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import rfc8785
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.actions.workspaces import workspace_update
from accounts.jobs import registered, run_after_commit, run_in
from accounts.ledger import checkpoints, signing
from accounts.ledger.checkpoints import ChainDiverged, Checkpoint, checkpoint_write, examined
from accounts.ledger.models import Entry, Head
from accounts.models import JobRun, Workspace
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A place of its own for each test's checkpoints and key."""
    place = tmp_path / "kept"
    with override_settings(CHECKPOINTS=str(place), CHECKPOINT_KEY=str(tmp_path / "key.pem")):
        yield place


def write(cast: Cast) -> Checkpoint | None:
    with workspace_scope(cast.workspace.pk):
        return checkpoint_write(cast.workspace.pk)


def go_on(cast: Cast) -> None:
    """One more entry in the ledger."""
    with workspace_scope(cast.workspace.pk):
        workspace = Workspace.objects.get(pk=cast.workspace.pk)
    by, name, zone = cast.actor("administrator"), f"{workspace.name}!", workspace.time_zone
    workspace_update(by=by, workspace=workspace, version=None, name=name, time_zone=zone)


def test_a_checkpoint_says_where_the_chain_stands(cast: Cast, folder: Path) -> None:
    made = write(cast)
    with workspace_scope(cast.workspace.pk):
        head = Head.objects.get()
    assert made is not None
    assert (made.sequence, made.head, made.previous) == (head.sequence, head.digest, "0" * 64)
    assert checkpoints.path_of(cast.workspace.pk).read_bytes() == made.line + b"\n"
    assert made.line == rfc8785.dumps(json.loads(made.line))


def test_the_signature_can_be_checked_with_the_key_that_lies_beside(
    cast: Cast, folder: Path
) -> None:
    made = write(cast)
    assert made is not None
    public = load_pem_public_key((folder / f"{made.key}.pem").read_bytes())
    public.verify(bytes.fromhex(made.signature), made.signed)  # type: ignore[union-attr,call-arg]


def test_the_key_is_made_once_and_read_by_its_owner_alone(cast: Cast) -> None:
    first = signing.signing_key().private_bytes_raw()
    assert stat.S_IMODE(signing.key_path().stat().st_mode) == 0o600
    assert signing.signing_key().private_bytes_raw() == first


def test_nothing_is_written_while_the_ledger_stands_still(cast: Cast) -> None:
    assert write(cast) is not None
    assert write(cast) is None
    assert len(checkpoints.lines_of(checkpoints.path_of(cast.workspace.pk))) == 1


def test_each_checkpoint_holds_the_digest_of_the_one_before(cast: Cast) -> None:
    first = write(cast)
    go_on(cast)
    second = write(cast)
    assert first is not None
    assert second is not None
    assert second.previous == hashlib.sha256(first.line).hexdigest()
    assert second.sequence == first.sequence + 1
    assert [kept.sequence for kept in examined(cast.workspace.pk).heads] == [
        first.sequence,
        second.sequence,
    ]


def test_half_a_line_that_a_cut_power_left_is_taken_away(cast: Cast) -> None:
    write(cast)
    path = checkpoints.path_of(cast.workspace.pk)
    path.write_bytes(path.read_bytes() + b'{"at":"20')
    assert examined(cast.workspace.pk).damage is None
    go_on(cast)
    assert write(cast) is not None
    assert len(examined(cast.workspace.pk).heads) == 2


@pytest.mark.parametrize(
    ("forge", "what"),
    [
        (lambda lines: [lines[0].replace(b"2026", b"2025"), lines[1]], "its signature is not by"),
        (lambda lines: [lines[1]], "one before it is missing"),
        (lambda lines: [lines[0], lines[0]], "one before it is missing"),
        (lambda lines: [lines[0].replace(b":", b": ", 1), lines[1]], "the line is none"),
        (lambda lines: [b"[]", lines[1]], "the line is none"),
    ],
)
def test_a_line_that_is_not_as_it_was_written_is_named(cast: Cast, forge, what: str) -> None:  # type: ignore[no-untyped-def]
    write(cast)
    go_on(cast)
    write(cast)
    path = checkpoints.path_of(cast.workspace.pk)
    path.write_bytes(b"".join(line + b"\n" for line in forge(checkpoints.lines_of(path))))
    damage = examined(cast.workspace.pk).damage
    assert damage is not None
    assert what in damage.what
    assert damage.row.startswith("checkpoint ")


def test_a_signature_by_another_key_is_none(cast: Cast, tmp_path: Path, folder: Path) -> None:
    write(cast)
    with override_settings(CHECKPOINT_KEY=str(tmp_path / "another.pem")):
        other = signing.signing_key()
    path = checkpoints.path_of(cast.workspace.pk)
    made = checkpoints.parse(checkpoints.lines_of(path)[0])
    assert made is not None
    forged = made.line.replace(made.signature.encode(), other.sign(made.signed).hex().encode())
    path.write_bytes(forged + b"\n")
    damage = examined(cast.workspace.pk).damage
    assert damage is not None
    assert "its signature is not by key" in damage.what


def test_a_chain_that_is_not_the_one_of_the_last_checkpoint_is_refused(cast: Cast) -> None:
    made = write(cast)
    assert made is not None
    path = checkpoints.path_of(cast.workspace.pk)
    path.write_bytes(made.line.replace(made.head.encode(), b"f" * 64) + b"\n")
    with pytest.raises(ChainDiverged):
        write(cast)


def test_what_fails_is_noted_for_administrators_and_done_at_the_next_run(
    cast: Cast, folder: Path
) -> None:
    in_the_way = checkpoints.path_of(cast.workspace.pk)
    in_the_way.mkdir(parents=True)
    run = run_in(registered["checkpoints"], cast.workspace)
    assert run.error
    page = cast.client("administrator").get(cast.url("background/")).content.decode()
    assert "Failed" in page
    assert "Cannot be read" in page
    in_the_way.rmdir()
    assert run_in(registered["checkpoints"], cast.workspace).result == {"written": 1}
    page = cast.client("administrator").get(cast.url("background/")).content.decode()
    assert "The last one says where the ledger stood at entry" in page


def test_it_is_written_after_the_commit_and_breaks_nothing(
    cast: Cast, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as after:
        run_after_commit("checkpoints", cast.workspace.pk)
        assert not folder.exists()
    assert len(after) == 1
    assert len(examined(cast.workspace.pk).heads) == 1
    with workspace_scope(cast.workspace.pk):
        assert JobRun.objects.get(job="checkpoints").error == ""
        assert Entry.objects.count() == examined(cast.workspace.pk).heads[0].sequence
    assert connection.is_usable()
