"""How far an unwinding is, and what a step may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from reviews.health.rules.unwinding import Progress, progress_of, step_gaps

TODAY = date(2026, 11, 2)
A_DAY = timedelta(days=1)


@dataclass
class Step:
    due_on: date | None = None
    done_on: date | None = None


@pytest.mark.parametrize(
    ("steps", "progress"),
    [
        ([], Progress(0, 0, 0)),
        ([Step()], Progress(1, 0, 0)),
        ([Step(done_on=TODAY)], Progress(1, 1, 0)),
        ([Step(due_on=TODAY)], Progress(1, 0, 0, TODAY)),
        ([Step(due_on=TODAY - A_DAY), Step()], Progress(2, 0, 1)),
        ([Step(due_on=TODAY - A_DAY), Step(TODAY + A_DAY)], Progress(2, 0, 1, TODAY + A_DAY)),
        ([Step(due_on=TODAY - A_DAY, done_on=TODAY)], Progress(1, 1, 0)),
    ],
)
def test_progress_counts_steps_and_not_days(steps: Any, progress: Any) -> None:
    assert progress_of(steps, TODAY) == progress


@pytest.mark.parametrize(
    ("done_on", "is_closed", "codes"),
    [
        (None, False, []),
        (TODAY, False, []),
        (TODAY + A_DAY, False, ["unwind_step.done_on_to_come"]),
        (None, True, ["unwind_step.closed"]),
    ],
)
def test_a_step_is_done_on_a_day_that_has_come_while_the_unwinding_lasts(
    done_on: Any, is_closed: Any, codes: Any
) -> None:
    assert [gap.code for gap in step_gaps("1", done_on, TODAY, is_closed=is_closed)] == codes
