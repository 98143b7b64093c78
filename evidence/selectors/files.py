"""Whether the contents on the disk are those that rows speak of."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from accounts.ledger.verifying import Damage
from config.kernel.scope import workspace_scope
from evidence import storage
from evidence.models import StoredFile

#: Younger than this, in seconds, a content without a row may belong to an action under way.
UNDER_WAY = 3600


@dataclass
class Examination:
    """What was found in one workspace: names of files that are not whole, contents of nobody."""

    whole: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    left_behind: list[Path] = field(default_factory=list)


def examine(workspace_id: int) -> Examination:
    """Hash every content of a workspace and compare. One query; reads all of its files."""
    with workspace_scope(workspace_id):
        rows = StoredFile.objects.order_by("id").values_list("sha256", "name")
        names: dict[str, str] = dict(rows)
    found = Examination()
    for sha256, name in names.items():
        _examine(storage.path_of(workspace_id, sha256), name, found)
    found.left_behind = [path for path in _unclaimed(workspace_id, names) if _is_old(path)]
    return found


def file_damage() -> Iterator[Damage]:
    """Every file of the workspace in scope whose content is missing or another. One query."""
    rows = StoredFile.objects.order_by("id").values_list("id", "workspace_id", "sha256")
    for key, workspace_id, sha256 in rows.iterator():
        found = found_hash(workspace_id, sha256)
        if found != sha256:
            what = f"its content gives {found}, not {sha256}" if found else "its content is missing"
            yield Damage(what, row=f"evidence.storedfile/{key}")


def found_hash(workspace_id: int, sha256: str) -> str | None:
    """What the content that lies under this hash really gives; None where none lies."""
    path = storage.path_of(workspace_id, sha256)
    return storage.hash_of(path) if path.exists() else None


def _examine(path: Path, name: str, found: Examination) -> None:
    if not path.exists():
        found.missing.append(f"{name} ({path.name})")
    elif storage.hash_of(path) != path.name:
        found.damaged.append(f"{name} ({path.name})")
    else:
        found.whole += 1


def _unclaimed(workspace_id: int, names: dict[str, str]) -> list[Path]:
    contents = [path for path in storage.contents(workspace_id) if path.name not in names]
    return [*contents, *storage.arrivals(workspace_id)]


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > UNDER_WAY
    except FileNotFoundError:  # its action ended meanwhile
        return False
