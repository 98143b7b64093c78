"""The boundary design of one partnership, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.dossier import BoundaryDesignPart
from partnerships.models import Partnership
from partnerships.rules.policy import Policy
from partnerships.selectors.dossier import boundary_design_part
from partnerships.selectors.policies import policy_of


@dataclass(frozen=True, slots=True)
class Boundary:
    """A design with its responsibilities and their escalation paths, and what the policy asks."""

    part: BoundaryDesignPart
    policy: Policy


def boundary_of(partnership: Partnership) -> Boundary:
    """Three queries."""
    return Boundary(boundary_design_part(partnership), policy_of(partnership.workspace_id))
