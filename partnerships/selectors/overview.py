"""What the first page of a partnership shows: how far it has come and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from config.kernel import clock
from config.kernel.findings import Finding
from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.models import Partnership, Position
from partnerships.rules.claims import claim_gaps, claims_gaps
from partnerships.rules.dependency import Dependency
from partnerships.rules.fit_cards import Section, SectionStatus, fit_card_gaps, section_status
from partnerships.rules.incentives import incentive_findings
from partnerships.selectors.dependency import dependency_by_parts
from partnerships.selectors.dossier import PartnershipParts, partner_part, partnership_parts


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """One section of the Fit Card and how far it has come."""

    section: Section
    status: SectionStatus


@dataclass(frozen=True, slots=True)
class ClaimProgress:
    """One claim and what it still lacks."""

    claim: ClaimPart
    gaps: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A partnership with its card, its claims, and the last decision if there is one."""

    parts: PartnershipParts
    position: Position | None
    sections: tuple[SectionProgress, ...]
    claims: tuple[ClaimProgress, ...]
    gaps: tuple[Finding, ...]
    dependency: Dependency

    @property
    def sections_complete(self) -> int:
        return sum(each.status is SectionStatus.COMPLETE for each in self.sections)

    @property
    def criteria_count(self) -> int:
        return sum(len(each.claim.criteria) for each in self.claims)


def partnership_overview(partnership: Partnership) -> Overview:
    """Everything the page needs, from a partnership that came with its partner."""
    parts = partnership_parts(partnership)
    partner = partner_part(partnership.partner, with_facts=True)
    claims = claim_progress(parts.claims)
    return Overview(
        parts=parts,
        position=Position.objects.filter(partnership=partnership).first(),
        sections=section_progress(parts.fit_card),
        claims=claims,
        gaps=(
            *incentive_findings(parts.fit_card, partner),
            *fit_card_gaps(parts.fit_card),
            *claims_gaps(parts.claims, parts.partnership.id, clock.today()),
        ),
        dependency=dependency_by_parts(partnership, parts.partnership, parts.fit_card),
    )


def section_progress(card: FitCardPart) -> tuple[SectionProgress, ...]:
    """The sections of a card in its order. No query."""
    return tuple(SectionProgress(section, section_status(card, section)) for section in Section)


def claim_progress(claims: tuple[ClaimPart, ...]) -> tuple[ClaimProgress, ...]:
    """Claims with what each still lacks today, in the workspace's time zone. No query."""
    today = clock.today()
    return tuple(ClaimProgress(claim, claim_gaps(claim, today)) for claim in claims)
