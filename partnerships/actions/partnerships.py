"""Taking a partnership into the register, and saying where it stands."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import locked, refusing_duplicates, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import action
from partnerships.actions.names import named
from partnerships.actions.partners import partner_create
from partnerships.models import BoundaryDesign, FitCard, Partner, Partnership, Standing

FIELDS = ("name", "purpose", "in_operation_since")

_TAKEN = Problem(
    _("This partner has a partnership of this name. Open that one, or choose another name."),
    "name",
)


@action
def partnership_create(
    *,
    by: Actor,
    name: str,
    partner: Partner | None = None,
    new_partner: str = "",
    purpose: str = "",
    in_operation_since: date | None = None,
) -> Partnership:
    """A new candidate, its card and boundary design empty; `new_partner` names a partner to add.

    One entry in the ledger. Raises DomainError when the name is taken, when neither or both of
    `partner` and `new_partner` are given, or when it is said to run since a day to come.
    """
    _require_past(in_operation_since)
    with recorded(by=by, kind="partnership.created") as under_way:
        partnership = Partnership(
            workspace_id=by.workspace_id,
            partner=_partner(by, partner, new_partner),
            **named(name),
            purpose=purpose,
            in_operation_since=in_operation_since,
        )
        with refusing_duplicates(_TAKEN):
            partnership.save()
        for written in (FitCard, BoundaryDesign):
            written(workspace_id=by.workspace_id, partnership=partnership).save()
        under_way.subject = under_way.thread = partnership
    return partnership


@action
def partnership_update(
    *,
    by: Actor,
    partnership: Partnership,
    version: int | None,
    name: str,
    purpose: str = "",
    in_operation_since: date | None = None,
) -> Partnership:
    """Change what a partnership is called, what it is for, and since when it runs.

    Raises StaleVersion when one of these changed after `version`, DomainError for a name that
    the partner's other partnership has, or a day to come.
    """
    _require_past(in_operation_since)
    with recorded(by=by, kind="partnership.updated", subject=partnership):
        partnership = locked(partnership, version=version, fields=FIELDS)
        changes = {"purpose": purpose, "in_operation_since": in_operation_since}
        with refusing_duplicates(_TAKEN):
            save_changes(partnership, named(name) | changes)
    return partnership


@action
def partnership_move(*, by: Actor, partnership: Partnership, standing: str) -> Partnership:
    """Write where a partnership stands now.

    For sealed decisions only (`reviews.decisions`): which move is open is decided there, by the
    table in `partnerships.rules.standing`. Raises ValueError for a standing that does not exist.
    """
    with recorded(by=by, kind="partnership.moved", subject=partnership):
        partnership = locked(partnership)
        save_changes(partnership, {"standing": Standing(standing).value})
    return partnership


def _partner(by: Actor, partner: Partner | None, new_partner: str) -> Partner:
    if (partner is None) == (not new_partner):
        text = _("Choose a partner you have, or name a new one: one of the two.")
        raise DomainError(Problem(text, "partner"))
    if partner is not None:
        return partner
    try:
        return partner_create(by=by, name=new_partner)
    except DomainError as refusal:
        problems = [Problem(problem.text, "partner") for problem in refusal.problems]
        raise DomainError(problems) from refusal


def _require_past(day: date | None) -> None:
    if day is not None and day > clock.today():
        text = _("Enter a day that has come, or leave this empty until the partnership runs.")
        raise DomainError(Problem(text, "in_operation_since"))
