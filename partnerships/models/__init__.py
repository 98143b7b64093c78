"""The left-hand side of the house: what is known about a partnership before it is decided."""

from partnerships.models.claims import Claim, SuccessCriterion
from partnerships.models.fit_cards import ConflictRisk, ExitStep, FitCard, IntegrationPoint
from partnerships.models.partners import Partner
from partnerships.models.partnerships import DecisionKind, Partnership, Standing
from partnerships.models.positions import Position

__all__ = [
    "Claim",
    "ConflictRisk",
    "DecisionKind",
    "ExitStep",
    "FitCard",
    "IntegrationPoint",
    "Partner",
    "Partnership",
    "Position",
    "Standing",
    "SuccessCriterion",
]
