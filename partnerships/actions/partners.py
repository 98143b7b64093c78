"""Writing down who the outside organisations are."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from config.kernel.actors import Actor
from config.kernel.audited import locked, refusing_duplicates, save_changes
from config.kernel.errors import Problem
from config.kernel.recording import action
from partnerships.actions.names import named
from partnerships.models import Partner

FIELDS = ("name", "what_they_do", "website")

_TAKEN = Problem(
    _("There is a partner of this name. Open that one, or choose another name."), "name"
)


@action
def partner_create(*, by: Actor, name: str, what_they_do: str = "", website: str = "") -> Partner:
    """A new partner. Raises DomainError when the workspace has one of that name."""
    with recorded(by=by, kind="partner.created") as under_way:
        partner = Partner(
            workspace_id=by.workspace_id,
            **named(name),
            what_they_do=what_they_do,
            website=website,
        )
        with refusing_duplicates(_TAKEN):
            partner.save()
        under_way.subject = partner
    return partner


@action
def partner_update(
    *,
    by: Actor,
    partner: Partner,
    version: int | None,
    name: str,
    what_they_do: str = "",
    website: str = "",
) -> Partner:
    """Change what is known of a partner.

    Raises StaleVersion when it changed after `version`, DomainError for a name that is taken.
    """
    with recorded(by=by, kind="partner.updated", subject=partner):
        partner = locked(partner, version=version, fields=FIELDS)
        with refusing_duplicates(_TAKEN):
            save_changes(partner, named(name) | {"what_they_do": what_they_do, "website": website})
    return partner
