"""Is the past as it was written? Recomputes every digest and names the first damage."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.ledger.reading import Finding, verify
from accounts.ledger.signing import own_key_id
from accounts.models import Workspace
from config.kernel.progress import Progress
from config.kernel.scope import enumerating_workspaces


class Command(BaseCommand):
    help = (
        "Recompute each workspace's ledger, history, sealed rows, dossiers and files, and hold the "
        "chain against the checkpoints that were kept outside the database; name the first damage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", metavar="SLUG", help="check this workspace only")
        parser.add_argument(
            "--checkpoints",
            metavar="FOLDER",
            type=Path,
            help="the checkpoints to hold it against; by default those of this installation",
        )

    def handle(self, *args: Any, workspace: str | None, **options: Any) -> None:
        kept_in = options["checkpoints"]
        if kept_in is not None and not kept_in.is_dir():
            raise CommandError(f"There is no folder {kept_in}.")
        found = workspaces_asked(workspace)
        damaged = [slug for pk, slug in found if not self._is_whole(pk, slug, kept_in)]
        if damaged:
            sys.exit(1)

    def _is_whole(self, pk: int, slug: str, kept_in: Path | None) -> bool:
        started = time.perf_counter()
        with Progress(self.stderr, slug) as progress:
            finding = verify(pk, kept_in=kept_in, progress=progress.show)
        took = time.perf_counter() - started
        if finding.damage is not None:
            self.stderr.write(f"{slug}: damaged. {finding.damage}")
            return False
        self.stdout.write(_sentence(slug, finding, took))
        return True


def workspaces_asked(slug: str | None) -> list[tuple[int, str]]:
    """Number and slug of the workspace of that slug, or of all. Raises CommandError for none."""
    with enumerating_workspaces():
        workspaces = Workspace.objects.order_by("slug")
        if slug is not None:
            workspaces = workspaces.filter(slug=slug)
        found = list(workspaces.values_list("pk", "slug"))
    if slug is not None and not found:
        raise CommandError(f"There is no workspace {slug}.")
    return found


def _sentence(slug: str, finding: Finding, took: float) -> str:
    rate = finding.entries / finding.linking if finding.linking else 0
    return (
        f"{slug}: whole. {finding.entries} entries, {finding.rows} rows in {took:.1f} s "
        f"(the chain alone at {rate:,.0f} entries/s); {_kept(finding)}; "
        f"head {finding.head.sequence} {finding.head.digest}"
    )


def _kept(finding: Finding) -> str:
    if not finding.checkpoints:
        return "no checkpoint, so a cut end or a rewritten chain would not show"
    own = own_key_id()
    keys = [f"{key}{'' if key == own else ' (not this installation’s)'}" for key in finding.keys]
    return f"{finding.checkpoints} checkpoints, key {', '.join(sorted(keys))}"
