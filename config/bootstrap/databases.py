"""The database Seam runs on: the one that was given, or one on a server of our own."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from . import binaries
from .cluster import Cluster, throwaway
from .failures import Failure
from .places import Places, read, secret
from .processes import ProgramFailed, locked, run

ROLES = Path(__file__).with_name("roles.sql")
#: Tests make and clone databases; those inherit what `template1` grants.
FOR_TESTS = r"""
ALTER ROLE seam_owner CREATEDB;
\connect template1
ALTER DEFAULT PRIVILEGES FOR ROLE seam_owner
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO seam_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seam_owner
    GRANT USAGE, SELECT ON SEQUENCES TO seam_app;
"""


@dataclass(frozen=True)
class Database:
    """How to reach the database in each of the two roles, and where notes about it are kept."""

    url: str
    owner_url: str
    notes: Path
    cluster: Cluster | None = None

    def environment(self) -> dict[str, str]:
        """What the settings read, both roles."""
        return {"DATABASE_URL": self.url, "DATABASE_OWNER_URL": self.owner_url}


def given(places: Places, env: Mapping[str, str]) -> Database | None:
    """The database the environment names, or None. Raises Failure when it names half of one."""
    url, owner_url = env.get("DATABASE_URL", ""), env.get("DATABASE_OWNER_URL", "")
    if not url and not owner_url:
        return None
    if not owner_url:
        raise Failure(
            "DATABASE_URL is set; set DATABASE_OWNER_URL too: the same database as the role that "
            "owns the tables and migrates them."
        )
    if not url:
        raise Failure(
            "DATABASE_OWNER_URL is set; set DATABASE_URL too: the same database as the role the "
            "application runs as, without superuser or BYPASSRLS."
        )
    digest = hashlib.sha256(url.encode()).hexdigest()[:10]
    return Database(url, owner_url, notes=places.state / f"database-{digest}")


@contextmanager
def embedded(places: Places, env: Mapping[str, str]) -> Iterator[tuple[Database, str]]:
    """The database on our own server, for the block; with a few words on how it was had."""
    cluster = Cluster(places.home(), binaries.find(places, env))
    with cluster.in_use() as outcome:
        yield _with_roles(cluster), outcome


@contextmanager
def for_tests(places: Places, env: Mapping[str, str]) -> Iterator[Database]:
    """A database on a server that is thrown away after the block."""
    with throwaway(places.home(), binaries.find(places, env)) as cluster:
        database = _with_roles(cluster)
        _sql(cluster, FOR_TESTS, {})
        yield database


def _with_roles(cluster: Cluster) -> Database:
    """Create the roles and the database unless that was done with these very statements."""
    passwords = {
        role: secret(cluster.home / f"{role}-password", lambda: secrets.token_urlsafe(24))
        for role in ("seam_owner", "seam_app")
    }
    done = cluster.data / "seam-roles"
    wanted = hashlib.sha256((ROLES.read_text() + json.dumps(passwords)).encode()).hexdigest()
    with locked(cluster.home / "roles.lock"):
        if read(done) != wanted:
            _make_roles(cluster, passwords)
            done.write_text(wanted)
    host = quote(os.fspath(cluster.socket), safe="")
    app, owner = (
        f"postgresql://{role}:{passwords[role]}@/seam?host={host}"
        for role in ("seam_app", "seam_owner")
    )
    return Database(app, owner, notes=cluster.data / "seam", cluster=cluster)


def _make_roles(cluster: Cluster, passwords: Mapping[str, str]) -> None:
    env = {
        "SEAM_OWNER_PASSWORD": passwords["seam_owner"],
        "SEAM_APP_PASSWORD": passwords["seam_app"],
    }
    _sql(cluster, ROLES.read_text(), env)


def _sql(cluster: Cluster, statements: str, env: Mapping[str, str]) -> None:
    """Run statements as the superuser; passwords travel by environment, never by command line."""
    command: list[str | Path] = [cluster.binaries / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    address = {"PGHOST": os.fspath(cluster.socket), "PGUSER": "postgres", "PGDATABASE": "postgres"}
    address |= {"PGPASSWORD": cluster.password, "PGPORT": "5432"}
    try:
        run(command, text=statements, env=os.environ | address | dict(env))
    except ProgramFailed as failure:
        raise Failure(f"The roles could not be made: {failure.last_line}") from None
