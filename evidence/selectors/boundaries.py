"""How clear the boundary of each claim is, for many claims at once."""

from __future__ import annotations

from collections.abc import Iterable

from partnerships.models import Claim, FitCard
from partnerships.rules.boundary import BoundaryStatus, boundary_status
from partnerships.selectors.dossier import CARD_ROWS, claim_parts_of, fit_card_part

_ROWS = tuple(f"partnership__{rows}" for rows in CARD_ROWS)


def boundary_statuses(claims: Iterable[Claim]) -> dict[int, BoundaryStatus]:
    """The boundary status of each claim, by its id. Five queries, none without a claim."""
    by_id = {claim.pk: claim for claim in claims}
    if not by_id:
        return {}
    cards = FitCard.objects.filter(partnership__in={c.partnership_id for c in by_id.values()})
    cards = cards.select_related("partnership").prefetch_related(*_ROWS)
    card_of = {card.partnership_id: fit_card_part(card) for card in cards}
    parts = {int(part.id): part for part in claim_parts_of(by_id.values())}
    return {
        claim_id: boundary_status(card_of[claim.partnership_id], parts[claim_id])
        for claim_id, claim in by_id.items()
    }
