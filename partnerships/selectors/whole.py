"""All that this app knows of one partnership, now or as it stood at an entry of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from accounts.ledger.rowsets import Rows, Source, Wanted
from accounts.models import Membership
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
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Option,
    Partner,
    PartnerFact,
    Partnership,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)

P = TypeVar("P")

#: What hangs beneath a partnership itself.
_BENEATH = (
    FitCard,
    ConflictRisk,
    IntegrationPoint,
    ExitStep,
    ExitRehearsal,
    BoundaryDesign,
    Responsibility,
    Claim,
    Trigger,
    Option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePartnership:
    """This app's part of one partnership's dossier."""

    partner: PartnerPart
    partnership: PartnershipPart
    scale_steps: tuple[ScaleStepPart, ...]
    fit_card: FitCardPart
    boundary_design: BoundaryDesignPart
    claims: tuple[ClaimPart, ...]
    triggers: tuple[TriggerPart, ...]

    @property
    def criterion_ids(self) -> tuple[int, ...]:
        return tuple(int(each.id) for claim in self.claims for each in claim.criteria)


def whole_partnership(source: Source, partnership_id: int) -> WholePartnership:
    """Everything that this app holds of one partnership. Four queries.

    Raises Partnership.DoesNotExist where there was none at that entry.
    """
    (partnership,) = source.read(Wanted(Partnership, "id", [partnership_id])).of(Partnership) or (
        None,
    )
    if partnership is None:
        raise Partnership.DoesNotExist(f"no partnership {partnership_id} at that entry")
    here = source.read(
        Wanted(Partner, "id", [partnership.partner_id]),
        Wanted(PartnerFact, "partner_id", [partnership.partner_id]),
        *(Wanted(model, "partnership_id", [partnership_id]) for model in _BENEATH),
    )
    below = source.read(
        Wanted(EscalationStep, "responsibility_id", here.ids(Responsibility)),
        Wanted(SuccessCriterion, "claim_id", here.ids(Claim)),
        Wanted(Membership, "id", here.ids(Trigger, "authoriser_id")),
        Wanted(Uncertainty, "id", here.ids(Claim, "about_id")),
    )
    steps = {*here.ids(Option, "scale_step_id"), *below.ids(Uncertainty, "scale_step_id")}
    return WholePartnership(
        partner=_partner(here),
        partnership=part_of(PartnershipPart, partnership),
        scale_steps=_scale_steps(source, steps),
        fit_card=_fit_card(here),
        boundary_design=_boundary_design(here, below),
        claims=_claims(here, below),
        triggers=_triggers(here, below),
    )


def _partner(here: Rows) -> PartnerPart:
    (partner,) = here.of(Partner)
    return part_of(PartnerPart, partner, facts=_parts(PartnerFactPart, here.of(PartnerFact)))


def _scale_steps(source: Source, steps: Iterable[int]) -> tuple[ScaleStepPart, ...]:
    """The scale steps that a partnership serves: named by a claim, or as one of their options."""
    ids = sorted(steps)
    rows = source.read(
        Wanted(ScaleStep, "id", ids),
        Wanted(Uncertainty, "scale_step_id", ids),
        Wanted(Option, "scale_step_id", ids),
    )
    uncertain = rows.beneath(Uncertainty, "scale_step")
    options = rows.beneath(Option, "scale_step")
    return tuple(
        part_of(
            ScaleStepPart,
            step,
            uncertainties=_parts(UncertaintyPart, uncertain[step.pk]),
            options=_parts(OptionPart, options[step.pk]),
        )
        for step in rows.of(ScaleStep)
    )


def _fit_card(here: Rows) -> FitCardPart:
    (card,) = here.of(FitCard)
    return part_of(
        FitCardPart,
        card,
        conflict_risks=_parts(ConflictRiskPart, here.of(ConflictRisk)),
        integration_points=_parts(IntegrationPointPart, here.of(IntegrationPoint)),
        exit_steps=_parts(ExitStepPart, here.of(ExitStep)),
        exit_rehearsals=_parts(ExitRehearsalPart, here.of(ExitRehearsal)),
    )


def _boundary_design(here: Rows, below: Rows) -> BoundaryDesignPart:
    (design,) = here.of(BoundaryDesign)
    climbed = below.beneath(EscalationStep, "responsibility")
    return part_of(
        BoundaryDesignPart,
        design,
        responsibilities=tuple(
            part_of(ResponsibilityPart, row, escalation=_parts(EscalationStepPart, climbed[row.pk]))
            for row in here.of(Responsibility)
        ),
    )


def _claims(here: Rows, below: Rows) -> tuple[ClaimPart, ...]:
    criteria = below.beneath(SuccessCriterion, "claim")
    return tuple(
        part_of(ClaimPart, claim, criteria=_parts(CriterionPart, criteria[claim.pk]))
        for claim in here.of(Claim)
    )


def _triggers(here: Rows, below: Rows) -> tuple[TriggerPart, ...]:
    people = {member.pk: str(member.user_id) for member in below.of(Membership)}
    return tuple(
        part_of(TriggerPart, row, authoriser_id=people.get(row.authoriser_id or 0))
        for row in here.of(Trigger)
    )


def _parts(part: type[P], rows: Iterable[Any]) -> tuple[P, ...]:
    return tuple(part_of(part, row) for row in rows)
