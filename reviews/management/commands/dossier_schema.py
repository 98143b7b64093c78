"""Print the JSON Schema of a dossier file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reviews.exchange.schema import dossier_schema


class Command(BaseCommand):
    help = "Print the JSON Schema of a dossier file (docs/seam-dossier-1.schema.json)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(dossier_schema(), ending="")
