"""What has to be said of a boundary that was crossed (chapter 28, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from config.kernel.findings import Finding, Findings, finding, is_blank
from reviews.dossier import ViolationPart


def violation_gaps(violation: ViolationPart, today: date) -> Findings:
    """What the note of a violation lacks as of `today`; empty when it is whole."""
    return tuple(_gaps(violation, today))


def _gaps(violation: ViolationPart, today: date) -> Iterator[Finding]:
    if is_blank(violation.what):
        yield finding("violation.what_missing", subject=violation.id, field="what")
    if violation.seen_on > today:
        where = {"subject": violation.id, "field": "seen_on"}
        yield finding("violation.seen_on_to_come", date=today, **where)
    if violation.resolved_on is not None or not is_blank(violation.resolved_how):
        yield from _resolved_gaps(violation, today)


def resolved_gaps(violation: ViolationPart, today: date) -> Findings:
    """What is missing to say that it was put right."""
    return tuple(_resolved_gaps(violation, today))


def _resolved_gaps(violation: ViolationPart, today: date) -> Iterator[Finding]:
    where = {"subject": violation.id, "field": "resolved_on"}
    if violation.resolved_on is None:
        yield finding("violation.resolved_on_missing", **where)
    elif violation.resolved_on < violation.seen_on:
        yield finding("violation.resolved_on_before_seen", date=violation.seen_on, **where)
    elif violation.resolved_on > today:
        yield finding("violation.resolved_on_to_come", date=today, **where)
    if is_blank(violation.resolved_how):
        yield finding("violation.resolved_how_missing", subject=violation.id, field="resolved_how")
