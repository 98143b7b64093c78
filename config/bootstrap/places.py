"""Where things live.

All that is made at run time lies in `.seam/` of the checkout. One exception: PostgreSQL refuses to
run as root, so under root its files must be where another user reaches them, which a checkout below
a private folder is not. They then lie in a folder of their own below `/var/lib/seam`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .failures import Failure
from .processes import locked

#: Where root keeps what the user `nobody` must reach.
SHARED = Path("/var/lib/seam")
#: A socket's path has at most 107 bytes; this leaves room for its name.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Places:
    """The folders of one checkout."""

    checkout: Path

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter that has the packages."""
        return self.venv / "bin" / "python"

    @property
    def state(self) -> Path:
        return self.checkout / ".seam"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def requirements(self) -> Path:
        return self.checkout / "requirements"

    def make(self) -> Places:
        """Create the state folder, for nobody else's eyes, and return self."""
        self.state.mkdir(mode=0o700, exist_ok=True)
        self.logs.mkdir(exist_ok=True)
        return self

    def home(self) -> Path:
        """The folder that holds this checkout's database server, made when missing."""
        if os.geteuid() != 0:
            return self.state
        with locked(self.state / "home.lock"):
            return _home_of_root(self)


def here() -> Places:
    """The places of the checkout this file belongs to."""
    return Places(Path(__file__).resolve().parents[2])


def socket_folder(wanted: Path) -> Path:
    """`wanted`, or a short private folder in its stead where its path is too long for a socket.

    Raises Failure when somebody else has taken that folder.
    """
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_FOLDER:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    short = Path("/tmp", f"seam-{os.geteuid()}-{digest}")  # noqa: S108 (private, checked below)
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    if short.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise Failure(f"{short} belongs to somebody else; remove it and start again.")
    return short


def secret(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path`, readable by its owner alone; made the first time it is asked for.

    Several that ask at once all get the same one, and nobody ever reads half of it.
    """
    if not path.exists():
        partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
        with suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    return read(path)


def read(path: Path) -> str:
    """The text of `path` without the space around it, or "" when there is no such file."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""


def _home_of_root(places: Places) -> Path:
    """The folder below /var/lib/seam that `.seam/home` names.

    The name is random, so that a new clone at an old path does not find the old one's database. A
    checkout that moved keeps its folder; a copy of a checkout gets one of its own.
    """
    pointer = places.state / "home"
    name = read(pointer)
    if name and _is_home_of(SHARED / name, places):
        return SHARED / name
    home = SHARED / secrets.token_hex(5)
    home.mkdir(mode=0o755, parents=True)
    (home / "checkout").write_text(f"{places.checkout}\n")
    pointer.write_text(f"{home.name}\n")
    return home


def _is_home_of(home: Path, places: Places) -> bool:
    former = read(home / "checkout")
    if not former:
        return False
    if former == str(places.checkout):
        return True
    if read(Path(former) / ".seam" / "home") == home.name:
        return False  # that checkout is still there: this one is a copy
    (home / "checkout").write_text(f"{places.checkout}\n")
    return True
