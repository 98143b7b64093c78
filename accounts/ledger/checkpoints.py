"""Where each chain had got to, signed, in a folder outside the database.

A chain alone cannot show that its tail was cut off or that all of it was written anew. A checkpoint
says at which entry it stood at what time, with which digest; it is signed with the installation's
key and holds the digest of the checkpoint before it. One file per workspace, by its number, which
survives a change of name; only ever appended to, one line of canonical JSON each.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import rfc8785
from django.conf import settings

from accounts.ledger.chain import GENESIS
from accounts.ledger.models import Entry, Head
from accounts.ledger.signing import is_signed, key_id, public_keys, publish, signing_key
from accounts.ledger.verifying import Damage, KeptHead
from config.kernel import clock

FORMAT = "seam-checkpoint/1"

#: More bytes than a line has: where the last one is looked for.
_LINE = 4096


class ChainDiverged(Exception):
    """The chain is not the one of the last checkpoint: it was cut, rewritten, or put back."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One line: at `at` (UTC) the chain of `workspace` stood at entry `sequence`, digest `head`.

    `key` is the id of the key, `previous` the digest of the line before, `signature` over the
    canonical JSON of everything else.
    """

    workspace: int
    sequence: int
    head: str
    at: str
    key: str
    previous: str
    signature: str = ""
    format: str = FORMAT

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is over."""
        content = asdict(self)
        del content["signature"]
        return rfc8785.dumps(content)

    @property
    def line(self) -> bytes:
        """The bytes in the file, without the line end."""
        return rfc8785.dumps(asdict(self))

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.line).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """A workspace's checkpoints up to the first damaged line, the keys that signed them, and that
    damage.
    """

    heads: list[KeptHead]
    keys: set[str]
    damage: Damage | None = None


def folder() -> Path:
    """Where the checkpoints lie: `SEAM_CHECKPOINTS`, else in the folder of the data."""
    return Path(settings.CHECKPOINTS or settings.DATA_DIR / "checkpoints")


def path_of(workspace_id: int, within: Path | None = None) -> Path:
    """The file of a workspace's checkpoints."""
    return (within or folder()) / f"workspace-{int(workspace_id)}.jsonl"


def parse(line: bytes) -> Checkpoint | None:
    """The checkpoint that a line holds; None unless it is one, to the byte."""
    try:
        found = Checkpoint(**json.loads(line))
        return found if found.line == line and found.format == FORMAT else None
    except (ValueError, TypeError):
        return None


def lines_of(path: Path) -> list[bytes]:
    """The whole lines of a file, none if there is no file. What has no end was never written."""
    content = path.read_bytes() if path.exists() else b""
    return content.split(b"\n")[:-1]


def examined(workspace_id: int, within: Path | None = None) -> Kept:
    """A workspace's checkpoints, and the first line that is not as it was written.

    Signatures are checked with the installation's own key and those that lie beside.
    """
    place = within or folder()
    keys = public_keys(place)
    kept = Kept([], set())
    last: Checkpoint | None = None
    for number, line in enumerate(lines_of(path_of(workspace_id, place)), start=1):
        made = parse(line)
        if made is None:
            return replace(kept, damage=Damage("the line is none", row=f"checkpoint {number}"))
        if what := _line_damage(made, workspace_id, last, keys):
            return replace(kept, damage=Damage(what, row=f"checkpoint {number}"))
        kept.heads.append(KeptHead(made.sequence, made.head, made.at))
        kept.keys.add(made.key)
        last = made
    return kept


def _line_damage(
    made: Checkpoint, workspace_id: int, last: Checkpoint | None, keys: Mapping[str, bytes]
) -> str:
    if made.workspace != workspace_id:
        return f"it is of workspace {made.workspace}"
    if made.previous != (last.digest if last else GENESIS):
        return "one before it is missing, or another"
    if last and made.sequence <= last.sequence:
        return "it is not later than the one before"
    if made.key not in keys:
        return f"the public half of its key {made.key} does not lie beside"
    if not is_signed(made.signed, made.signature, keys[made.key]):
        return f"its signature is not by key {made.key}"
    return ""


def last_of(workspace_id: int) -> Checkpoint | None:
    """The newest checkpoint of a workspace. Raises OSError as the disk does."""
    path = path_of(workspace_id)
    if not path.exists():
        return None
    with path.open("rb") as file:
        return _last(file)


def checkpoint_write(workspace_id: int) -> Checkpoint | None:
    """Append where the chain of the workspace in scope stands, unless the last one says so.

    It is on the disk when this returns. Raises OSError as the disk does, and ChainDiverged when
    the entry of the last checkpoint is gone or another one.
    """
    with _held(path_of(workspace_id)) as file:
        last = _last(file)
        if last is not None:
            _require_continued(workspace_id, last)
        head = Head.objects.filter(workspace_id=workspace_id).first()
        if head is None or (last and last.sequence == head.sequence):
            return None
        made = _signed(workspace_id, head, last)
        file.write(made.line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return made


def _signed(workspace_id: int, head: Head, last: Checkpoint | None) -> Checkpoint:
    key = signing_key()
    publish(key.public_key(), folder())
    unsigned = Checkpoint(
        workspace=workspace_id,
        sequence=head.sequence,
        head=head.digest,
        at=_written(clock.now()),
        key=key_id(key.public_key()),
        previous=last.digest if last else GENESIS,
    )
    return replace(unsigned, signature=key.sign(unsigned.signed).hex())


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _require_continued(workspace_id: int, last: Checkpoint) -> None:
    entries = Entry.objects.filter(workspace_id=workspace_id, sequence=last.sequence)
    if entries.values_list("digest", flat=True).first() != last.head:
        raise ChainDiverged(
            f"the checkpoint of {last.at} says entry {last.sequence} with digest {last.head}"
        )


@contextmanager
def _held(path: Path) -> Iterator[Any]:
    """The file, open for appending, while no other process appends to it.

    What a cut power left of a line at its end is taken away: nobody was told that it was written.
    """
    is_new = not path.exists()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _mend(file)
        yield file
    if is_new:
        _make_durable(path.parent)


def _mend(file: BinaryIO) -> None:
    tail = _tail(file)
    if tail and not tail.endswith(b"\n"):
        file.truncate(file.seek(0, os.SEEK_END) - len(tail.rpartition(b"\n")[2]))


def _last(file: BinaryIO) -> Checkpoint | None:
    """Raises ChainDiverged where the last line is no checkpoint."""
    lines = _tail(file).split(b"\n")[:-1]
    if not lines:
        return None
    last = parse(lines[-1])
    if last is None:
        raise ChainDiverged("the last line of the checkpoints is none")
    return last


def _tail(file: BinaryIO) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - _LINE))
    return file.read()


def _make_durable(path: Path) -> None:
    """A new name is on the disk when the folder that holds it is."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
