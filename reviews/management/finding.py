"""What commands of reviews have in common: a partnership by its number, and its dossier."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from accounts.ledger.moments import entry_at
from accounts.models import Workspace
from config.kernel.errors import DomainError
from config.kernel.scope import enumerating_workspaces, workspace_scope
from partnerships.models import Partnership
from reviews.dossier import Dossier
from reviews.selectors.dossier import dossier_of


@contextmanager
def workspace_of(pk: int) -> Iterator[tuple[Workspace, Partnership]]:
    """The partnership of this number with its workspace, in whose scope the block runs.

    One workspace is opened at a time. Raises CommandError when there is none.
    """
    with enumerating_workspaces():
        workspaces = list(Workspace.objects.order_by("id"))
    for workspace in workspaces:
        with workspace_scope(workspace.pk):
            partnership = Partnership.objects.filter(pk=pk).first()
            if partnership is not None:
                yield workspace, partnership
                return
    raise CommandError(f"There is no partnership {pk}. Its number stands in its page's address.")


def dossier_as_of(partnership: Partnership, workspace: Workspace, as_of: str) -> Dossier:
    """The dossier as it stands, or as of an entry or a moment. Raises CommandError."""
    try:
        until = entry_at(workspace.pk, as_of, workspace.zone) if as_of else None
        return dossier_of(partnership, until=until)
    except DomainError as refusal:
        raise CommandError(str(refusal)) from None
    except Partnership.DoesNotExist:
        raise CommandError("The partnership was not there yet. Give a later moment.") from None
