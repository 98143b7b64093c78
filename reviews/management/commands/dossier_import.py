"""Take the file of a dossier into a workspace."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Workspace
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.scope import enumerating_workspaces, workspace_scope
from reviews.dossier import Dossier
from reviews.exchange.actions.dossiers import dossier_import
from reviews.exchange.files import read_dossier


class Command(BaseCommand):
    help = "Take the file of a dossier into a workspace, as a new candidate: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that dossier_export wrote")
        parser.add_argument("--workspace", required=True, help="the workspace, as in its address")
        parser.add_argument(
            "--check", action="store_true", help="only say what is wrong; write nothing"
        )

    def handle(self, *args: Any, file: Path, workspace: str, **options: Any) -> None:
        with enumerating_workspaces():
            found = Workspace.objects.filter(slug=workspace).first()
        if found is None:
            raise CommandError(f"There is no workspace {workspace}.")
        only_check: bool = options["check"]
        try:
            dossier = _read(file)
            with workspace_scope(found.pk), timezone.override(found.zone):
                by = Actor.system(found.pk)
                partnership = dossier_import(by=by, dossier=dossier, check=only_check)
        except DomainError as refusal:
            raise CommandError("\n".join(str(each.text) for each in refusal.problems)) from None
        done = "can be imported" if only_check else f"is partnership {partnership.pk}"
        self.stdout.write(f"“{partnership.name}” {done}.")


def _read(path: Path) -> Dossier:
    try:
        with path.open("rb") as file:
            return read_dossier(file)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
