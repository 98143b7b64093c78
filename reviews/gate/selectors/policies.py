"""The policy as the gate reads it, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Invitation
from accounts.selectors.memberships import behind_in, roles_in
from config.kernel import canonical
from config.kernel.actors import GUEST, Actor
from config.kernel.findings import Finding
from partnerships import models
from partnerships.selectors.policies import limits_of, policy_in_force
from reviews.gate.rules.agreeing import agree_refusal, decline_refusal
from reviews.gate.rules.policy import DEFAULT, Policy
from reviews.gate.selectors.guests import invited, seats_taken
from reviews.models import ChangeState, PolicyChange


def gate_policy(workspace_id: int) -> Policy:
    """The policy in force; the default in a workspace that has no version yet. One query."""
    return policy_from(policy_in_force(workspace_id))


def policy_from(row: models.Policy | None) -> Policy:
    """A version as rules take it; the default where there is none yet. No query."""
    if row is None:
        return DEFAULT
    document = {
        "grid": row.grid,
        "bars": row.bars,
        "version": row.number,
        "limits": canonical.to_json(limits_of(row)),
        "lowered_on": canonical.to_json(row.lowered_on),
    }
    return canonical.read(Policy, document)


def versions(workspace_id: int) -> list[models.Policy]:
    """All versions, the one in force first. One query."""
    return list(models.Policy.objects.filter(workspace_id=workspace_id).order_by("-number"))


def version_row(workspace_id: int, number: int) -> models.Policy | None:
    """The version of this number. One query."""
    rows = models.Policy.objects.filter(workspace_id=workspace_id, number=number)
    found: models.Policy | None = rows.first()
    return found


def open_change(workspace_id: int) -> PolicyChange | None:
    """The change of the policy that waits for a second person; there is at most one. One query."""
    changes = PolicyChange.objects.filter(workspace_id=workspace_id, state=ChangeState.OPEN)
    found: PolicyChange | None = changes.first()
    return found


def policy_asked(change: PolicyChange) -> Policy:
    """The policy that a change asks for. No query."""
    return canonical.read(Policy, canonical.loads(change.document.encode("utf-8")))


@dataclass(frozen=True)
class Agreers:
    """Who may agree to a change now, by user id, which of them are guests, who is on the way."""

    people: tuple[int, ...]
    guests: frozenset[int]
    invited: tuple[Invitation, ...]


def agreers_of(change: PolicyChange) -> Agreers:
    """Who may agree to this change. Three queries."""
    taken = change.guest_seats.filter(invitation__place_ended_at=None)
    seats = list(taken.select_related("invitation__membership").order_by("pk"))
    seated = {seat.invitation.membership.user_id for seat in seats if seat.invitation.membership}
    behind = behind_in(change.workspace_id)
    present = roles_in(change.workspace_id)
    people = [
        person_id
        for person_id, roles in present
        if agree_refusal(
            proposed_by_id=change.proposed_by_id,
            person_id=person_id,
            roles=roles,
            behind=behind.get(person_id, frozenset()),
            is_invited=person_id in seated,
        )
        is None
    ]
    guests = frozenset(person_id for person_id, roles in present if GUEST in roles)
    return Agreers(tuple(people), guests, invited(seats))


def may_not_agree(by: Actor, change: PolicyChange) -> Finding | None:
    """Why this person may not agree to this change; None when they may. Two queries at most."""
    return agree_refusal(
        proposed_by_id=change.proposed_by_id,
        person_id=by.user_id,
        roles=by.roles,
        behind=behind_in(by.workspace_id).get(by.person_id, frozenset()),
        is_invited=_is_invited(by, change),
    )


def may_not_decline(by: Actor, change: PolicyChange) -> Finding | None:
    """Why this person may not decline this change; None when they may. One query for a guest."""
    return decline_refusal(
        proposed_by_id=change.proposed_by_id,
        person_id=by.user_id,
        roles=by.roles,
        is_invited=_is_invited(by, change),
    )


def _is_invited(by: Actor, change: PolicyChange) -> bool:
    return by.can(GUEST) and seats_taken(by.person_id).filter(policy_change=change).exists()
