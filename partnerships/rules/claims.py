"""The Partnership Claim: what it still lacks.

Each blank of its sentence has to be filled (chapter 28, 2.2), with a day on which to defer if the
evidence leaves it open. Section 6.2 adds what the partnership does not establish, and the chapter's
outputs name success criteria.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from config.kernel.findings import Finding, Findings, finding, is_blank, named
from partnerships.dossier import ClaimPart, CriterionPart, UncertaintyPart
from partnerships.rules.vocabulary import UncertaintyState

#: The blanks of the sentence that hold a text.
_TEXT_SLOTS = ("uncertainty", "capability", "boundary", "evidence_expected")


def claim_gaps(claim: ClaimPart, today: date) -> Findings:
    """What the claim still lacks before anybody can decide on it; empty when it is complete.

    `today` is the day in the workspace's time zone. A deferral date in the past is a gap: its
    trigger has fired, so the answer is to defer, or to say anew until when ambiguity is borne.
    """
    return (
        *_slot_gaps(claim),
        *_boundary_line_gaps(claim),
        *_deferral_gaps(claim, today),
        *_criteria_gaps(claim),
    )


def claims_gaps(claims: Iterable[ClaimPart], partnership_id: str, today: date) -> Findings:
    """What a partnership's claims lack: at least one, and none of them half said.

    A decision relies on all the claims it holds. Of several, each gap names its claim.
    """
    claims = tuple(claims)
    if not claims:
        return (finding("partnership.claims_missing", subject=partnership_id),)
    if len(claims) == 1:
        return claim_gaps(claims[0], today)
    return tuple(
        gap if gap.value("row") else named(gap, claim.uncertainty)
        for claim in claims
        for gap in claim_gaps(claim, today)
    )


def claim_remarks(claim: ClaimPart, uncertainties: Mapping[str, UncertaintyPart]) -> Findings:
    """What is odd about a claim though it may be complete: X is no open uncertainty of a step.

    `uncertainties` are those of the workspace's scale steps by id, at least the one it is about.
    Nothing here stops a decision; a claim about nothing is shown for what it is.
    """
    about = uncertainties.get(claim.about_id or "")
    if about is None:
        return (finding("claim.about_missing", subject=claim.id, field="about"),)
    if about.state is UncertaintyState.RESOLVED:
        return (finding("claim.about_not_open", subject=claim.id, field="about"),)
    return ()


def _slot_gaps(claim: ClaimPart) -> Iterator[Finding]:
    for slot in _TEXT_SLOTS:
        if is_blank(getattr(claim, slot)):
            yield finding(f"claim.{slot}_missing", subject=claim.id, field=slot)


def _boundary_line_gaps(claim: ClaimPart) -> Iterator[Finding]:
    said = claim.does_not_establish
    if is_blank(said):
        yield finding(
            "claim.does_not_establish_missing", subject=claim.id, field="does_not_establish"
        )
    elif _same(said, claim.uncertainty):
        yield finding(
            "claim.does_not_establish_is_the_uncertainty",
            subject=claim.id,
            field="does_not_establish",
        )


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same but for case, white space and a full stop."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).removesuffix(".")


def _deferral_gaps(claim: ClaimPart, today: date) -> Iterator[Finding]:
    if claim.deferral_date is None:
        yield finding("claim.deferral_date_missing", subject=claim.id, field="deferral_date")
    elif claim.deferral_date < today:
        yield finding(
            "claim.deferral_date_past",
            subject=claim.id,
            field="deferral_date",
            date=claim.deferral_date,
        )


def _criteria_gaps(claim: ClaimPart) -> Iterator[Finding]:
    if not claim.criteria:
        yield finding("claim.criteria_missing", subject=claim.id)
    for criterion in claim.criteria:
        yield from _criterion_gaps(criterion)


def _criterion_gaps(criterion: CriterionPart) -> Iterator[Finding]:
    if is_blank(criterion.statement):
        yield finding("criterion.statement_missing", subject=criterion.id, field="statement")
    if is_blank(criterion.target):
        gap = finding("criterion.target_missing", subject=criterion.id, field="target")
        yield named(gap, criterion.statement)
