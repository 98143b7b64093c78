"""What waits for a person, by role, and who looks after it. Each pile takes a fixed number of
queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from config.kernel.actors import ADMINISTRATOR, APPROVER, AUDITOR, CONTRIBUTOR, Actor
from partnerships.models import Partnership
from reviews.desk.piles import dates, decisions, members, policy, time, triggers, writing
from reviews.desk.reading import Reading, reading_for, reading_of_workspace
from reviews.desk.rules.handing import looked_after, stands_with
from reviews.desk.rules.lines import Handing, Line
from reviews.gate.rules.agreeing import WORKING_ROLES
from reviews.models import DeskHandover
from reviews.vocabulary import LineKind

_Pile = Callable[[Reading], Iterable[Line]]

_PILES: tuple[tuple[frozenset[str], _Pile], ...] = (
    (frozenset({APPROVER}), decisions.to_authorise),
    (frozenset({ADMINISTRATOR, CONTRIBUTOR}), decisions.without_approver),
    (WORKING_ROLES, policy.policy_change),
    (frozenset({CONTRIBUTOR, APPROVER}), triggers.triggers_seen),
    (frozenset({APPROVER}), time.deferred_by_date),
    (frozenset({CONTRIBUTOR, APPROVER}), time.in_question),
    (frozenset({CONTRIBUTOR, APPROVER}), time.reviews_due),
    (frozenset({CONTRIBUTOR, APPROVER}), dates.deferral_dates),
    (frozenset({CONTRIBUTOR, APPROVER}), dates.term_dates),
    (frozenset({CONTRIBUTOR}), time.lapsing),
    (frozenset({CONTRIBUTOR, ADMINISTRATOR}), writing.drafts),
    (frozenset({CONTRIBUTOR}), decisions.my_proposals),
    (frozenset({CONTRIBUTOR}), decisions.my_decided),
    (frozenset({CONTRIBUTOR}), writing.incomplete),
    (frozenset({ADMINISTRATOR}), members.invitations),
    (frozenset({AUDITOR}), decisions.lately_decided),
)

#: What waits in a workspace, whoever it waits for.
_OF_WORKSPACE: tuple[_Pile, ...] = (
    decisions.open_proposals,
    decisions.without_approver,
    policy.asked_for,
    triggers.triggers_seen,
    time.deferred_by_date,
    time.in_question,
    time.reviews_due,
    dates.deferral_dates,
    dates.term_dates,
    time.lapsing,
    decisions.handed_decided,
    writing.handed_incomplete,
    members.invitations,
    decisions.lately_decided,
)


@dataclass(frozen=True)
class Desk:
    """What waits for somebody, and what they handed over and that still waits with others."""

    lines: tuple[Line, ...]
    given: tuple[Line, ...]


def desk_of(actor: Actor, today: date) -> Desk:
    """The lines of this member, in no order. `today` is the day in the workspace's zone."""
    reading = reading_for(actor, today)
    read = [pile for roles, pile in _PILES if roles & actor.roles]
    lines = _looked_after(actor.workspace_id, (line for pile in read for line in pile(reading)))
    return Desk(
        lines=tuple(line for line in lines if stands_with(line, actor.person_id)),
        given=tuple(line for line in lines if not stands_with(line, actor.person_id)),
    )


def lines_of_workspace(actor: Actor, today: date) -> list[Line]:
    """What waits in the workspace, for those who look after it, in no order."""
    reading = reading_of_workspace(actor, today)
    lines = (line for pile in _OF_WORKSPACE for line in pile(reading))
    return _looked_after(actor.workspace_id, lines)


def line_of(actor: Actor, kind: LineKind, subject: str, today: date) -> Line | None:
    """The line on this member's desk, None where it does not stand there."""
    return next((line for line in desk_of(actor, today).lines if line.key == (kind, subject)), None)


def _looked_after(workspace_id: int, lines: Iterable[Line]) -> list[Line]:
    """The lines, each with who looks after it. One query."""
    lines = list(lines)
    rows = DeskHandover.objects.filter(
        workspace_id=workspace_id, ended_at=None, subject__in={line.subject for line in lines}
    )
    handed: dict[tuple[str, str], list[Handing]] = defaultdict(list)
    for row in rows.order_by("depth"):
        handed[row.kind, row.subject].append(_handing(row))
    return [looked_after(line, handed.get(line.key, [])) for line in lines]


def _handing(row: DeskHandover) -> Handing:
    return Handing(
        id=row.pk,
        given_by_id=row.given_by_id,
        given_to_id=row.given_to_id,
        note=row.note,
        given_at=row.given_at,
    )


def is_new(actor: Actor) -> bool:
    """Whether the workspace holds no partnership yet. One query."""
    return not Partnership.objects.filter(workspace_id=actor.workspace_id).exists()
