"""Load the demo workspace, once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reviews.exchange import demo


class Command(BaseCommand):
    help = "Load the demo workspace. Where it is loaded already, say who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="only print the demo accounts with their roles"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if demo.is_loaded():
            self.stdout.write(_known_accounts())
        elif options["accounts"]:
            raise CommandError("The demo is not loaded here; type: manage.py demo_load")
        else:
            self.stdout.write(self._load(options["verbosity"]))

    def _load(self, verbosity: int) -> str:
        """The accounts are written down before the demo is committed: none without the other."""
        path = demo.accounts_file()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        with transaction.atomic():
            accounts = str(demo.load(self._progress if verbosity > 1 else lambda line: None))
            path.write_text(accounts, encoding="utf-8")
        return accounts

    def _progress(self, line: str) -> None:
        self.stdout.write(f"  {line}")


def _known_accounts() -> str:
    """Who can sign in. Only the installation that loaded the demo knows its passphrase."""
    path = demo.accounts_file()
    if path.exists():
        return path.read_text(encoding="utf-8")
    return "  The demo was loaded by another installation, which knows its passphrase."
