"""Saying that a requirement has no object here, and standing by what another person said."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from config.kernel.findings import Finding, Findings, finding, is_blank
from reviews.dossier import NotApplicablePart
from reviews.gate.rules.judgement import MAY_NOT_APPLY


def stating_gaps(said: NotApplicablePart) -> Findings:
    """Why this may not be said: what always has an object, or no reason; empty when it may."""
    return tuple(_stating_gaps(said))


def _stating_gaps(said: NotApplicablePart) -> Iterator[Finding]:
    if said.requirement not in MAY_NOT_APPLY:
        yield finding("not_applicable.always_applies", subject=said.id)
    if is_blank(said.reason):
        yield finding("not_applicable.reason_missing", subject=said.id, field="reason")


def stood_by_gaps(said: NotApplicablePart, by_id: str, behind: Collection[str] = ()) -> Findings:
    """Why the person `by_id` may not stand by the reason; empty when they may.

    `behind` are the ids of those who saw a link by which they came, and may be them.
    """
    return tuple(_stood_by_gaps(said, by_id, behind))


def _stood_by_gaps(
    said: NotApplicablePart, by_id: str, behind: Collection[str]
) -> Iterator[Finding]:
    if said.stated_by_id == by_id:
        yield finding("not_applicable.own", subject=said.id)
    elif said.stated_by_id in behind:
        yield finding("not_applicable.link_seen", subject=said.id)
    if said.assessed_by_id is not None:
        yield finding("not_applicable.stood_by_already", subject=said.id)
