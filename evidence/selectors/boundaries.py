"""How clear the boundary of each claim is, for many claims at once."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.ledger.rowsets import Source
from partnerships.models import Claim
from partnerships.rules.boundary import BoundaryStatus, boundary_status
from partnerships.selectors.dossier import CARD, CLAIMS, DESIGN, parts_beneath
from partnerships.selectors.policies import policy_of


def boundary_statuses(claims: Iterable[Claim]) -> dict[int, BoundaryStatus]:
    """The boundary status of each claim, by its id. Three queries, none without a claim.

    The claims are those of one workspace, whose policy says what must be settled.
    """
    by_id = {claim.pk: claim for claim in claims}
    if not by_id:
        return {}
    workspace_id = next(iter(by_id.values())).workspace_id
    partnerships = {claim.partnership_id for claim in by_id.values()}
    parts = parts_beneath(Source(workspace_id), partnerships, *CARD, *DESIGN, *CLAIMS)
    policy = policy_of(workspace_id)
    return {
        int(claim.id): boundary_status(parts.fit_card(pk), claim, parts.boundary_design(pk), policy)
        for pk in partnerships
        for claim in parts.claims(pk)
        if int(claim.id) in by_id
    }
