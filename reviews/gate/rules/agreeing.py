"""Who may agree to a change of the policy: a second person, who is nobody else.

Either they work here, or they were invited from outside to this one change: a person alone has
no second one here.
"""

from __future__ import annotations

from config.kernel.actors import ADMINISTRATOR, APPROVER, CONTRIBUTOR, GUEST
from config.kernel.findings import Finding, finding

#: Those who do more than read.
WORKING_ROLES = frozenset({CONTRIBUTOR, APPROVER, ADMINISTRATOR})


def agree_refusal(
    *,
    proposed_by_id: int,
    person_id: int | None,
    roles: frozenset[str],
    behind: frozenset[int],
    is_invited: bool = False,
) -> Finding | None:
    """Why this person may not agree; None when they may.

    `behind` are those who saw a link by which the person came into the workspace
    (accounts.rules.links): one of them may be the one who sits there. `is_invited` says that they
    are a guest whom somebody invited to this change.
    """
    if person_id == proposed_by_id:
        return finding("policy.own_change")
    if not (roles & WORKING_ROLES or (GUEST in roles and is_invited)):
        return finding("policy.readers_do_not_agree")
    if proposed_by_id in behind:
        return finding("policy.link_seen_by_proposer")
    return None


def decline_refusal(
    *,
    proposed_by_id: int,
    person_id: int | None,
    roles: frozenset[str],
    is_invited: bool = False,
) -> Finding | None:
    """Why this person may not decline; None when they may. Whoever asked takes it back instead."""
    return agree_refusal(
        proposed_by_id=proposed_by_id,
        person_id=person_id,
        roles=roles,
        behind=frozenset(),
        is_invited=is_invited,
    )
