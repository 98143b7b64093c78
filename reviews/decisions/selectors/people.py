"""Who could sign a proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from accounts.models import Invitation
from accounts.selectors.memberships import behind_in, roles_in
from config.kernel.actors import Actor
from config.kernel.findings import Finding
from reviews.decisions.rules import authorising
from reviews.decisions.rules.authorising import PersonFacts, ProposalFacts
from reviews.gate.selectors.guests import invited, seats_taken
from reviews.models import GuestSeat, Proposal, ProposalState


@dataclass(frozen=True)
class Signers:
    """Who may sign a proposal now, who is on the way, and the finding if these are too few.

    `asked` is how many people have to authorise it.
    """

    asked: int
    people: tuple[PersonFacts, ...]
    invited: tuple[Invitation, ...]
    nobody: Finding | None


def facts_of(proposal: Proposal) -> ProposalFacts:
    """What the rules know of a proposal. One query, unless its signatures were fetched with it."""
    signed = proposal.signatures.all() if proposal.pk else ()
    return ProposalFacts(
        id=proposal.pk or 0,
        state=authorising.ProposalState(proposal.state),
        proposed_by_id=proposal.proposed_by_id,
        only_by=frozenset(proposal.only_by),
        asked=proposal.signatures_asked,
        signed_by=frozenset(each.signer_id for each in signed),
    )


def person_facts(actor: Actor) -> PersonFacts:
    """What the rules know of the person who acts. One query, and one more for a guest."""
    seats = frozenset[int]()
    if not actor.is_member:
        mine = seats_taken(actor.person_id).filter(proposal__isnull=False)
        seats = frozenset(mine.values_list("proposal_id", flat=True))
    behind = frozenset[int]()
    if actor.user_id is not None:
        behind = behind_in(actor.workspace_id).get(actor.user_id, behind)
    return PersonFacts(user_id=actor.user_id, roles=actor.roles, guest_of=seats, behind=behind)


def signers_of(proposal: Proposal) -> Signers:
    """Who may sign this proposal. Four queries."""
    seats = _seats([proposal]) if proposal.pk else []
    people = _people(proposal.workspace_id, seats)
    facts = facts_of(proposal)
    return Signers(
        asked=facts.asked,
        people=authorising.who_may_authorise(facts, people),
        invited=invited(seats),
        nobody=authorising.nobody_may_authorise(facts, people),
    )


def unsignable(workspace_id: int, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those of these open proposals that too few people may authorise. Five queries at most."""
    proposals = list(proposals)
    prefetch_related_objects(proposals, "signatures")
    people = _people(workspace_id, _seats(proposals)) if proposals else []
    return [
        proposal
        for proposal in proposals
        if authorising.nobody_may_authorise(facts_of(proposal), people)
    ]


def members_who_may_sign(
    workspace_id: int, proposals: Iterable[Proposal]
) -> list[tuple[Proposal, list[int]]]:
    """Each of these open proposals with the members whose word it waits for. Three queries."""
    proposals = list(proposals)
    prefetch_related_objects(proposals, "signatures")
    people = _people(workspace_id, ()) if proposals else []
    return [
        (
            each,
            [p.user_id for p in authorising.who_may_authorise(facts_of(each), people) if p.user_id],
        )
        for each in proposals
    ]


def would_be_signers(by: Actor, asked: int) -> Signers:
    """Who could sign what this person would propose now, to `asked` people. Two queries."""
    imagined = Proposal(
        workspace_id=by.workspace_id,
        proposed_by_id=by.person_id,
        state=ProposalState.OPEN,
        signatures_asked=asked,
    )
    return signers_of(imagined)


def _people(workspace_id: int, seats: Iterable[GuestSeat]) -> list[PersonFacts]:
    """Everybody who is a member or guest now, with the proposals that guests were invited to."""
    guest_of: dict[int, set[int]] = defaultdict(set)
    for seat in seats:
        if seat.invitation.membership and seat.proposal_id is not None:
            guest_of[seat.invitation.membership.user_id].add(seat.proposal_id)
    behind = behind_in(workspace_id)
    return [
        PersonFacts(
            user_id=user_id,
            roles=roles,
            guest_of=frozenset(guest_of[user_id]),
            behind=behind.get(user_id, frozenset()),
        )
        for user_id, roles in roles_in(workspace_id)
    ]


def _seats(proposals: Iterable[Proposal]) -> list[GuestSeat]:
    seats = GuestSeat.objects.filter(proposal__in=list(proposals), invitation__place_ended_at=None)
    return list(seats.select_related("invitation__membership").order_by("pk"))
