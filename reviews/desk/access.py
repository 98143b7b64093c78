"""Load and authorise what was handed over, in one function."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import Actor
from partnerships.access import require_member
from reviews.models import DeskHandover


def handover_for_update(actor: Actor, pk: int) -> DeskHandover:
    """What was handed over, for whoever gave it or got it; that it still holds, the action says."""
    require_member(actor)
    rows = DeskHandover.objects.filter(workspace_id=actor.workspace_id)
    row: DeskHandover = get_object_or_404(rows, pk=pk)
    if actor.user_id not in (row.given_by_id, row.given_to_id):
        raise PermissionDenied(
            _("Whoever handed this over takes it back, or whoever got it gives it back.")
        )
    return row
