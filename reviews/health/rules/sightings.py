"""What follows from a trigger that was seen (chapter 28, 4.2).

The observable and the person were agreed while all was well, so that nobody has to argue about
them now: whoever sees it proposes what it calls for, and the one who was named decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.kernel.findings import Finding, Findings, finding, is_blank
from partnerships.rules.standing import DecisionKind, Standing, next_standing
from partnerships.rules.vocabulary import TriggerCall

KIND_OF: dict[TriggerCall, DecisionKind] = {
    TriggerCall.RENEGOTIATE: DecisionKind.RENEGOTIATE,
    TriggerCall.UNWIND: DecisionKind.UNWIND,
}


class SightingState(StrEnum):
    """What became of a trigger that was seen."""

    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """A trigger with what its proposal depends on: `authoriser_id` is the named person's."""

    trigger_id: str
    calls_for: TriggerCall
    authoriser_id: int | None
    standing: Standing
    in_operation: bool
    proposal_is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """A trigger that was seen, as far as setting it aside depends on it."""

    id: str
    state: SightingState
    noted_by_id: int | None


def state_of(*, is_set_aside: bool, is_open: bool, has_open_proposal: bool) -> SightingState:
    """`is_open` is what the gate says: nobody set it aside, and no decision followed."""
    if is_set_aside:
        return SightingState.SET_ASIDE
    if not is_open:
        return SightingState.DECIDED
    return SightingState.PROPOSED if has_open_proposal else SightingState.OPEN


def propose_refusal(
    calling: Calling, by_id: int | None, approvers: Collection[int]
) -> Finding | None:
    """Why nothing can be proposed of it by this person now; None when it can.

    `approvers` are the ids of the people who may authorise today.
    """
    if calling.proposal_is_open:
        return finding("sighting.proposal_open")
    return _refused_by_standing(calling) or _refused_by_authoriser(calling, by_id, approvers)


def _refused_by_standing(calling: Calling) -> Finding | None:
    if calling.standing is Standing.UNWINDING:
        return finding("sighting.being_unwound")
    kind = KIND_OF[calling.calls_for]
    if calling.standing is Standing.RENEGOTIATING and kind is DecisionKind.RENEGOTIATE:
        return finding("sighting.being_renegotiated")
    following = next_standing(calling.standing, kind, calling.in_operation)
    return following if isinstance(following, Finding) else None


def _refused_by_authoriser(
    calling: Calling, by_id: int | None, approvers: Collection[int]
) -> Finding | None:
    named = calling.authoriser_id
    if named is None:
        return finding("sighting.nobody_named", subject=calling.trigger_id, field="authoriser")
    if named not in approvers:
        return finding(
            "sighting.authoriser_may_not", subject=calling.trigger_id, field="authoriser"
        )
    return finding("sighting.authoriser_proposes") if named == by_id else None


def noting_gaps(
    what: str, seen_on: date, today: date, *, artifact_is_ours: bool = True
) -> Findings:
    """What stops a trigger from being noted as seen."""
    return tuple(_noting_gaps(what, seen_on, today, artifact_is_ours))


def _noting_gaps(
    what: str, seen_on: date, today: date, artifact_is_ours: bool
) -> Iterator[Finding]:
    if is_blank(what):
        yield finding("sighting.what_missing", field="what")
    if seen_on > today:
        yield finding("sighting.seen_on_to_come", field="seen_on", date=today)
    if not artifact_is_ours:
        yield finding("sighting.artifact_elsewhere", field="artifact")


def set_aside_refusal(
    sighted: Sighted, by_id: int | None, behind: Collection[int] = ()
) -> Finding | None:
    """Why this approver may not set it aside; None when they may.

    `behind` are those who may sit behind this person: whoever noted it must not be among them.
    """
    match sighted.state:
        case SightingState.SET_ASIDE:
            return finding("sighting.set_aside_already")
        case SightingState.DECIDED:
            return finding("sighting.answered_already")
        case SightingState.PROPOSED:
            return finding("sighting.proposal_to_decide")
    noted = sighted.noted_by_id
    if noted is not None and (noted == by_id or noted in behind):
        return finding("sighting.own")
    return None


def set_aside_gaps(reason: str) -> Findings:
    """A reason has to be said: somebody agreed beforehand that it would call for something."""
    return (finding("sighting.reason_missing", field="reason"),) if is_blank(reason) else ()
