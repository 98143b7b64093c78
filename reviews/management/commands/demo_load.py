"""Load the demo workspace, once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.exchange import demo


class Command(BaseCommand):
    help = "Load the demo workspace. Where it is loaded already, say who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="only print the demo accounts with their roles"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = demo.accounts_file()
        if options["accounts"] or demo.is_loaded():
            if not path.exists():
                raise CommandError("The demo's accounts are not known here: load the demo first.")
            self.stdout.write(path.read_text(encoding="utf-8"))
            return
        accounts = demo.load(self._progress if options["verbosity"] > 1 else lambda line: None)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(str(accounts), encoding="utf-8")
        self.stdout.write(str(accounts))

    def _progress(self, line: str) -> None:
        self.stdout.write(f"  {line}")
