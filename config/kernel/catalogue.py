"""What a database already holds of the protection, read from PostgreSQL's catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_CONSTRAINTS = """
SELECT relname, conname FROM pg_constraint
JOIN pg_class ON pg_class.oid = conrelid WHERE relnamespace = 'public'::regnamespace"""

_POLICIES = """
SELECT relname, polname, obj_description(pg_policy.oid, 'pg_policy') FROM pg_policy
JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = 'public'::regnamespace"""

_ROW_SECURITY = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity"""

_TRIGGERS = """
SELECT relname, tgname, obj_description(pg_trigger.oid, 'pg_trigger') FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal AND tgenabled = 'A'"""

_RIGHTS = """
SELECT relname, array(
    SELECT word FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS word
    WHERE has_table_privilege(%s, pg_class.oid, word))
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname"""

_SEQUENCE_RIGHTS = """
SELECT relname, has_sequence_privilege(%s, oid, 'USAGE')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname"""


@dataclass(frozen=True)
class Catalogue:
    """Everything that `protection` makes, as it stands in one database.

    `constraints` are pairs of table and name; `policies` and `triggers` give each
    one's comment; `rights` and `sequences` are the application role's.
    """

    constraints: frozenset[tuple[str, str]]
    policies: dict[tuple[str, str], str | None]
    row_security: frozenset[str]
    triggers: dict[tuple[str, str], str | None]
    rights: dict[str, frozenset[str]]
    sequences: dict[str, bool]
    may_use_schema: bool

    @classmethod
    def read(cls, cursor: Any, role: str) -> Catalogue:
        """The state of the database behind `cursor`, with the rights of `role`."""

        def rows(query: str, *params: str) -> list[Any]:
            cursor.execute(query, params or None)
            return list(cursor.fetchall())

        return cls(
            constraints=frozenset((table, name) for table, name in rows(_CONSTRAINTS)),
            policies={(table, name): comment for table, name, comment in rows(_POLICIES)},
            row_security=frozenset(table for (table,) in rows(_ROW_SECURITY)),
            triggers={(table, name): comment for table, name, comment in rows(_TRIGGERS)},
            rights={table: frozenset(held) for table, held in rows(_RIGHTS, role)},
            sequences=dict(rows(_SEQUENCE_RIGHTS, role)),
            may_use_schema=rows("SELECT has_schema_privilege(%s, 'public', 'USAGE')", role)[0][0],
        )
