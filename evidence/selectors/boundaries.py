"""How clear the boundary of each claim is, for many claims at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from partnerships.dossier import BoundaryDesignPart, FitCardPart
from partnerships.models import BoundaryDesign, Claim, FitCard
from partnerships.rules.boundary import BoundaryStatus, boundary_status
from partnerships.selectors.dossier import (
    CARD_ROWS,
    boundary_design_of,
    claim_parts_of,
    fit_card_part,
)
from partnerships.selectors.policies import policy_of

_ROWS = tuple(f"partnership__{rows}" for rows in CARD_ROWS)
_DESIGN_ROWS = "partnership__responsibilities__escalation_steps"


def boundary_statuses(claims: Iterable[Claim]) -> dict[int, BoundaryStatus]:
    """The boundary status of each claim, by its id. Ten queries, none without a claim.

    The claims are those of one workspace, whose policy says what must be settled.
    """
    by_id = {claim.pk: claim for claim in claims}
    if not by_id:
        return {}
    partnerships = {claim.partnership_id for claim in by_id.values()}
    card_of, design_of = _cards(partnerships), _designs(partnerships)
    parts = {int(part.id): part for part in claim_parts_of(by_id.values())}
    policy = policy_of(next(iter(by_id.values())).workspace_id)
    return {
        pk: boundary_status(
            card_of[claim.partnership_id], parts[pk], design_of[claim.partnership_id], policy
        )
        for pk, claim in by_id.items()
    }


def _cards(partnerships: Collection[int]) -> dict[int, FitCardPart]:
    cards = FitCard.objects.filter(partnership__in=partnerships)
    cards = cards.select_related("partnership").prefetch_related(*_ROWS)
    return {card.partnership_id: fit_card_part(card) for card in cards}


def _designs(partnerships: Collection[int]) -> dict[int, BoundaryDesignPart]:
    designs = BoundaryDesign.objects.filter(partnership__in=partnerships)
    designs = designs.select_related("partnership").prefetch_related(_DESIGN_ROWS)
    return {
        design.partnership_id: boundary_design_of(design, design.partnership.responsibilities.all())
        for design in designs
    }
