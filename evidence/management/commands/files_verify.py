"""Are the uploaded files as they came? Recomputes every SHA-256 and names what is not."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Workspace
from config.kernel.scope import enumerating_workspaces
from evidence.selectors.files import Examination, examine


class Command(BaseCommand):
    help = (
        "Recompute the SHA-256 of each workspace's files; name those that are missing or damaged, "
        "and what an action that was cut off left behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", metavar="SLUG", help="check this workspace only")
        parser.add_argument(
            "--remove-left-behind", action="store_true", help="remove what no row speaks of"
        )

    def handle(self, *args: Any, workspace: str | None, **options: Any) -> None:
        broken = False
        for pk, slug in _workspaces(workspace):
            found = examine(pk)
            self._tell(slug, found)
            broken = broken or bool(found.missing or found.damaged)
            if options["remove_left_behind"]:
                for path in found.left_behind:
                    path.unlink(missing_ok=True)
        if broken:
            sys.exit(1)

    def _tell(self, slug: str, found: Examination) -> None:
        for what, names in (("missing", found.missing), ("damaged", found.damaged)):
            for name in names:
                self.stderr.write(f"{slug}: {what}: {name}")
        left = f", {len(found.left_behind)} left behind" if found.left_behind else ""
        self.stdout.write(f"{slug}: {found.whole} files whole{left}")


def _workspaces(slug: str | None) -> list[tuple[int, str]]:
    with enumerating_workspaces():
        workspaces = Workspace.objects.order_by("slug")
        if slug is not None:
            workspaces = workspaces.filter(slug=slug)
        found = list(workspaces.values_list("pk", "slug"))
    if slug is not None and not found:
        raise CommandError(f"There is no workspace {slug}.")
    return found
