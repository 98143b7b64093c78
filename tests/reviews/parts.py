"""A complete dossier to take pieces away from, and a Hypothesis strategy for any."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from accounts.dossier import WorkspacePart
from partnerships.dossier import BoundaryDesignPart, ClaimPart, PartnerPart, PartnershipPart
from reviews.dossier import Dossier
from tests.evidence.parts import ARTIFACT, ARTIFACTS, READING, READINGS
from tests.partnerships.parts import (
    CLAIMS,
    COMPLETE_CARD,
    COMPLETE_CLAIM,
    CONFLICT_RISKS,
    EXIT_STEPS,
    FIT_CARDS,
    INTEGRATION_POINTS,
    PARTNERS,
    PARTNERSHIPS,
    TEXTS,
)

COMPLETE_DOSSIER = Dossier(
    workspace=WorkspacePart(name="Example", time_zone="Europe/Madrid"),
    as_of=42,
    partner=PartnerPart(id="2", name="Acquirer"),
    partnership=PartnershipPart(id="3", partner_id="2", name="Card payments"),
    fit_card=COMPLETE_CARD,
    boundary_design=BoundaryDesignPart(partnership_id="3"),
    claims=(COMPLETE_CLAIM,),
    artifacts=(ARTIFACT,),
    readings=(READING,),
)


def _rows(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3, unique_by=lambda row: row.id).map(tuple)  # type: ignore[attr-defined]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any dossier whose rows refer to rows that are there."""
    partner = draw(PARTNERS)
    partnership = replace(draw(PARTNERSHIPS), partner_id=partner.id)
    artifacts = draw(_rows(ARTIFACTS))
    claims = tuple(_with_own_criteria(claim) for claim in draw(_rows(CLAIMS)))
    criteria = [criterion.id for claim in claims for criterion in claim.criteria]
    readings = draw(_rows(READINGS)) if artifacts and criteria else ()
    return Dossier(
        workspace=WorkspacePart(name=draw(TEXTS), time_zone=draw(TEXTS)),
        as_of=draw(st.integers(min_value=0)),
        partner=partner,
        partnership=partnership,
        fit_card=replace(
            draw(FIT_CARDS),
            partnership_id=partnership.id,
            conflict_risks=draw(_rows(CONFLICT_RISKS)),
            integration_points=draw(_rows(INTEGRATION_POINTS)),
            exit_steps=draw(_rows(EXIT_STEPS)),
        ),
        boundary_design=BoundaryDesignPart(partnership_id=partnership.id),
        claims=claims,
        artifacts=tuple(replace(each, partner_id=partner.id) for each in artifacts),
        readings=tuple(
            replace(
                reading,
                artifact_id=draw(st.sampled_from(artifacts)).id,
                criterion_id=draw(st.sampled_from(criteria)),
            )
            for reading in readings
        ),
    )


def _with_own_criteria(claim: ClaimPart) -> ClaimPart:
    return replace(
        claim,
        criteria=tuple(
            replace(criterion, id=f"{claim.id}-{place}")
            for place, criterion in enumerate(claim.criteria)
        ),
    )
