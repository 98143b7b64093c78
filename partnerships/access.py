"""Load and authorise in one function. Views get objects here and nowhere else.

`…_for_read` raises Http404 for whoever may not know that the object exists; `…_for_update`
raises PermissionDenied for a member who may read but not change it.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import CONTRIBUTOR, Actor
from partnerships.models import Partner


def require_member(actor: Actor) -> None:
    """Everybody who may read the workspace; a guest sees one proposal and nothing here."""
    if not actor.is_member:
        raise Http404


def require_contributor(actor: Actor) -> None:
    """Who writes cards, claims and evidence."""
    require_member(actor)
    if not actor.can(CONTRIBUTOR):
        raise PermissionDenied(_("Contributors write here. Ask an administrator for that role."))


def may_write(actor: Actor) -> bool:
    """Whether a page offers this actor its forms."""
    return actor.can(CONTRIBUTOR)


def partners_for_read(actor: Actor) -> QuerySet[Partner]:
    """The workspace's partners."""
    require_member(actor)
    return Partner.objects.filter(workspace_id=actor.workspace_id)


def partner_for_read(actor: Actor, pk: int) -> Partner:
    return get_object_or_404(partners_for_read(actor), pk=pk)


def partner_for_update(actor: Actor, pk: int) -> Partner:
    partner = partner_for_read(actor, pk)
    require_contributor(actor)
    return partner
