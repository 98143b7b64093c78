"""A partnership as the dossier holds it: the frozen parts that rules judge.

What hangs beneath what is said here and nowhere else. Rows are read level by level, of as many
partnerships as are asked for, now or as they stood at an entry of the ledger; a page that shows one
part asks for the models of that part alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from accounts.ledger.rowsets import Rows, Source, Wanted
from accounts.models import Membership
from config.kernel.audited import AuditedBase
from config.kernel.parts import part_of, parts_of
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

R = TypeVar("R", bound=AuditedBase)

#: What hangs beneath a partnership itself, by the part that it belongs to.
CARD = (FitCard, ConflictRisk, IntegrationPoint, ExitStep, ExitRehearsal)
DESIGN = (BoundaryDesign, Responsibility)
CLAIMS = (Claim,)
_ALL = (*CARD, *DESIGN, *CLAIMS, Trigger, Option)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipParts:
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

    @property
    def uncertainties(self) -> dict[str, UncertaintyPart]:
        """Those of the scale steps, by id: what the claims are about is among them."""
        return {each.id: each for step in self.scale_steps for each in step.uncertainties}


def partnership_parts(source: Source, partnership_id: int) -> PartnershipParts:
    """Everything that this app holds of one partnership. Three queries.

    Raises Partnership.DoesNotExist where there was none at that entry.
    """
    found = parts_by_partnership(source, [partnership_id])
    if partnership_id not in found:
        raise Partnership.DoesNotExist(f"no partnership {partnership_id} at that entry")
    return found[partnership_id]


def parts_by_partnership(source: Source, ids: Collection[int]) -> dict[int, PartnershipParts]:
    """Everything that this app holds of these partnerships, by id. Three queries.

    One that was not there at that entry is left out.
    """
    here = source.read(Wanted(Partnership, "id", ids), *_hanging(ids, _ALL))
    below = _further_below(source, here)
    read = ReadParts(here, below)
    steps = _StepsBehind(source, here, below)
    partners = {partner.pk: partner for partner in below.of(Partner)}
    facts = below.beneath(PartnerFact, "partner")
    return {
        row.pk: PartnershipParts(
            partner=_partner(partners[row.partner_id], facts[row.partner_id]),
            partnership=part_of(PartnershipPart, row),
            scale_steps=steps.of(row.pk),
            fit_card=read.fit_card(row.pk),
            boundary_design=read.boundary_design(row.pk),
            claims=read.claims(row.pk),
            triggers=read.triggers(row.pk),
        )
        for row in here.of(Partnership)
    }


def parts_beneath(
    source: Source, partnership_ids: Collection[int], *models: type[AuditedBase]
) -> ReadParts:
    """What hangs in these models beneath these partnerships. At most two queries."""
    here = source.read(*_hanging(partnership_ids, models))
    return ReadParts(here, _further_below(source, here))


@dataclass(frozen=True, slots=True)
class ReadParts:
    """Rows of some partnerships, put together part by part. No query."""

    _here: Rows
    _below: Rows

    def fit_card(self, partnership_id: int) -> FitCardPart:
        (card,) = self._of(FitCard, partnership_id)
        return part_of(
            FitCardPart,
            card,
            conflict_risks=parts_of(ConflictRiskPart, self._of(ConflictRisk, partnership_id)),
            integration_points=parts_of(
                IntegrationPointPart, self._of(IntegrationPoint, partnership_id)
            ),
            exit_steps=parts_of(ExitStepPart, self._of(ExitStep, partnership_id)),
            exit_rehearsals=parts_of(ExitRehearsalPart, self._of(ExitRehearsal, partnership_id)),
        )

    def boundary_design(self, partnership_id: int) -> BoundaryDesignPart:
        (design,) = self._of(BoundaryDesign, partnership_id)
        climbed = self._below.beneath(EscalationStep, "responsibility")
        responsibilities = tuple(
            part_of(
                ResponsibilityPart, row, escalation=parts_of(EscalationStepPart, climbed[row.pk])
            )
            for row in self._of(Responsibility, partnership_id)
        )
        return part_of(BoundaryDesignPart, design, responsibilities=responsibilities)

    def claims(self, partnership_id: int) -> tuple[ClaimPart, ...]:
        return _claims(self._of(Claim, partnership_id), self._below)

    def triggers(self, partnership_id: int) -> tuple[TriggerPart, ...]:
        members = self._below.by_id(Membership)
        return tuple(
            trigger_part(trigger, members.get(trigger.authoriser_id or 0))
            for trigger in self._of(Trigger, partnership_id)
        )

    def _of(self, model: type[R], partnership_id: int) -> list[R]:
        return self._here.beneath(model, "partnership")[partnership_id]


def fit_card_part(partnership: Partnership) -> FitCardPart:
    """A partnership's card with its rows. One query."""
    source = Source(partnership.workspace_id)
    return parts_beneath(source, [partnership.pk], *CARD).fit_card(partnership.pk)


