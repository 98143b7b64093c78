"""`migrate`, as the role that owns the tables: the application's own role may not change them."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: object, **options: object) -> None:
        if options["database"] not in settings.DATABASES:
            raise CommandError(
                "Set DATABASE_OWNER_URL: the database as the role that owns the tables."
            )
        super().handle(*args, **options)
