"""How clear the boundary of each claim is, for many claims at once."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.ledger.rowsets import Source
from partnerships.models import Claim, Position
from partnerships.rules.boundary import BoundaryStatus, boundary_status
from partnerships.selectors.dossier import CARD, CLAIMS, DESIGN, parts_beneath
from partnerships.selectors.policies import policy_of


def boundary_statuses(claims: Iterable[Claim]) -> dict[int, BoundaryStatus]:
    """The boundary status of each claim, by its id. Four queries, none without a claim.

    The claims are those of one workspace, whose policy says what must be settled. A violation that
    is not put right is one of the partnership's whole boundary.
    """
    by_id = {claim.pk: claim for claim in claims}
    if not by_id:
        return {}
    workspace_id = next(iter(by_id.values())).workspace_id
    partnerships = {claim.partnership_id for claim in by_id.values()}
    parts = parts_beneath(Source(workspace_id), partnerships, *CARD, *DESIGN, *CLAIMS)
    policy = policy_of(workspace_id)
    crossed = Position.objects.filter(partnership__in=partnerships, violations__gt=0)
    violated = set(crossed.values_list("partnership_id", flat=True))
    return {
        int(claim.id): BoundaryStatus.VIOLATED
        if pk in violated
        else boundary_status(parts.fit_card(pk), claim, parts.boundary_design(pk), policy)
        for pk in partnerships
        for claim in parts.claims(pk)
        if int(claim.id) in by_id
    }
