"""How far an unwinding is, and what a step of it may say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from config.kernel.findings import Finding, Findings, finding


class StepLike(Protocol):
    """A step of the way out."""

    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many steps there are, are done and are past their day; `next_due` is the next to come."""

    count: int
    done: int
    overdue: int
    next_due: date | None = None

    @property
    def undone(self) -> int:
        return self.count - self.done


def progress_of(steps: Iterable[StepLike], today: date) -> Progress:
    """A step is overdue from the day after the one it was due on."""
    steps = tuple(steps)
    undone = [each for each in steps if each.done_on is None]
    days = [each.due_on for each in undone if each.due_on is not None]
    return Progress(
        count=len(steps),
        done=len(steps) - len(undone),
        overdue=sum(day < today for day in days),
        next_due=min((day for day in days if day >= today), default=None),
    )


def step_gaps(step_id: str, done_on: date | None, today: date, *, is_closed: bool) -> Findings:
    """What stops a step from being kept: the unwinding is over, or it was done on a day to come."""
    found: list[Finding] = []
    if is_closed:
        found.append(finding("unwind_step.closed", subject=step_id))
    if done_on is not None and done_on > today:
        found.append(
            finding("unwind_step.done_on_to_come", subject=step_id, field="done_on", date=today)
        )
    return tuple(found)
