"""Write the dossier of a partnership as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.ledger.moments import entry_at
from accounts.models import Workspace
from config.kernel.errors import DomainError
from config.kernel.scope import enumerating_workspaces, workspace_scope
from partnerships.models import Partnership
from reviews.dossier import Dossier
from reviews.exchange.export import file_of
from reviews.selectors.dossier import dossier_of


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
        _name, content = file_of(_dossier(partnership, as_of))
        output: Path | None = options["output"]
        if output is None:
            self.stdout.write(content.decode("utf-8"), ending="")
            return
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{output}: {len(content)} bytes.")


def _dossier(pk: int, as_of: str) -> Dossier:
    """The dossier of the partnership, whichever workspace it is in: one is opened at a time."""
    with enumerating_workspaces():
        workspaces = list(Workspace.objects.order_by("id"))
    for workspace in workspaces:
        with workspace_scope(workspace.pk):
            partnership = Partnership.objects.filter(pk=pk).first()
            if partnership is not None:
                return _read(partnership, workspace, as_of)
    raise CommandError(f"There is no partnership {pk}. Its number stands in its page's address.")


def _read(partnership: Partnership, workspace: Workspace, as_of: str) -> Dossier:
    try:
        until = entry_at(workspace.pk, as_of, workspace.zone) if as_of else None
        return dossier_of(partnership, until=until)
    except DomainError as refusal:
        raise CommandError(str(refusal)) from None
    except Partnership.DoesNotExist:
        raise CommandError("The partnership was not there yet. Give a later moment.") from None
