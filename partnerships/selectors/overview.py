"""What the first page of a partnership shows: how far it has come and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.ledger.rowsets import Source
from config.kernel import clock
from config.kernel.findings import Finding
from partnerships.dossier import ClaimPart, FitCardPart, UncertaintyPart
from partnerships.models import Partnership, Position
from partnerships.rules.boundary import design_gaps
from partnerships.rules.claims import claim_gaps, claim_remarks
from partnerships.rules.dependency import Dependency
from partnerships.rules.fit_cards import Section, SectionStatus, section_status
from partnerships.selectors.dependency import dependency_by_parts
from partnerships.selectors.dossier import PartnershipParts, partnership_parts
from partnerships.selectors.policies import policy_of


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """One section of the Fit Card and how far it has come."""

    section: Section
    status: SectionStatus


@dataclass(frozen=True, slots=True)
class ClaimProgress:
    """One claim, what it still lacks, and what is odd about it."""

    claim: ClaimPart
    gaps: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """A partnership with its card, its claims, and the last decision if there is one.

    `boundary` is what leaves the boundary unclear. What a commitment asks for, the gate says; what
    it said last stands in the position.
    """

    parts: PartnershipParts
    position: Position | None
    sections: tuple[SectionProgress, ...]
    claims: tuple[ClaimProgress, ...]
    dependency: Dependency
    boundary: tuple[Finding, ...]

    @property
    def sections_complete(self) -> int:
        return sum(each.status is SectionStatus.COMPLETE for each in self.sections)

    @property
    def criteria_count(self) -> int:
        return sum(len(each.claim.criteria) for each in self.claims)


def partnership_overview(partnership: Partnership) -> Overview:
    """Everything the page needs. Five queries."""
    parts = partnership_parts(Source(partnership.workspace_id), partnership.pk)
    policy = policy_of(partnership.workspace_id)
    claims = claim_progress(parts.claims, parts.uncertainties)
    return Overview(
        parts=parts,
        position=Position.objects.filter(partnership=partnership).first(),
        sections=section_progress(parts.fit_card),
        claims=claims,
        dependency=dependency_by_parts(parts, policy),
        boundary=design_gaps(parts.boundary_design, policy),
    )


def section_progress(card: FitCardPart) -> tuple[SectionProgress, ...]:
    """The sections of a card in its order. No query."""
    return tuple(SectionProgress(section, section_status(card, section)) for section in Section)


def claim_progress(
    claims: tuple[ClaimPart, ...], uncertainties: Mapping[str, UncertaintyPart]
) -> tuple[ClaimProgress, ...]:
    """Claims with what each lacks today, in the workspace's time zone, and what is odd about it.

    `uncertainties` by id, among them those that the claims are about. No query.
    """
    today = clock.today()
    return tuple(
        ClaimProgress(claim, claim_gaps(claim, today), claim_remarks(claim, uncertainties))
        for claim in claims
    )
