"""Files: on the disk once, in nobody's way when an action comes to nothing."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, connections, transaction

from accounts.ledger.models import Entry
from config.kernel import recording
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence import storage
from evidence.models import Artifact, StoredFile
from evidence.rules.files import MAX_SIZE
from tests.conftest import Cast
from tests.evidence.factories import a_pdf, make_artifact
from tests.factories import make_partner


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def sha256(upload: SimpleUploadedFile) -> str:
    upload.seek(0)
    return hashlib.sha256(upload.read()).hexdigest()


def test_a_file_lies_under_its_hash_for_the_application_alone(cast: Cast, data_dir: Path) -> None:
    upload = a_pdf()
    artifact = make_artifact(cast, upload=upload)
    (path,) = files_below(data_dir)
    assert path == storage.path_of(cast.workspace.pk, sha256(upload))
    assert artifact.file.sha256 == path.name == storage.hash_of(path)
    assert artifact.file.size == path.stat().st_size
    assert path.stat().st_mode & 0o777 == 0o600
    for folder in path.parents[: len(path.relative_to(data_dir).parts)]:
        assert folder.stat().st_mode & 0o777 == 0o700, folder


def test_the_same_content_is_kept_once_whatever_it_is_called(cast: Cast, data_dir: Path) -> None:
    one = make_artifact(cast, upload=a_pdf("one.pdf"))
    two = make_artifact(cast, upload=a_pdf("two.pdf"))
    again = make_artifact(cast, upload=a_pdf("one.pdf"))
    assert len(files_below(data_dir)) == 1
    assert (one.file.name, two.file.name) == ("one.pdf", "two.pdf")
    assert again.file == one.file


def test_a_damaged_content_is_mended_by_the_same_file(cast: Cast, data_dir: Path) -> None:
    make_artifact(cast, upload=a_pdf())
    (path,) = files_below(data_dir)
    path.write_bytes(b"damaged")
    make_artifact(cast, upload=a_pdf())
    assert storage.hash_of(path) == path.name


def test_workspaces_do_not_share_contents(cast: Cast, data_dir: Path) -> None:
    make_artifact(cast, upload=a_pdf())
    make_artifact(cast, role="stranger", upload=a_pdf())
    assert len(files_below(data_dir)) == 2


@pytest.mark.parametrize("broken", ["entry", "rule"])
def test_no_file_is_left_when_the_action_fails(
    cast: Cast, data_dir: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no")

    limits = "" if broken == "rule" else "One market"
    partner = make_partner(cast)
    if broken == "entry":
        monkeypatch.setattr(Entry, "save", fail)
    with pytest.raises((DatabaseError, DomainError)), transaction.atomic():
        make_artifact(cast, partner, limits=limits, upload=a_pdf())
    assert files_below(data_dir) == []


def test_a_failed_action_leaves_the_content_that_another_relies_on(
    cast: Cast, data_dir: Path
) -> None:
    make_artifact(cast, upload=a_pdf())
    with pytest.raises(DomainError):
        make_artifact(cast, limits="", upload=a_pdf())
    assert len(files_below(data_dir)) == 1


def test_a_full_disk_is_said_in_words(
    cast: Cast, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    data_dir.mkdir()
    with pytest.raises(DomainError, match="could not be kept") as refused:
        make_artifact(cast, upload=a_pdf())
    assert refused.value.problems[0].field == "file"
    assert files_below(data_dir) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("report.exe", b"MZ", "one of these kinds"),
        ("report", b"%PDF-", "one of these kinds"),
        ("report.pdf", b"", "empty"),
        ("report.pdf", b"MZ\x90\x00", "not what its ending"),
        ("notes.txt", b"PK\x03\x04\x00", "not what its ending"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(
    cast: Cast, data_dir: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(DomainError, match=says):
        make_artifact(cast, upload=SimpleUploadedFile(name, content))
    assert files_below(data_dir) == []


def test_a_file_that_is_too_large_is_refused_before_it_is_copied(
    cast: Cast, data_dir: Path
) -> None:
    upload = a_pdf()
    upload.size = MAX_SIZE + 1
    with pytest.raises(DomainError, match="at most 25 MB"):
        make_artifact(cast, upload=upload)
    assert not data_dir.exists()


ODD_NAMES = [
    ("../../etc/passwd.pdf", "passwd.pdf"),
    ("..\\..\\boot.pdf", "boot.pdf"),
    ("one\r\nContent-Type: text/html.pdf", None),
    ("invoice\u202efdp.exe.pdf", None),
    ("é" * 300 + ".pdf", None),
    (".pdf", None),
    ("CON.pdf", None),
    ("a\x00b.pdf", None),
    ('"quoted"; filename=x.pdf', None),
]


@pytest.mark.parametrize(("name", "kept"), ODD_NAMES)
def test_odd_names_are_tamed(cast: Cast, data_dir: Path, name: str, kept: str | None) -> None:
    upload = a_pdf()
    upload._name = name  # as a client of the action may hand it in, past Django's own cleaning
    artifact = make_artifact(cast, upload=upload)
    said = artifact.file.name
    assert kept in (None, said)
    assert said.endswith(".pdf")
    assert 4 < len(said) <= 150
    assert not set(said) & set('/\\\r\n\x00"\u202e')
    (path,) = files_below(data_dir)
    assert path.parent.parent.parent == data_dir / "files"


@pytest.fixture
def two_at_once(committed_cast: Cast) -> Iterator[Cast]:
    yield committed_cast
    connections.close_all()


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_two_people_store_the_same_content_at_once(two_at_once: Cast, data_dir: Path) -> None:
    cast = two_at_once
    partner = make_partner(cast)
    together = threading.Barrier(2)
    made: list[Artifact] = []

    def log_it() -> None:
        together.wait(timeout=10)
        made.append(make_artifact(cast, partner, upload=a_pdf()))

    for thread in [in_a_thread(log_it), in_a_thread(log_it)]:
        thread.join(timeout=20)
    assert len(made) == 2
    assert made[0].file_id == made[1].file_id
    with workspace_scope(cast.workspace.pk):
        assert StoredFile.objects.count() == 1
    assert len(files_below(data_dir)) == 1


def test_a_failing_action_never_takes_the_content_from_one_that_succeeds(
    two_at_once: Cast, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first stores the content and waits; the second stores the same, then the first fails."""
    cast = two_at_once
    partner, other = make_partner(cast), make_partner(cast)
    stored, let_fail = threading.Event(), threading.Event()
    made: list[Artifact] = []

    def wait_and_fail(under_way: recording.Recording) -> None:
        if under_way.actor == cast.actor("contributor"):
            stored.set()
            assert let_fail.wait(timeout=10)
            raise RuntimeError("the power went")

    def fails() -> None:
        with pytest.raises(RuntimeError):
            make_artifact(cast, partner, upload=a_pdf())

    def succeeds() -> None:
        made.append(make_artifact(cast, other, role="administrator", upload=a_pdf()))

    monkeypatch.setattr(recording, "before_entry", [wait_and_fail])
    first = in_a_thread(fails)
    assert stored.wait(timeout=10)
    second = in_a_thread(succeeds)
    second.join(timeout=0.5)
    assert second.is_alive(), "the second must wait for what becomes of the first"
    let_fail.set()
    first.join(timeout=20)
    second.join(timeout=20)
    assert len(made) == 1
    (path,) = files_below(data_dir)
    assert storage.hash_of(path) == path.name
