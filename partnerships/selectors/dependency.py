"""How deep a partnership's dependency is, with what was declared and what the facts imply."""

from __future__ import annotations

from accounts.ledger.rowsets import Source
from partnerships.models import Partnership
from partnerships.rules.dependency import Dependency, dependency_of
from partnerships.rules.policy import Policy
from partnerships.selectors.dossier import PartnershipParts, partnership_parts
from partnerships.selectors.policies import policy_of


def dependency_now(partnership: Partnership) -> Dependency:
    """Both as they stand now. Four queries."""
    workspace_id = partnership.workspace_id
    parts = partnership_parts(Source(workspace_id), partnership.pk)
    return dependency_by_parts(parts, policy_of(workspace_id))


def dependency_by_parts(parts: PartnershipParts, policy: Policy) -> Dependency:
    """The same where they were read already. No query."""
    return dependency_of(parts.partnership, parts.fit_card, parts.scale_steps, policy)
