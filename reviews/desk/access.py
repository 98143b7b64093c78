"""Load and authorise in one function: lines of the desk, and what was handed over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import Draft, Invitation
from config.kernel.actors import Actor
from evidence.models import Artifact
from partnerships.access import require_member
from partnerships.models import Claim, Partnership
from reviews.desk.rules.lines import Line, object_of
from reviews.desk.selectors import line_of
from reviews.models import Decision, DeskHandover, PolicyChange, Proposal, Sighting
from reviews.vocabulary import LineKind

#: What the lines of a desk are about, by the noun of their subject.
_OBJECTS: dict[str, Any] = {
    "artifact": Artifact,
    "change": PolicyChange,
    "claim": Claim,
    "decision": Decision,
    "draft": Draft,
    "invitation": Invitation,
    "partnership": Partnership,
    "proposal": Proposal,
    "sighting": Sighting,
}


def line_for_handing(
    actor: Actor, kind: LineKind, subject: str, today: date, *, typed: bool
) -> Line | None:
    """The line as it stands on this member's desk.

    None where it went while they typed: the page then keeps the text. Http404 where it does not
    stand there, or is about nothing in this workspace.
    """
    require_member(actor)
    line = line_of(actor, kind, subject, today)
    if line is None and not (typed and _is_here(actor, subject)):
        raise Http404
    return line


def _is_here(actor: Actor, subject: str) -> bool:
    try:
        noun, pk = object_of(subject)
    except ValueError:
        return False
    rows = _OBJECTS[noun].objects if noun in _OBJECTS else Partnership.objects.none()
    return bool(rows.filter(workspace_id=actor.workspace_id, pk=pk).exists())


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
