"""Say whether the database serves: reachable in both roles, new enough, and really two roles."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import psycopg
from django.core.management.base import BaseCommand, CommandError

OLDEST = 15
#: Seconds.
CONNECT_WITHIN = 10
LOOK = """
SELECT current_setting('server_version_num')::int / 10000, current_database()::text,
       current_user::text, rolsuper OR rolbypassrls, pg_has_role(current_user, datdba, 'MEMBER')
FROM pg_roles, pg_database
WHERE rolname = current_user AND datname = current_database()
"""


class Seen(NamedTuple):
    """What a connection shows of itself."""

    version: int
    database: str
    role: str
    is_unbound: bool
    owns: bool


class Command(BaseCommand):
    help = "Look at the database in DATABASE_URL and DATABASE_OWNER_URL; say what does not serve."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        app = _look("DATABASE_URL", "the database as the application's role")
        owner = _look("DATABASE_OWNER_URL", "the same database as the role that owns the tables")
        if app.database != owner.database:
            raise CommandError(
                f"DATABASE_URL names the database {app.database}, DATABASE_OWNER_URL "
                f"{owner.database}; they must be the same."
            )
        # Separate workspaces and an unchangeable trail rest on this.
        if app.is_unbound or app.owns:
            raise CommandError(
                f"The role {app.role} in DATABASE_URL is a superuser, has BYPASSRLS or owns the "
                "database; the application needs a role that row-level security holds."
            )
        if not owner.owns:
            raise CommandError(
                f"The role {owner.role} in DATABASE_OWNER_URL does not own {owner.database}."
            )
        self.stdout.write(f"PostgreSQL {app.version}, as given")


def _look(variable: str, what: str) -> Seen:
    """Connect past the pool, which would hide the reason behind its own time-out."""
    url = os.environ.get(variable)
    if not url:
        raise CommandError(f"Set {variable}: {what}.")
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_WITHIN) as connection:
            row = connection.execute(LOOK).fetchone()
    except psycopg.Error as error:
        raise CommandError(f"{variable}: {' '.join(str(error).split())}") from None
    seen = Seen(*row) if row else None
    if seen is None or seen.version < OLDEST:
        found = seen.version if seen else "unknown"
        raise CommandError(f"The server is PostgreSQL {found}; Seam needs {OLDEST} or newer.")
    return seen
