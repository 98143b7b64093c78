"""The left-hand side of the house: what is known about a partnership before it is decided."""

from partnerships.models.boundaries import BoundaryDesign, EscalationStep, Responsibility
from partnerships.models.claims import Claim, SuccessCriterion
from partnerships.models.fit_cards import (
    ConflictRisk,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
)
from partnerships.models.partners import Partner, PartnerFact
from partnerships.models.partnerships import DecisionKind, Partnership, Standing
from partnerships.models.policies import Policy
from partnerships.models.positions import Position
from partnerships.models.scale_steps import Option, ScaleStep, Uncertainty
from partnerships.models.triggers import Trigger

__all__ = [
    "BoundaryDesign",
    "Claim",
    "ConflictRisk",
    "DecisionKind",
    "EscalationStep",
    "ExitRehearsal",
    "ExitStep",
    "FitCard",
    "IntegrationPoint",
    "Option",
    "Partner",
    "PartnerFact",
    "Partnership",
    "Policy",
    "Position",
    "Responsibility",
    "ScaleStep",
    "Standing",
    "SuccessCriterion",
    "Trigger",
    "Uncertainty",
]
