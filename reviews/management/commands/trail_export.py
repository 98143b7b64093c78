"""The trail of a workspace as one file that can be checked without Seam."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.ledger.models import Head
from accounts.models import Workspace
from config.kernel.progress import Progress
from config.kernel.scope import enumerating_workspaces, workspace_scope
from reviews.trail.exporting import PORTION, trail_lines


class Command(BaseCommand):
    help = (
        "Write the whole trail of a workspace into a file: entries, rows, dossiers, hashes of "
        "files, checkpoints. static/verify_trail.py checks it, on any machine with Python."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", required=True, help="its slug, as in its address")
        parser.add_argument("file", type=Path, help="the file to write")

    def handle(self, *args: Any, workspace: str, file: Path, **options: Any) -> None:
        with enumerating_workspaces():
            found = Workspace.objects.filter(slug=workspace).first()
        if found is None:
            raise CommandError(f"There is no workspace {workspace}.")
        try:
            self._write(found, file)
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}.") from None
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes. Check it: verify_trail.py")

    def _write(self, workspace: Workspace, file: Path) -> None:
        """Nobody else reads it: it holds everything that the workspace does."""
        with workspace_scope(workspace.pk):
            head = Head.objects.first()
        total = head.sequence if head else 0
        partial = file.with_name(f"{file.name}.part")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "wb") as out, Progress(self.stderr, "entries") as progress:
            for number, lines in enumerate(trail_lines(workspace, by_id=None)):
                out.write(lines)
                progress.show(min(number * PORTION, total), total)
        os.replace(partial, file)
