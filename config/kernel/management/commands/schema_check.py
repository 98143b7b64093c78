"""Say whether the tables are those of this state of Seam."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

_COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s"


class Command(BaseCommand):
    help = "Compare the tables with the models after a migration; say what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = sorted(_missing())
        if missing:
            raise CommandError(
                "The tables come from a state of Seam that was never released: "
                f"{missing[0]} is missing, and migrating does not add it. Move the folder .seam "
                "away to start anew, or name another database."
            )


def _missing() -> Iterator[str]:
    """The columns that the models have and the database has not, as table.column."""
    present: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, ["public"])
        for table, column in cursor.fetchall():
            present[table].add(column)
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            table = model._meta.db_table
            for field in model._meta.local_concrete_fields:
                if field.column not in present[table]:
                    yield f"{table}.{field.column}"
