"""Load the demo workspace, once."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from reviews.exchange import demo


class Command(BaseCommand):
    help = "Load the demo workspace. Where it is loaded already, say who can sign in."
    show: ClassVar[demo.Show] = demo.DEMO
    told_with: ClassVar[Mapping[str, Any]] = {}

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="only print the demo accounts with their roles"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not self.show.is_loaded():
            if options["accounts"]:
                name = type(self).__module__.rsplit(".", 1)[1]
                raise CommandError(f"The demo is not loaded here; type: manage.py {name}")
            progress = self._progress if options["verbosity"] > 1 else lambda line: None
            demo.load(self.show, progress=progress, **self.told_with)
        self.stdout.write(demo.known_accounts())

    def _progress(self, line: str) -> None:
        self.stdout.write(f"  {line}")
