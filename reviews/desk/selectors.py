"""What waits for a person, by role. Each pile takes a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable

from config.kernel.actors import ADMINISTRATOR, APPROVER, AUDITOR, CONTRIBUTOR, Actor
from partnerships.models import Partnership
from reviews.desk.lines import Pile
from reviews.desk.piles import dates, decisions, members, policy, time, writing
from reviews.gate.rules.agreeing import WORKING_ROLES

_PILES: tuple[tuple[frozenset[str], Callable[[Actor], Pile]], ...] = (
    (frozenset({APPROVER}), decisions.to_authorise),
    (frozenset({ADMINISTRATOR, CONTRIBUTOR}), decisions.without_approver),
    (WORKING_ROLES, policy.policy_change),
    (frozenset({APPROVER}), time.deferred_by_date),
    (frozenset({CONTRIBUTOR, APPROVER}), time.in_question),
    (frozenset({CONTRIBUTOR, APPROVER}), time.reviews_due),
    (frozenset({CONTRIBUTOR, APPROVER}), dates.dates),
    (frozenset({CONTRIBUTOR}), time.lapsing),
    (frozenset({CONTRIBUTOR, ADMINISTRATOR}), writing.drafts),
    (frozenset({CONTRIBUTOR}), decisions.my_proposals),
    (frozenset({CONTRIBUTOR}), decisions.my_decided),
    (frozenset({CONTRIBUTOR}), writing.incomplete),
    (frozenset({ADMINISTRATOR}), members.invitations),
    (frozenset({AUDITOR}), decisions.lately_decided),
)


def piles_of(actor: Actor) -> list[Pile]:
    """What waits for this member, the most pressing pile first, without empty piles."""
    found = [pile for roles, read in _PILES if roles & actor.roles for pile in [read(actor)]]
    return [pile for pile in found if pile.lines]


#: What waits in a workspace, whoever it waits for.
_OF_WORKSPACE: tuple[Callable[[Actor], Pile], ...] = (
    decisions.open_proposals,
    decisions.without_approver,
    policy.asked_for,
    time.deferred_by_date,
    time.in_question,
    time.reviews_due,
    dates.dates,
    time.lapsing,
    members.invitations,
    decisions.lately_decided,
)


def piles_of_workspace(actor: Actor) -> list[Pile]:
    """What waits in the workspace, for those who look after it, without empty piles."""
    return [pile for read in _OF_WORKSPACE for pile in [read(actor)] if pile.lines]


def is_new(actor: Actor) -> bool:
    """Whether the workspace holds no partnership yet. One query."""
    return not Partnership.objects.filter(workspace_id=actor.workspace_id).exists()
