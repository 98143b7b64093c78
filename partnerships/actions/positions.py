"""Keeping the Position: what the register shows of decisions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import TypedDict, Unpack

from config.kernel import recording
from partnerships.models import Partnership, Position


class PositionValues(TypedDict, total=False):
    """What a Position holds; what is left out stays as it is."""

    proposal_id: int | None
    decision_id: int | None
    decision_kind: str
    decided_at: datetime | None
    frozen_at: datetime | None
    term_ends_on: date | None
    notice_by: date | None
    revisit_on: date | None
    approver_id: int | None
    violations: int


#: Judge the Positions of the workspace in scope that are stale or due, as many as one look may
#: take and of these partnerships where some are named, and say how many are left. The app that
#: judges puts itself here.
judges: list[Callable[[int, date, Collection[int] | None], int]] = []


def positions_refresh(
    workspace_id: int, today: date, *, only: Collection[int] | None = None
) -> int:
    """Have Positions judged as of today before somebody filters by them or looks at one.

    `today` is the day in the workspace's time zone, `only` the ids of partnerships, None for all
    of the workspace. Returns how many still wait. One query when there is nothing to do.
    """
    return sum(judge(workspace_id, today, only) for judge in judges)


def position_now(partnership: Partnership, today: date) -> Position:
    """Where the partnership stands as judged for `today`. No query while that is known.

    For a partnership that came with its Position; one query more for another.
    """
    position: Position = partnership.position
    if not position.holds_on(today):
        positions_refresh(partnership.workspace_id, today, only=[partnership.pk])
        position.refresh_from_db()
    return position


def position_write(*, partnership: Partnership, **values: Unpack[PositionValues]) -> Position:
    """Write where a partnership stands as last judged; for the apps that decide.

    Inside the action that changed it, so that both stand or neither: raises NotRecorded outside
    of `recorded()`.
    """
    recording.required()
    position, _created = Position.objects.update_or_create(
        workspace_id=partnership.workspace_id, partnership=partnership, defaults=dict(values)
    )
    return position
