"""What is in operation: a fact with dates, apart from what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from config.kernel.findings import Findings, finding, is_blank


def operation_problems(since: date | None, until: date | None, live: str, today: date) -> Findings:
    """What is wrong with `since` and `until`, days in the workspace's time zone, and `live`."""
    found = (*_since(since, until, live, today), *_until(since, until, today))
    return tuple(finding(f"partnership.{what}", field=field) for what, field in found)


def _since(
    since: date | None, until: date | None, live: str, today: date
) -> Iterator[tuple[str, str]]:
    if since is None and (until is not None or not is_blank(live)):
        yield "in_operation_since_missing", "in_operation_since"
    if since is not None and since > today:
        yield "in_operation_since_to_come", "in_operation_since"


def _until(since: date | None, until: date | None, today: date) -> Iterator[tuple[str, str]]:
    if until is None:
        return
    if until > today:
        yield "in_operation_until_to_come", "in_operation_until"
    if since is not None and until < since:
        yield "in_operation_until_before_since", "in_operation_until"
