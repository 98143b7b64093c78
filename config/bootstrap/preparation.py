"""What Django does before Seam can serve: migrate, collect static files, load the demo workspace.

Each is skipped when nothing changed since it was last done, so that the next start is quick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from .databases import Database
from .failures import Failure
from .places import Places, read
from .processes import ProgramFailed, run
from .steps import step

#: What migrating, and the protection of the tables after it, depends on.
CODE = ("config/kernel", "accounts", "partnerships", "evidence", "reviews")
#: Errors whose text is a sentence for the person already.
SENTENCES = ("CommandError", "ImproperlyConfigured")


def prepare(places: Places, database: Database, env: Mapping[str, str], *, demo: bool) -> str:
    """Bring database and static files up to date; returns the demo's accounts as text, or "".

    `env` is the environment for Django, with the owner's address. Raises Failure.
    """
    database.notes.mkdir(exist_ok=True)
    django = Django(places, env)
    with step("Tables") as current:
        wanted = _digest(places, [*_sources(places), *_settings(places)])
        # A server that we were given may hold another database by now: always look there.
        if database.cluster and read(database.notes / "migrated") == wanted:
            current.outcome = "up to date"
        else:
            django.command("migrate", "--no-input", "--verbosity", "0")
            django.command("schema_check")
            (database.notes / "migrated").write_text(wanted)
            current.outcome = "migrated"
    _collect_static(places, django)
    return _load_demo(database, django) if demo else ""


def look_at(places: Places, database: Database, env: Mapping[str, str]) -> str:
    """Look at a server that we were given; its version in words, Failure if it does not serve."""
    django = Django(places, dict(env) | database.environment())
    return django.command("database_check").strip()


class Django:
    """Django's commands, run in `.venv`."""

    def __init__(self, places: Places, env: Mapping[str, str]) -> None:
        self.places = places
        self.env = env

    def command(self, name: str, *arguments: str) -> str:
        """Run a command to its end; returns what it said. Raises Failure with its last words."""
        line: list[str | Path] = [
            self.places.python,
            self.places.checkout / "manage.py",
            name,
            *arguments,
        ]
        log = self.places.logs / f"{name}.log"
        try:
            return run(line, env=self.env, cwd=self.places.checkout, log=log)
        except ProgramFailed as failure:
            kind, colon, said = failure.last_line.partition(": ")
            if colon and kind.rpartition(".")[2] in SENTENCES:
                raise Failure(said) from None
            raise Failure(f"{name} failed: {failure.last_line} ({log})") from None


def _collect_static(places: Places, django: Django) -> None:
    with step("Static files") as current:
        wanted = _digest(places, [*_files(places.checkout / "static"), *_settings(places)])
        done = places.state / "static-collected"
        if read(done) == wanted:
            current.outcome = "up to date"
            return
        django.command("collectstatic", "--no-input", "--clear", "--verbosity", "0")
        done.write_text(wanted)
        current.outcome = "collected"


def _load_demo(database: Database, django: Django) -> str:
    with step("Demo workspace") as current:
        accounts = database.notes / "demo-accounts.txt"
        if accounts.exists():
            current.outcome = "there"
        else:
            accounts.write_text(django.command("demo_load"))
            current.outcome = "loaded"
        return accounts.read_text().rstrip()


def _sources(places: Places) -> Iterable[Path]:
    for folder in CODE:
        yield from (path for path in _files(places.checkout / folder) if path.suffix == ".py")


def _settings(places: Places) -> list[Path]:
    return [places.checkout / "config" / "settings.py", places.requirements / "runtime.txt"]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(places: Places, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(places.checkout)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
