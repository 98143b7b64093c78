"""The part of a dossier that this app holds: what is known of a partnership, before evidence.

Plain, frozen facts without behaviour. Ids are strings, dates are dates; "", None and () all mean
that nobody has said it yet, which is unknown and never good. Rows stand in the order in which
people see them. Fields may be added, with a default, and are never renamed or removed, so that
every dossier ever sealed still loads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from partnerships.rules.standing import Standing
from partnerships.rules.vocabulary import (
    AuditMeans,
    CapabilityKind,
    DependencyDepth,
    FactKind,
    FallbackKind,
    FallbackVerdict,
    GapKind,
    OptionKind,
    PartyKind,
    Portability,
    RehearsalKind,
    Reversibility,
    TimeUnit,
    TriggerCall,
    UncertaintyState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFactPart:
    """Something about a partner that changes what it wants. `recorded_at` is when we learnt it."""

    id: str
    kind: FactKind
    statement: str = ""
    happened_on: date
    source: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPart:
    """An outside organisation."""

    id: str
    name: str
    what_they_do: str = ""
    website: str = ""
    facts: tuple[PartnerFactPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipPart:
    """One relationship with a partner that is decided as a whole.

    `lowered_on` is the last day on which somebody declared less depth, or more reversibility.
    """

    id: str
    partner_id: str
    name: str
    purpose: str = ""
    in_operation_since: date | None = None
    in_operation_until: date | None = None
    live: str = ""
    dependency_depth: DependencyDepth | None = None
    depth_reason: str = ""
    reversibility: Reversibility | None = None
    reversibility_reason: str = ""
    lowered_on: date | None = None
    standing: Standing = Standing.CANDIDATE


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRiskPart:
    """One way in which the partner's interest may turn against ours, and who would see it early."""

    id: str
    description: str = ""
    early_observation: str = ""
    watcher: str = ""
    observed_on: date | None = None
    observed_what: str = ""
    resolved_on: date | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationPointPart:
    """One place where their work meets ours, and what happens there without them."""

    id: str
    name: str = ""
    single_point_of_failure: bool = False
    fallback_kind: FallbackKind | None = None
    fallback: str = ""
    fallback_covers: str = ""
    fallback_depends_on: str = ""
    fallback_verdict: FallbackVerdict | None = None
    fallback_assessed_by: str = ""
    fallback_assessed_on: date | None = None
    switch_days: int | None = None
    switch_cost: Decimal | None = None
    switch_currency: str = ""
    audit_means: tuple[AuditMeans, ...] = ()
    audited_how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitStepPart:
    """One step of the way out."""

    id: str
    step: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitRehearsalPart:
    """The way out, tried on `held_on`."""

    id: str
    kind: RehearsalKind
    held_on: date
    who: str = ""
    learnt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitCardPart:
    """The Partner Fit Card of the chapter's sections 3.1 and 3.2. One per partnership.

    `exit_cost` is in `exit_currency` (ISO 4217). `incentives_looked_at` is when somebody last
    looked at the conflict risks again, and `incentives_seen` what they saw.
    """

    partnership_id: str
    capability: str = ""
    uncertainty_reduced: str = ""
    complementary: str = ""
    incentives: str = ""
    incentives_looked_at: datetime | None = None
    incentives_looked_by_id: str | None = None
    incentives_seen: str = ""
    conflict_risks: tuple[ConflictRiskPart, ...] = ()
    integration_surface: str = ""
    integration_points: tuple[IntegrationPointPart, ...] = ()
    evidence_expected: str = ""
    exit_days: int | None = None
    exit_cost: Decimal | None = None
    exit_currency: str = ""
    exit_basis: str = ""
    portability: Portability | None = None
    data_portability: str = ""
    exit_steps: tuple[ExitStepPart, ...] = ()
    exit_rehearsals: tuple[ExitRehearsalPart, ...] = ()
    operational_cadence: str = ""
    failure_behaviour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPart:
    """One success criterion: what would show that the claim holds."""

    id: str
    statement: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPart:
    """The Partnership Claim of the chapter's section 2.2; the letters are those of its sentence.

    `uncertainty` is X, `capability` C, `boundary` B, `evidence_expected` E, `does_not_establish` Y,
    `deferral_date` D. `about_id` is the uncertainty of a scale step that X stands for.
    """

    id: str
    about_id: str | None = None
    uncertainty: str = ""
    capability: str = ""
    boundary: str = ""
    evidence_expected: str = ""
    does_not_establish: str = ""
    deferral_date: date | None = None
    criteria: tuple[CriterionPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertaintyPart:
    """Something about a scale step that is not known."""

    id: str
    statement: str = ""
    state: UncertaintyState = UncertaintyState.OPEN
    state_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPart:
    """One way to take a scale step. `partnership_id` may be another partnership than this one."""

    id: str
    kind: OptionKind
    partnership_id: str | None = None
    what_it_takes: str = ""
    what_it_reduces: str = ""
    what_stays_ours: str = ""
    way_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStepPart:
    """A planned step that needs an external capability (chapter 2.1)."""

    id: str
    name: str
    capability_kind: CapabilityKind
    capability_needed: str = ""
    gap_kind: GapKind | None = None
    gap: str = ""
    planned_on: date | None = None
    critical_path: bool = False
    still_owned: str = ""
    uncertainties: tuple[UncertaintyPart, ...] = ()
    options: tuple[OptionPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStepPart:
    """Who is told next: `within` so many of `unit`."""

    id: str
    who: str = ""
    within: int
    unit: TimeUnit = TimeUnit.HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityPart:
    """One thing that somebody must own when it breaks. `other_party` names a third institution."""

    id: str
    name: str = ""
    party: PartyKind | None = None
    other_party: str = ""
    person: str = ""
    audited_how: str = ""
    escalation: tuple[EscalationStepPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryDesignPart:
    """What the organisation keeps, how the two decide together, and who owns what (3.1)."""

    partnership_id: str
    decision_rights: str = ""
    quality_thresholds: str = ""
    user_outcomes: str = ""
    shared_cadence: str = ""
    data_access_rights: str = ""
    responsibilities: tuple[ResponsibilityPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerPart:
    """What, once seen, calls for renegotiation or unwind (4.2). `authoriser_id` is a person's."""

    id: str
    observable: str = ""
    noticed_how: str = ""
    noticed_by: str = ""
    calls_for: TriggerCall
    authoriser_id: str | None = None
