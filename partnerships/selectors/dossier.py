"""One partnership as the dossier holds it: the frozen parts that rules judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q

from config.kernel.parts import part_of
from partnerships.dossier import (
    BoundaryDesignPart,
    ClaimPart,
    ConflictRiskPart,
    CriterionPart,
    EscalationStepPart,
    ExitRehearsalPart,
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
    OptionPart,
    PartnerFactPart,
    PartnerPart,
    PartnershipPart,
    ResponsibilityPart,
    ScaleStepPart,
    TriggerPart,
    UncertaintyPart,
)
from partnerships.models import (
    BoundaryDesign,
    Claim,
    FitCard,
    Partner,
    Partnership,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
)

P = TypeVar("P")

#: The rows of a Fit Card, to be read along with many partnerships at once.
CARD_ROWS = ("conflict_risks", "integration_points", "exit_steps", "exit_rehearsals")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipParts:
    """This app's part of one partnership's dossier."""

    partner: PartnerPart
    partnership: PartnershipPart
    fit_card: FitCardPart
    boundary_design: BoundaryDesignPart
    claims: tuple[ClaimPart, ...]


def partnership_parts(partnership: Partnership) -> PartnershipParts:
    """What stands on the first page, from a partnership that came with its partner."""
    return PartnershipParts(
        partner=partner_part(partnership.partner),
        partnership=partnership_part(partnership),
        fit_card=fit_card_part(partnership.fit_card),
        boundary_design=boundary_design_part(partnership.boundary_design),
        claims=claim_parts(partnership),
    )


def partner_part(partner: Partner, *, with_facts: bool = False) -> PartnerPart:
    """A partner; one query for what is known to change what it wants, if asked for."""
    facts = partner.facts.all() if with_facts else ()
    return part_of(PartnerPart, partner, facts=_parts(PartnerFactPart, facts))


def partnership_part(partnership: Partnership) -> PartnershipPart:
    """No query."""
    return part_of(PartnershipPart, partnership)


def fit_card_part(card: FitCard) -> FitCardPart:
    """The card with its rows. Five queries; none for a card whose partnership came with them."""
    partnership = card.partnership
    return part_of(
        FitCardPart,
        card,
        conflict_risks=_parts(ConflictRiskPart, partnership.conflict_risks.all()),
        integration_points=_parts(IntegrationPointPart, partnership.integration_points.all()),
        exit_steps=_parts(ExitStepPart, partnership.exit_steps.all()),
        exit_rehearsals=_parts(ExitRehearsalPart, partnership.exit_rehearsals.all()),
    )


def boundary_design_part(design: BoundaryDesign) -> BoundaryDesignPart:
    """The design with its responsibilities and their escalation paths. Two queries more."""
    rows = design.partnership.responsibilities.prefetch_related("escalation_steps")
    return boundary_design_of(design, rows)


def boundary_design_of(
    design: BoundaryDesign, rows: Iterable[Responsibility]
) -> BoundaryDesignPart:
    """The design with these responsibilities, which came with their escalation paths. No query."""
    return part_of(BoundaryDesignPart, design, responsibilities=tuple(map(_responsibility, rows)))


def _responsibility(row: Responsibility) -> ResponsibilityPart:
    steps = _parts(EscalationStepPart, row.escalation_steps.all())
    return part_of(ResponsibilityPart, row, escalation=steps)


def trigger_parts(partnership: Partnership) -> tuple[TriggerPart, ...]:
    """A partnership's triggers, each with the person who may authorise. One query."""
    return tuple(map(trigger_part, partnership.triggers.select_related("authoriser")))


def trigger_part(trigger: Trigger) -> TriggerPart:
    """A trigger that came with its authoriser's membership. No query."""
    person = None if trigger.authoriser is None else str(trigger.authoriser.user_id)
    return part_of(TriggerPart, trigger, authoriser_id=person)


def scale_step_parts(steps: Iterable[ScaleStep]) -> tuple[ScaleStepPart, ...]:
    """Scale steps with their uncertainties and options, from steps that came with both."""
    return tuple(scale_step_part(step) for step in steps)


def scale_step_part(step: ScaleStep) -> ScaleStepPart:
    """Two queries; none for a step that came with its uncertainties and options."""
    return part_of(
        ScaleStepPart,
        step,
        uncertainties=_parts(UncertaintyPart, step.uncertainties.all()),
        options=_parts(OptionPart, step.options.all()),
    )


def steps_behind(partnership: Partnership) -> tuple[ScaleStepPart, ...]:
    """The scale steps that a partnership serves: named by a claim, or as one of their options.

    Three queries.
    """
    behind = Q(options__partnership=partnership) | Q(uncertainties__claims__partnership=partnership)
    ids = ScaleStep.objects.filter(behind).values("id")
    steps = ScaleStep.objects.filter(pk__in=ids).order_by("id")
    return scale_step_parts(steps.prefetch_related("uncertainties", "options"))


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
            criteria[row.claim_id].append(part_of(CriterionPart, row))
    return tuple(part_of(ClaimPart, claim, criteria=tuple(criteria[claim.pk])) for claim in claims)


def _parts(part: type[P], rows: Iterable[Any]) -> tuple[P, ...]:
    return tuple(part_of(part, row) for row in rows)
