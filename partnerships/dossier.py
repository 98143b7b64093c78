"""The part of a dossier that this app holds: partner, partnership, Fit Card and claims.

Plain, frozen facts without behaviour. Ids are strings, dates are dates; "", None and () all mean
that nobody has said it yet, which is unknown and never good. Rows stand in the order in which
people see them. Fields may be added, with a default, and are never renamed or removed, so that
every dossier ever sealed still loads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerships.rules.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPart:
    """An outside organisation."""

    id: str
    name: str
    what_they_do: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipPart:
    """One relationship with a partner that is decided as a whole."""

    id: str
    partner_id: str
    name: str
    purpose: str = ""
    in_operation_since: date | None = None
    standing: Standing = Standing.CANDIDATE


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRiskPart:
    """One way in which the partner's interest may turn against ours, and who would see it early."""

    id: str
    description: str = ""
    early_observation: str = ""
    watcher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationPointPart:
    """One place where their work meets ours, and what happens there without them."""

    id: str
    name: str = ""
    single_point_of_failure: bool = False
    fallback: str = ""
    switch_time: str = ""
    switch_cost: str = ""
    audited_how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitStepPart:
    """One step of the way out."""

    id: str
    step: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitCardPart:
    """The Partner Fit Card of the chapter's sections 3.1 and 3.2. One per partnership."""

    partnership_id: str
    capability: str = ""
    uncertainty_reduced: str = ""
    incentives: str = ""
    conflict_risks: tuple[ConflictRiskPart, ...] = ()
    integration_surface: str = ""
    integration_points: tuple[IntegrationPointPart, ...] = ()
    evidence_expected: str = ""
    exit_time: str = ""
    exit_cost: str = ""
    data_portability: str = ""
    exit_steps: tuple[ExitStepPart, ...] = ()
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
    `deferral_date` D.
    """

    id: str
    uncertainty: str = ""
    capability: str = ""
    boundary: str = ""
    evidence_expected: str = ""
    does_not_establish: str = ""
    deferral_date: date | None = None
    criteria: tuple[CriterionPart, ...] = ()
