"""Write the dossier of a partnership as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.exchange.export import file_of
from reviews.management.finding import dossier_as_of, workspace_of


class Command(BaseCommand):
    help = "Write the dossier of a partnership: its canonical JSON, as it stands or as it stood."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partnership", type=int, help="its number, as in its address")
        parser.add_argument(
            "--as-of", default="", help="an entry of the ledger or a moment: 120, 2026-09-30T16:00"
        )
        parser.add_argument(
            "--output", type=Path, help="the file to write; without it, standard output"
        )

    def handle(self, *args: Any, partnership: int, as_of: str, **options: Any) -> None:
        with workspace_of(partnership) as (workspace, row):
            _name, content = file_of(dossier_as_of(row, workspace, as_of))
        output: Path | None = options["output"]
        if output is None:
            self.stdout.write(content.decode("utf-8"), ending="")
            return
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{output}: {len(content)} bytes.")
