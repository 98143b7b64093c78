"""`manage.py make_load`: fill a workspace with many partnerships, for trials of size."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Workspace
from config.kernel.actors import Actor
from config.kernel.scope import enumerating_workspaces, workspace_scope
from partnerships.loading import load_create
from partnerships.models import Partnership

#: Partnerships in one entry of the ledger, and between two lines of progress.
PORTION = 500


class Command(BaseCommand):
    help = (
        "Fills a workspace with partnerships that nobody decided on, so that pages can be tried "
        "at size. Use a workspace made for it: what is loaded cannot be taken out again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", required=True, help="the workspace's address (slug)")
        parser.add_argument("--partnerships", type=int, default=10_000, help="how many (10000)")
        parser.add_argument(
            "--force", action="store_true", help="load into a workspace that has partnerships"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["partnerships"]
        if count < 1:
            raise CommandError("--partnerships must be at least 1.")
        workspace = _workspace(options["workspace"])
        there = _present(workspace)
        if there and not options["force"]:
            raise CommandError(
                f"“{workspace.name}” has {there:,} partnerships. A load cannot be taken out again: "
                "choose an empty workspace, or say --force."
            )
        self._load(workspace, there, count)

    def _load(self, workspace: Workspace, there: int, count: int) -> None:
        began = time.monotonic()
        by = Actor.system(workspace.pk)
        for done in range(0, count, PORTION):
            portion = min(PORTION, count - done)
            load_create(by=by, workspace=workspace, start=there + done, count=portion)
            seconds = time.monotonic() - began
            self.stdout.write(f"{done + portion:>7,} of {count:,} partnerships, {seconds:.0f} s")
        self.stdout.write(self.style.SUCCESS(f"“{workspace.name}” is loaded."))


def _workspace(slug: str) -> Workspace:
    with enumerating_workspaces():
        workspace = Workspace.objects.filter(slug=slug).first()
    if workspace is None:
        raise CommandError(f"There is no workspace “{slug}”.")
    return workspace


def _present(workspace: Workspace) -> int:
    with workspace_scope(workspace.pk):
        return Partnership.objects.filter(workspace=workspace).count()
