"""Triggers that were seen: what became of each, and what could follow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accounts.selectors.memberships import approvers_in, behind_in
from config.kernel.actors import APPROVER, CONTRIBUTOR, Actor
from config.kernel.findings import Finding
from partnerships.models import Partnership, Trigger
from partnerships.rules.standing import Standing
from partnerships.rules.vocabulary import TriggerCall
from reviews.decisions.selectors.proposals import open_proposal
from reviews.gate.rules.questions import open_sightings
from reviews.health.rules.sightings import (
    Calling,
    Sighted,
    SightingState,
    propose_refusal,
    set_aside_refusal,
    state_of,
)
from reviews.models import ProposalState, Sighting
from reviews.selectors.dossier import dossier_of


@dataclass(frozen=True)
class SeenTrigger:
    """A sighting as its list shows it: what became of it, and why nothing was proposed of it.

    `refusal` and `aside_refusal` are about the person who reads; None where they may.
    """

    sighting: Sighting
    state: SightingState
    may_propose: bool = False
    refusal: Finding | None = None
    may_set_aside: bool = False
    aside_refusal: Finding | None = None

    @property
    def is_open(self) -> bool:
        return self.state is SightingState.OPEN


def sightings_of(partnership: Partnership, actor: Actor) -> list[SeenTrigger]:
    """The triggers of a partnership that were seen, newest first. The queries of a dossier and
    four more, however many there are.
    """
    rows = Sighting.objects.filter(trigger__partnership=partnership).defer("proposal__dossier")
    rows = rows.select_related("trigger__authoriser", "artifact", "measurement", "proposal")
    rows = rows.order_by("-seen_on", "-id")
    still_open = open_ids(partnership)
    proposed = open_proposal(partnership) is not None
    approvers = approver_ids(actor.workspace_id)
    behind = people_behind(actor)
    return [_seen(row, partnership, actor, still_open, proposed, approvers, behind) for row in rows]


def _seen(
    row: Sighting,
    partnership: Partnership,
    actor: Actor,
    still_open: Collection[int],
    proposed: bool,
    approvers: Collection[int],
    behind: Collection[int],
) -> SeenTrigger:
    state = _state(row, still_open)
    calling = calling_of(row.trigger, partnership, proposed)
    sighted = Sighted(id=str(row.pk), state=state, noted_by_id=row.noted_by_id)
    return SeenTrigger(
        row,
        state,
        may_propose=actor.can(CONTRIBUTOR),
        refusal=propose_refusal(calling, actor.user_id, approvers),
        may_set_aside=actor.can(APPROVER),
        aside_refusal=set_aside_refusal(sighted, actor.user_id, behind),
    )


def sighted_of(sighting: Sighting, partnership: Partnership) -> Sighted:
    """What setting it aside depends on. The queries of a dossier."""
    state = _state(sighting, open_ids(partnership))
    return Sighted(id=str(sighting.pk), state=state, noted_by_id=sighting.noted_by_id)


def calling_of(trigger: Trigger, partnership: Partnership, proposed: bool) -> Calling:
    """A trigger that came with its authoriser, as the rules ask about it. No query."""
    return Calling(
        trigger_id=str(trigger.pk),
        calls_for=TriggerCall(trigger.calls_for),
        authoriser_id=trigger.authoriser.user_id if trigger.authoriser else None,
        standing=Standing(partnership.standing),
        in_operation=partnership.in_operation,
        proposal_is_open=proposed,
    )


def refused_to(actor: Actor, trigger: Trigger, partnership: Partnership) -> Finding | None:
    """Why this person can propose nothing of a trigger now. Two queries."""
    calling = calling_of(trigger, partnership, open_proposal(partnership) is not None)
    return propose_refusal(calling, actor.user_id, approver_ids(actor.workspace_id))


def open_ids(partnership: Partnership) -> frozenset[int]:
    """The sightings that nobody set aside and that no decision followed."""
    return frozenset(int(each.id) for each in open_sightings(dossier_of(partnership)))


def approver_ids(workspace_id: int) -> frozenset[int]:
    return frozenset(each.user_id for each in approvers_in(workspace_id))


def people_behind(actor: Actor) -> frozenset[int]:
    """Those who may sit behind this person. One query."""
    return behind_in(actor.workspace_id).get(actor.user_id or 0, frozenset())


def _state(row: Sighting, still_open: Collection[int]) -> SightingState:
    return state_of(
        is_set_aside=row.set_aside_at is not None,
        is_open=row.pk in still_open,
        has_open_proposal=bool(row.proposal and row.proposal.state == ProposalState.OPEN),
    )
