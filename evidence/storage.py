"""Where the contents of files lie: outside the web root, per workspace, named by their SHA-256.

`<SEAM_DATA>/files/<workspace>/<first two digits>/<SHA-256>`, readable by the application alone.
Nothing here knows of rows: who may read a content, and whether it is still needed, is decided
by those who call.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

#: Read and written at a time, in bytes: what a file of any size costs in memory.
CHUNK = 1024 * 1024

_INCOMING = "incoming"


@dataclass
class Content:
    """A content that has arrived on the disk and been hashed, not yet in its place.

    `name` is the uploader's, as it came.
    """

    workspace_id: int
    name: str
    sha256: str
    size: int
    arrived_at: Path
    settled: bool = False

    def settle(self) -> None:
        """Put the content into its place, for good once this returns.

        The same content may lie there already: replacing it by itself is harmless, and mends one
        that was damaged.
        """
        place = path_of(self.workspace_id, self.sha256)
        _make_folder(place.parent)
        os.replace(self.arrived_at, place)
        _make_durable(place.parent)
        self.settled = True

    def drop(self) -> None:
        """Let go of what arrived; a content that is in its place stays."""
        self.arrived_at.unlink(missing_ok=True)


def arrived(workspace_id: int, *, name: str, chunks: Iterable[bytes]) -> Content:
    """Write `chunks` to a file of their own while hashing them. Raises OSError as the disk does."""
    folder = _workspace_folder(workspace_id) / _INCOMING
    _make_folder(folder)
    handle, place = tempfile.mkstemp(dir=folder)  # readable by the owner only
    try:
        with os.fdopen(handle, "wb") as file:
            sha256, size = _copied(chunks, file)
    except BaseException:
        Path(place).unlink(missing_ok=True)
        raise
    return Content(workspace_id, name, sha256, size, Path(place))


def _copied(chunks: Iterable[bytes], file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
        size += len(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def path_of(workspace_id: int, sha256: str) -> Path:
    """Where a workspace's content with this hash lies, or would lie."""
    return _workspace_folder(workspace_id) / sha256[:2] / sha256


def opened(workspace_id: int, sha256: str) -> BinaryIO:
    """The content, to be streamed. Raises FileNotFoundError when it is gone."""
    return path_of(workspace_id, sha256).open("rb")


def remove(workspace_id: int, sha256: str) -> None:
    """Remove a content that no row refers to."""
    path_of(workspace_id, sha256).unlink(missing_ok=True)


def hash_of(path: Path) -> str:
    """The SHA-256 of what lies at `path`, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def contents(workspace_id: int) -> Iterator[Path]:
    """Every content of a workspace that is in its place."""
    return _workspace_folder(workspace_id).glob("[0-9a-f][0-9a-f]/*")


def arrivals(workspace_id: int) -> Iterator[Path]:
    """What was being written, or was left behind when the power went."""
    return _workspace_folder(workspace_id).glob(f"{_INCOMING}/*")


def _workspace_folder(workspace_id: int) -> Path:
    return settings.DATA_DIR / "files" / str(int(workspace_id))


def _make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, each closed to everybody else."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _make_durable(folder.parent)


def _make_durable(folder: Path) -> None:
    """A rename is on the disk when the folder that names the file is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