def boundary_design_part(partnership: Partnership) -> BoundaryDesignPart:
    """A partnership's design, its responsibilities and their escalation paths. Two queries."""
    source = Source(partnership.workspace_id)
    return parts_beneath(source, [partnership.pk], *DESIGN).boundary_design(partnership.pk)


def claim_parts(partnership: Partnership) -> tuple[ClaimPart, ...]:
    """A partnership's claims with their criteria, in the order they were made. Two queries."""
    source = Source(partnership.workspace_id)
    return parts_beneath(source, [partnership.pk], *CLAIMS).claims(partnership.pk)


def claim_part(claim: Claim) -> ClaimPart:
    """A claim with its criteria. One query."""
    source = Source(claim.workspace_id)
    (part,) = _claims([claim], source.read(Wanted(SuccessCriterion, "claim_id", [claim.pk])))
    return part


def partner_part(partner: Partner) -> PartnerPart:
    """A partner with what is known to change what it wants. One query."""
    return _partner(partner, partner.facts.all())


def trigger_part(trigger: Trigger, authoriser: Membership | None) -> TriggerPart:
    """A trigger, and the membership of the person who may authorise. No query."""
    person = None if authoriser is None else str(authoriser.user_id)
    return part_of(TriggerPart, trigger, authoriser_id=person)


def _hanging(ids: Collection[int], models: Iterable[type[AuditedBase]]) -> Iterator[Wanted]:
    return (Wanted(model, "partnership_id", ids) for model in models)


def _further_below(source: Source, here: Rows) -> Rows:
    """What hangs on what was read, one level down. One query, none where nothing can hang."""
    partners = here.ids(Partnership, "partner_id")
    return source.read(
        Wanted(Partner, "id", partners),
        Wanted(PartnerFact, "partner_id", partners),
        Wanted(EscalationStep, "responsibility_id", here.ids(Responsibility)),
        Wanted(SuccessCriterion, "claim_id", here.ids(Claim)),
        Wanted(Membership, "id", here.ids(Trigger, "authoriser_id")),
        Wanted(Uncertainty, "id", here.ids(Claim, "about_id")),
    )


class _StepsBehind:
    """The scale steps that partnerships serve: named by a claim, or as one of their options."""

    def __init__(self, source: Source, here: Rows, below: Rows) -> None:
        self._here, self._about = here, below.by_id(Uncertainty)
        ids = {*here.ids(Option, "scale_step_id"), *below.ids(Uncertainty, "scale_step_id")}
        self._rows = source.read(
            Wanted(ScaleStep, "id", ids),
            Wanted(Uncertainty, "scale_step_id", ids),
            Wanted(Option, "scale_step_id", ids),
        )
        self._parts = {step.pk: self._part(step) for step in self._rows.of(ScaleStep)}

    def of(self, partnership_id: int) -> tuple[ScaleStepPart, ...]:
        claims = self._here.beneath(Claim, "partnership")[partnership_id]
        about = (self._about.get(claim.about_id or 0) for claim in claims)
        ids = {each.scale_step_id for each in about if each}
        ids |= {
            each.scale_step_id for each in self._here.beneath(Option, "partnership")[partnership_id]
        }
        return tuple(part for pk, part in self._parts.items() if pk in ids)

    def _part(self, step: ScaleStep) -> ScaleStepPart:
        uncertain = self._rows.beneath(Uncertainty, "scale_step")[step.pk]
        options = self._rows.beneath(Option, "scale_step")[step.pk]
        return part_of(
            ScaleStepPart,
            step,
            uncertainties=parts_of(UncertaintyPart, uncertain),
            options=parts_of(OptionPart, options),
        )


def _partner(partner: Partner, facts: Iterable[PartnerFact]) -> PartnerPart:
    return part_of(PartnerPart, partner, facts=parts_of(PartnerFactPart, facts))


def _claims(claims: Iterable[Claim], below: Rows) -> tuple[ClaimPart, ...]:
    criteria = below.beneath(SuccessCriterion, "claim")
    return tuple(
        part_of(ClaimPart, claim, criteria=parts_of(CriterionPart, criteria[claim.pk]))
        for claim in claims
    )
