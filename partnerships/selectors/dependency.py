"""How deep a partnership's dependency is, with what was declared and what the facts imply."""

from __future__ import annotations

from partnerships.dossier import FitCardPart, PartnershipPart
from partnerships.models import Partnership
from partnerships.rules.dependency import Dependency, dependency_of
from partnerships.selectors.dossier import fit_card_part, partnership_part, steps_behind
from partnerships.selectors.policies import policy_of


def dependency_now(partnership: Partnership) -> Dependency:
    """Both as they stand now, from a partnership that came with its partner. Ten queries."""
    card = fit_card_part(partnership.fit_card)
    return dependency_by_parts(partnership, partnership_part(partnership), card)


def dependency_by_parts(
    partnership: Partnership, part: PartnershipPart, card: FitCardPart
) -> Dependency:
    """The same where the card was read already. At most four queries."""
    policy = policy_of(partnership.workspace_id)
    return dependency_of(part, card, steps_behind(partnership), policy)
