"""The boundary design of one partnership, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.dossier import BoundaryDesignPart
from partnerships.models import BoundaryDesign, Responsibility
from partnerships.rules.policy import Policy
from partnerships.selectors.dossier import boundary_design_of
from partnerships.selectors.policies import policy_of


@dataclass(frozen=True, slots=True)
class Boundary:
    """A design, its responsibilities with their escalation paths, and what the policy asks."""

    part: BoundaryDesignPart
    responsibilities: list[Responsibility]
    policy: Policy


def boundary_of(design: BoundaryDesign) -> Boundary:
    """Three queries."""
    rows = list(design.partnership.responsibilities.prefetch_related("escalation_steps"))
    policy = policy_of(design.workspace_id)
    return Boundary(boundary_design_of(design, rows), rows, policy)
