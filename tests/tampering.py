"""What the owner of the tables can do when nobody looks: triggers and references off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from tests.conftest import Cast

_REFERENCES = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
       format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND confrelid = 'ledger_entry'::regclass"""

_TRIGGERS = """
SELECT format('ALTER TABLE %%s DISABLE TRIGGER %%I', tgrelid::regclass, tgname),
       format('ALTER TABLE %%s ENABLE ALWAYS TRIGGER %%I', tgrelid::regclass, tgname)
FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = ANY(%s::regclass[])"""


@contextmanager
def tampering(cast: Cast, *tables: str) -> Iterator[Any]:
    """A cursor of the owner's, in the workspace of the cast, which nothing holds back."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_REFERENCES)
        switches = cursor.fetchall() if "ledger_entry" in tables else []
        cursor.execute(_TRIGGERS, [list(tables)])
        switches += cursor.fetchall()
        cursor.execute("SELECT set_config('seam.workspace', %s, false)", [str(cast.workspace.pk)])
        for off, _ in switches:
            cursor.execute(off)
        try:
            yield cursor
        finally:
            for _, on in switches:
                cursor.execute(on)
