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
from partnerships.actions.positions import position_write
from partnerships.models import BoundaryDesign, FitCard, Partner, Partnership, Standing
from partnerships.rules.operation import operation_problems
from partnerships.sentences import BOOK

FIELDS = ("name", "purpose", "in_operation_since", "in_operation_until", "live")

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
    live: str = "",
) -> Partnership:
    """A new candidate, its card and boundary design empty; `new_partner` names a partner to add.

    One entry in the ledger. Raises DomainError when the name is taken, when neither or both of
    `partner` and `new_partner` are given, or when it is said to run since a day to come.
    """
    _require_told_truly(since=in_operation_since, until=None, live=live)
    with recorded(by=by, kind="partnership.created") as under_way:
        partnership = Partnership(
            workspace_id=by.workspace_id,
            partner=_partner(by, partner, new_partner),
            **named(name),
            purpose=purpose,
            in_operation_since=in_operation_since,
            live=live,
        )
        with refusing_duplicates(_TAKEN):
            partnership.save()
        for written in (FitCard, BoundaryDesign):
            written(workspace_id=by.workspace_id, partnership=partnership).save()
        position_write(partnership=partnership)
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
    in_operation_until: date | None = None,
    live: str = "",
) -> Partnership:
    """Change what a partnership is called, what it is for, and from when until when it runs.

    Raises StaleVersion when one of these changed after `version`, DomainError for a name that
    the partner's other partnership has, a day to come, or an end without or before its beginning.
    """
    _require_told_truly(since=in_operation_since, until=in_operation_until, live=live)
    with recorded(by=by, kind="partnership.updated", subject=partnership):
        partnership = locked(partnership, version=version, fields=FIELDS)
        changes = {
            "purpose": purpose,
            "in_operation_since": in_operation_since,
            "in_operation_until": in_operation_until,
            "live": live,
        }
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


def _require_told_truly(*, since: date | None, until: date | None, live: str) -> None:
    """What is in operation is a fact, so it has happened and hangs together."""
    if problems := BOOK.problems(operation_problems(since, until, live, clock.today())):
        raise DomainError(problems)
