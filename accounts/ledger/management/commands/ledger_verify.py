"""Is the past as it was written? Recomputes every digest and names the first damage."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.ledger.reading import Finding, verify
from accounts.models import Workspace
from config.kernel.scope import enumerating_workspaces


class Command(BaseCommand):
    help = (
        "Recompute each workspace's ledger, history and sealed rows; name the first damage. "
        "Keep the heads it prints somewhere else: a chain cannot show that its end was cut off "
        "together with its head."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", metavar="SLUG", help="check this workspace only")

    def handle(self, *args: Any, workspace: str | None, **options: Any) -> None:
        damaged = [slug for pk, slug in _workspaces(workspace) if not self._is_whole(pk, slug)]
        if damaged:
            sys.exit(1)

    def _is_whole(self, pk: int, slug: str) -> bool:
        started = time.perf_counter()
        finding = verify(pk)
        took = time.perf_counter() - started
        if finding.damage is not None:
            self.stderr.write(f"{slug}: damaged. {finding.damage}")
            return False
        self.stdout.write(_sentence(slug, finding, took))
        return True


def _workspaces(slug: str | None) -> list[tuple[int, str]]:
    with enumerating_workspaces():
        workspaces = Workspace.objects.order_by("slug")
        if slug is not None:
            workspaces = workspaces.filter(slug=slug)
        found = list(workspaces.values_list("pk", "slug"))
    if slug is not None and not found:
        raise CommandError(f"There is no workspace {slug}.")
    return found


def _sentence(slug: str, finding: Finding, took: float) -> str:
    rate = finding.entries / took if took else 0
    return (
        f"{slug}: whole. {finding.entries} entries, {finding.rows} rows in {took:.1f} s "
        f"({rate:,.0f} entries/s); head {finding.head.sequence} {finding.head.digest}"
    )
