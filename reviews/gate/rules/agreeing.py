"""Who may agree to a change of the policy: a second person, who works here and is nobody else."""

from __future__ import annotations

from config.kernel.actors import ADMINISTRATOR, APPROVER, CONTRIBUTOR
from config.kernel.findings import Finding, finding

#: Those who do more than read.
WORKING_ROLES = frozenset({CONTRIBUTOR, APPROVER, ADMINISTRATOR})


def agree_refusal(
    *, proposed_by_id: int, person_id: int | None, roles: frozenset[str], behind: frozenset[int]
) -> Finding | None:
    """Why this person may not agree; None when they may.

    `behind` are those who saw a link by which the person came into the workspace
    (accounts.rules.links): one of them may be the one who sits there.
    """
    if person_id == proposed_by_id:
        return finding("policy.own_change")
    if not roles & WORKING_ROLES:
        return finding("policy.readers_do_not_agree")
    if proposed_by_id in behind:
        return finding("policy.link_seen_by_proposer")
    return None


def decline_refusal(
    *, proposed_by_id: int, person_id: int | None, roles: frozenset[str]
) -> Finding | None:
    """Why this person may not decline; None when they may. Whoever asked takes it back instead."""
    return agree_refusal(
        proposed_by_id=proposed_by_id, person_id=person_id, roles=roles, behind=frozenset()
    )
