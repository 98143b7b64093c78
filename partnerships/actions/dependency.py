"""Declaring how deep the dependency is and what undoing it takes, each with its reason."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked
from config.kernel.errors import DomainError
from config.kernel.parts import part_of
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.dossier import PartnershipPart
from partnerships.models import Partnership
from partnerships.rules.dependency import declaration_gaps, declares_less
from partnerships.sentences import BOOK

FIELDS = ("dependency_depth", "depth_reason", "reversibility", "reversibility_reason")


@action
def dependency_declare(
    *,
    by: Actor,
    partnership: Partnership,
    version: int | None,
    dependency_depth: str = "",
    depth_reason: str = "",
    reversibility: str = "",
    reversibility_reason: str = "",
) -> Partnership:
    """Write down what people hold the dependency to be; "" takes a declaration back.

    The facts keep their floor under it (`rules.dependency`). Raises StaleVersion when one of
    these changed after `version`, DomainError for a declaration without a reason or the reverse.
    """
    changes = {
        "dependency_depth": dependency_depth,
        "depth_reason": depth_reason,
        "reversibility": reversibility,
        "reversibility_reason": reversibility_reason,
    }
    with recorded_in(partnership, by=by, kind="dependency.declared", subject=partnership):
        partnership = locked(partnership, version=version, fields=FIELDS)
        before = part_of(PartnershipPart, partnership)
        if assign_changes(partnership, changes):
            if gaps := declaration_gaps(part_of(PartnershipPart, partnership)):
                raise DomainError(BOOK.problems(gaps))
            if declares_less(part_of(PartnershipPart, partnership), before):
                partnership.lowered_on = clock.today(ZoneInfo(partnership.workspace.time_zone))
            partnership.save()
    return partnership
