"""How clear the boundary between us and the partner is.

Chapter 5.2 gives the Evidence Log a column for it, and section 4 names the failure it guards
against: boundary confusion. A boundary is clear when everything that bears on it has been said:

- the claim names it (chapter 2.2, "under boundary B"),
- each conflict risk has somebody who watches it and a way to see it early,
- each integration point says how it is audited, each single point of failure its fallback,
- the way out is stated.

Otherwise it is unclear; that covers a Fit Card that says nothing yet. Nothing here can find that a
boundary was violated: that is an observation, and no observation of it is recorded yet.
"""

from __future__ import annotations

from enum import StrEnum

from config.kernel.findings import Findings, finding, is_blank
from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.rules.fit_cards import Section, section_gaps

_BOUNDARY_SECTIONS = (Section.INCENTIVES, Section.INTEGRATION, Section.EXIT)


class BoundaryStatus(StrEnum):
    """Derived, never typed in."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    VIOLATED = "violated"


def boundary_gaps(card: FitCardPart, claim: ClaimPart) -> Findings:
    """What keeps the boundary of one claim unclear; empty when it is clear."""
    unnamed = (
        (finding("claim.boundary_missing", subject=claim.id, field="boundary"),)
        if is_blank(claim.boundary)
        else ()
    )
    return (
        *unnamed,
        *(gap for section in _BOUNDARY_SECTIONS for gap in section_gaps(card, section)),
    )


def boundary_status(card: FitCardPart, claim: ClaimPart) -> BoundaryStatus:
    """The status that the Evidence Log shows beside a reading for `claim`."""
    return BoundaryStatus.UNCLEAR if boundary_gaps(card, claim) else BoundaryStatus.CLEAR
