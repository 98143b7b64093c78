"""Who may say yes or no to a proposal.

Separation of duties holds per decision, not per person: whoever proposed does not authorise, and
everybody else who approves may. A team of two can work, and a person alone can invite a guest to
the one decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from config.kernel.actors import APPROVER, GUEST
from config.kernel.findings import Finding, finding


class ProposalState(StrEnum):
    """A proposal is open until enough people authorised it, or one declined."""

    OPEN = "open"
    AUTHORISED = "authorised"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What a signature says."""

    AUTHORISED = "authorised"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What these rules need to know of a proposal.

    `only_by` are the people of whom one has to authorise it, where the bar asks for a named one.
    `asked` is how many people have to authorise; `signed_by` those who did.
    """

    id: int
    state: ProposalState
    proposed_by_id: int
    only_by: frozenset[int] = frozenset()
    asked: int = 1
    signed_by: frozenset[int] = frozenset()

    @property
    def lacking(self) -> int:
        """How many more people have to authorise it."""
        return max(0, self.asked - len(self.signed_by))

    @property
    def waits_for_the_named(self) -> bool:
        """Whether one has to be named, and none of those has signed."""
        return bool(self.only_by) and not self.only_by & self.signed_by


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What these rules need to know of a person: `guest_of` are the proposals invited to.

    `behind` are those who saw a link by which the person came, or by which one of those came: any
    of them may be the one who sits there.
    """

    user_id: int | None
    roles: frozenset[str] = frozenset()
    guest_of: frozenset[int] = frozenset()
    behind: frozenset[int] = frozenset()


def refusal(proposal: ProposalFacts, person: PersonFacts) -> Finding | None:
    """Why this person may neither authorise nor decline this proposal; None when they may.

    That the proposal ended comes first: it is what somebody who was a moment too late must learn.
    """
    if proposal.state != ProposalState.OPEN:
        return finding("proposal.not_open", subject=str(proposal.id), state=proposal.state)
    if person.user_id is not None and person.user_id == proposal.proposed_by_id:
        # Before the role: no role would let them, so nobody should be sent to ask for one.
        return finding("proposal.own", subject=str(proposal.id))
    if capacity(proposal, person) is None:
        return finding("proposal.not_an_approver", subject=str(proposal.id))
    if person.user_id in proposal.signed_by:
        return finding("proposal.signed_already", subject=str(proposal.id))
    if _takes_the_named_place(proposal, person):
        return finding("proposal.not_the_named_authoriser", subject=str(proposal.id))
    return _one_person(proposal, person)


def _takes_the_named_place(proposal: ProposalFacts, person: PersonFacts) -> bool:
    """Whether nobody named would be left to sign after this person."""
    if person.user_id in proposal.only_by:
        return False
    return proposal.waits_for_the_named and proposal.lacking <= 1


def _one_person(proposal: ProposalFacts, person: PersonFacts) -> Finding | None:
    """Whoever may sit behind this person proposed it or signed it: that would be one, not two."""
    if proposal.proposed_by_id in person.behind:
        return finding("proposal.link_seen_by_proposer", subject=str(proposal.id))
    if proposal.signed_by & person.behind:
        return finding("proposal.link_seen_by_signer", subject=str(proposal.id))
    return None


def capacity(proposal: ProposalFacts, person: PersonFacts) -> str | None:
    """The role in which the person would sign this proposal: approver, guest, or None."""
    if person.user_id is None:
        return None
    if APPROVER in person.roles:
        return APPROVER
    return GUEST if GUEST in person.roles and proposal.id in person.guest_of else None


def who_may_authorise(
    proposal: ProposalFacts, people: Iterable[PersonFacts]
) -> tuple[PersonFacts, ...]:
    """Those among `people` (members and guests of this workspace) who may end the proposal."""
    return tuple(person for person in people if refusal(proposal, person) is None)


def nobody_may_authorise(proposal: ProposalFacts, people: Iterable[PersonFacts]) -> Finding | None:
    """The finding that nobody here may authorise an open proposal, as soon as it is so.

    The same where fewer may than have to. None for a proposal that has ended. The way out is to
    invite a guest approver.
    """
    if proposal.state != ProposalState.OPEN:
        return None
    may = {person.user_id for person in who_may_authorise(proposal, people)}
    subject = str(proposal.id)
    if proposal.waits_for_the_named and not may & proposal.only_by:
        return finding("proposal.named_authoriser_may_not", subject=subject)
    if not may:
        return finding("proposal.nobody_may_authorise", subject=subject)
    if len(may) < proposal.lacking:
        return finding(
            "proposal.too_few_may_authorise",
            subject=subject,
            count=len(may),
            needed=proposal.lacking,
        )
    return None


def withdraw_refusal(proposal: ProposalFacts, person: PersonFacts) -> Finding | None:
    """Why this person may not take the proposal back; None for the proposer of an open one."""
    if proposal.state != ProposalState.OPEN:
        return finding("proposal.not_open", subject=str(proposal.id), state=proposal.state)
    if person.user_id is None or person.user_id != proposal.proposed_by_id:
        return finding("proposal.only_the_proposer_withdraws", subject=str(proposal.id))
    return None
