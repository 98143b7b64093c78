"""Writing down who the outside organisations are."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import action
from partnerships.models import Partner
from partnerships.rules.sort_key import sort_key


@action
def partner_create(*, by: Actor, name: str, what_they_do: str = "", website: str = "") -> Partner:
    """A new partner. Raises DomainError when the workspace has one of that name."""
    with recorded(by=by, kind="partner.created") as under_way:
        partner = Partner(
            workspace_id=by.workspace_id,
            name=name,
            sort_key=sort_key(name),
            what_they_do=what_they_do,
            website=website,
        )
        _require_new_name(partner)
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
        partner = locked(partner, version=version)
        changes = {"name": name, "what_they_do": what_they_do, "website": website}
        partner.sort_key = sort_key(name)
        _require_new_name(partner)
        save_changes(partner, changes)
    return partner


def _require_new_name(partner: Partner) -> None:
    same = Partner.objects.filter(
        workspace_id=partner.workspace_id, sort_key=partner.sort_key
    ).exclude(pk=partner.pk)
    if same.exists():
        text = _("There is a partner of this name. Open that one, or choose another name.")
        raise DomainError(Problem(text, "name"))
