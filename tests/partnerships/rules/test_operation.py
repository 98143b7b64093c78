"""What is in operation is a fact, so it has happened and hangs together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from partnerships.rules.operation import operation_problems
from tests.partnerships.parts import TODAY

BEFORE, YESTERDAY, TOMORROW = (TODAY + timedelta(days=days) for days in (-9, -1, 1))


@pytest.mark.parametrize(
    ("since", "until", "live"),
    [
        (None, None, ""),
        (TODAY, None, "Checkout"),
        (BEFORE, YESTERDAY, ""),
        (TODAY, TODAY, ""),
    ],
)
def test_what_may_be_said(since: date | None, until: date | None, live: str) -> None:
    assert operation_problems(since, until, live, TODAY) == ()


@pytest.mark.parametrize(
    ("since", "until", "live", "what"),
    [
        (None, None, "Checkout", ["in_operation_since_missing"]),
        (None, YESTERDAY, "", ["in_operation_since_missing"]),
        (TOMORROW, None, "", ["in_operation_since_to_come"]),
        (BEFORE, TOMORROW, "", ["in_operation_until_to_come"]),
        (YESTERDAY, BEFORE, "", ["in_operation_until_before_since"]),
    ],
)
def test_what_is_asked_to_be_said_otherwise(
    since: date | None, until: date | None, live: str, what: list[str]
) -> None:
    found = operation_problems(since, until, live, TODAY)
    assert [each.code for each in found] == [f"partnership.{code}" for code in what]
    assert all(each.field for each in found)
