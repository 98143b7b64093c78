"""How clear the boundary between us and the partner is.

Chapter 5.2 gives the Evidence Log a column for it, and section 4 names the failure it guards
against: boundary confusion. A boundary is clear when everything that bears on it has been said:

- the claim names it (chapter 2.2, "under boundary B"),
- the boundary design says what stays ours, how the two decide together and who may look at which
  data (2.1, 3, 4.1), and each responsibility that the policy asks for is settled: an owning party,
  a named person, whom to tell and how soon, and how it is audited (2.2, 3.1),
- each conflict risk has somebody who watches it and a way to see it early,
- each integration point says how it is audited, each single point of failure its fallback,
- the way out is stated.

Otherwise it is unclear; that covers a Fit Card that says nothing yet. Nothing here can find that a
boundary was violated: that is an observation, which health reviews write down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from config.kernel.findings import Finding, Findings, finding, is_blank
from partnerships.dossier import BoundaryDesignPart, ClaimPart, FitCardPart, ResponsibilityPart
from partnerships.rules.fit_cards import Section, section_gaps
from partnerships.rules.policy import Policy
from partnerships.rules.vocabulary import PartyKind

#: What the organisation keeps (chapter 2.1), and what the two share across the seam.
RETAINED = ("decision_rights", "quality_thresholds", "user_outcomes")
SHARED = ("shared_cadence", "data_access_rights")
DESIGN_FIELDS = RETAINED + SHARED

_BOUNDARY_SECTIONS = (Section.INCENTIVES, Section.INTEGRATION, Section.EXIT)


class BoundaryStatus(StrEnum):
    """Derived, never typed in."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    VIOLATED = "violated"


def boundary_gaps(
    card: FitCardPart, claim: ClaimPart, design: BoundaryDesignPart, policy: Policy
) -> Findings:
    """What keeps the boundary of one claim unclear; empty when it is clear."""
    unnamed = (
        (finding("claim.boundary_missing", subject=claim.id, field="boundary"),)
        if is_blank(claim.boundary)
        else ()
    )
    return (
        *unnamed,
        *design_gaps(design, policy),
        *(gap for section in _BOUNDARY_SECTIONS for gap in section_gaps(card, section)),
    )


def boundary_status(
    card: FitCardPart, claim: ClaimPart, design: BoundaryDesignPart, policy: Policy
) -> BoundaryStatus:
    """The status that the Evidence Log shows beside a reading for `claim`."""
    gaps = boundary_gaps(card, claim, design, policy)
    return BoundaryStatus.UNCLEAR if gaps else BoundaryStatus.CLEAR


def design_gaps(design: BoundaryDesignPart, policy: Policy) -> Findings:
    """What the boundary design still lacks; empty when it says who owns what when it breaks.

    A responsibility that nobody asked for but somebody listed must be settled like the others.
    """
    return (
        *_text_gaps(design),
        *(
            finding(
                "boundary_design.responsibility_missing", subject=design.partnership_id, name=name
            )
            for name in unlisted(design, policy)
        ),
        *(gap for each in design.responsibilities for gap in responsibility_gaps(each)),
    )


def unlisted(design: BoundaryDesignPart, policy: Policy) -> tuple[str, ...]:
    """The responsibilities that the policy asks for and the design does not list yet."""
    listed = {bare(each.name) for each in design.responsibilities}
    return tuple(name for name in policy.required_responsibilities if bare(name) not in listed)


def bare(name: str) -> str:
    """A name without what people vary when they write it twice: case and white space."""
    return " ".join(name.casefold().split())


def responsibility_gaps(row: ResponsibilityPart) -> Findings:
    """What keeps one responsibility from being settled."""
    return tuple(_responsibility_gaps(row))


def party_gaps(row: ResponsibilityPart) -> Findings:
    """What no responsibility may say: an institution without a name, or a name for nobody else."""
    if row.party is PartyKind.OTHER and is_blank(row.other_party):
        return (finding("responsibility.other_party_missing", subject=row.id, field="other_party"),)
    if row.party is not PartyKind.OTHER and row.other_party:
        return (finding("responsibility.other_party_unasked", subject=row.id, field="other_party"),)
    return ()


def _text_gaps(design: BoundaryDesignPart) -> Iterator[Finding]:
    for field in DESIGN_FIELDS:
        if is_blank(getattr(design, field)):
            code = f"boundary_design.{field}_missing"
            yield finding(code, subject=design.partnership_id, field=field)


def _responsibility_gaps(row: ResponsibilityPart) -> Iterator[Finding]:
    if row.party is None:
        yield finding("responsibility.party_missing", subject=row.id, field="party", name=row.name)
    yield from _blanks(row, ("name", "person", "audited_how"))
    if not row.escalation:
        yield finding("responsibility.escalation_missing", subject=row.id, name=row.name)


def _blanks(row: ResponsibilityPart, names: Iterable[str]) -> Iterator[Finding]:
    for field in names:
        if is_blank(getattr(row, field)):
            code = f"responsibility.{field}_missing"
            yield finding(code, subject=row.id, field=field, name=row.name)
