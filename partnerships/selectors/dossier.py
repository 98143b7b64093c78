"""One partnership as the dossier holds it: the frozen parts that rules judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.dossier import (
    ClaimPart,
    ConflictRiskPart,
    CriterionPart,
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
    PartnerPart,
    PartnershipPart,
)
from partnerships.models import (
    Claim,
    ConflictRisk,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Partner,
    Partnership,
    SuccessCriterion,
)
from partnerships.rules.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipParts:
    """This app's part of one partnership's dossier."""

    partner: PartnerPart
    partnership: PartnershipPart
    fit_card: FitCardPart
    claims: tuple[ClaimPart, ...]


def partnership_parts(partnership: Partnership) -> PartnershipParts:
    """All of this app's part, from a partnership that came with its partner. Six queries."""
    return PartnershipParts(
        partner=partner_part(partnership.partner),
        partnership=partnership_part(partnership),
        fit_card=fit_card_part(partnership.fit_card),
        claims=claim_parts(partnership),
    )


def partner_part(partner: Partner) -> PartnerPart:
    """No query."""
    return PartnerPart(
        id=str(partner.pk),
        name=partner.name,
        what_they_do=partner.what_they_do,
        website=partner.website,
    )


def partnership_part(partnership: Partnership) -> PartnershipPart:
    """No query."""
    return PartnershipPart(
        id=str(partnership.pk),
        partner_id=str(partnership.partner_id),
        name=partnership.name,
        purpose=partnership.purpose,
        in_operation_since=partnership.in_operation_since,
        standing=Standing(partnership.standing),
    )


def fit_card_part(card: FitCard) -> FitCardPart:
    """The card with its rows. Four queries; none for a card whose partnership came with them."""
    partnership = card.partnership
    return FitCardPart(
        partnership_id=str(card.partnership_id),
        capability=card.capability,
        uncertainty_reduced=card.uncertainty_reduced,
        incentives=card.incentives,
        conflict_risks=tuple(map(_risk, partnership.conflict_risks.all())),
        integration_surface=card.integration_surface,
        integration_points=tuple(map(_point, partnership.integration_points.all())),
        evidence_expected=card.evidence_expected,
        exit_time=card.exit_time,
        exit_cost=card.exit_cost,
        data_portability=card.data_portability,
        exit_steps=tuple(map(_step, partnership.exit_steps.all())),
        operational_cadence=card.operational_cadence,
        failure_behaviour=card.failure_behaviour,
    )


def claim_parts(partnership: Partnership) -> tuple[ClaimPart, ...]:
    """A partnership's claims with their criteria, in the order they were made. Two queries."""
    claims = list(Claim.objects.filter(partnership=partnership))
    return claim_parts_of(claims)


def claim_parts_of(claims: Iterable[Claim]) -> tuple[ClaimPart, ...]:
    """These claims with their criteria. One query, none when there is no claim."""
    claims = list(claims)
    criteria: dict[int, list[CriterionPart]] = defaultdict(list)
    if claims:
        for row in SuccessCriterion.objects.filter(claim__in=claims):
            criteria[row.claim_id].append(_criterion(row))
    return tuple(_claim(claim, criteria[claim.pk]) for claim in claims)


def _risk(risk: ConflictRisk) -> ConflictRiskPart:
    return ConflictRiskPart(
        id=str(risk.pk),
        description=risk.description,
        early_observation=risk.early_observation,
        watcher=risk.watcher,
    )


def _point(point: IntegrationPoint) -> IntegrationPointPart:
    return IntegrationPointPart(
        id=str(point.pk),
        name=point.name,
        single_point_of_failure=point.single_point_of_failure,
        fallback=point.fallback,
        switch_time=point.switch_time,
        switch_cost=point.switch_cost,
        audited_how=point.audited_how,
    )


def _step(step: ExitStep) -> ExitStepPart:
    return ExitStepPart(id=str(step.pk), step=step.step, owner=step.owner)


def _criterion(criterion: SuccessCriterion) -> CriterionPart:
    return CriterionPart(
        id=str(criterion.pk), statement=criterion.statement, target=criterion.target
    )


def _claim(claim: Claim, criteria: list[CriterionPart]) -> ClaimPart:
    return ClaimPart(
        id=str(claim.pk),
        uncertainty=claim.uncertainty,
        capability=claim.capability,
        boundary=claim.boundary,
        evidence_expected=claim.evidence_expected,
        does_not_establish=claim.does_not_establish,
        deferral_date=claim.deferral_date,
        criteria=tuple(criteria),
    )
