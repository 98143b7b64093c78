"""The words in which a dossier speaks of scale steps, boundaries, dependency and exit."""

from __future__ import annotations

from enum import StrEnum


class CapabilityKind(StrEnum):
    """Which external capability a scale step needs (chapter 2.1)."""

    DISTRIBUTION = "distribution"
    COMPLIANCE = "compliance"
    OPERATIONS = "operations"
    DATA = "data"
    TECHNICAL = "technical"


class GapKind(StrEnum):
    """What sort of gap or constraint stands behind the need (the chapter's inputs)."""

    TECHNICAL = "technical"
    OPERATIONAL = "operational"
    REGULATORY = "regulatory"


class UncertaintyState(StrEnum):
    """How far an uncertainty has come."""

    OPEN = "open"
    REDUCED = "reduced"
    RESOLVED = "resolved"


class OptionKind(StrEnum):
    """Ways to take a scale step. None of them is ranked before another."""

    PARTNERSHIP = "partnership"
    BUILD = "build"
    DO_WITHOUT = "do_without"


class PartyKind(StrEnum):
    """Who owns a responsibility when something breaks (chapter 3.1)."""

    US = "us"
    PARTNER = "partner"
    OTHER = "other"


class TimeUnit(StrEnum):
    """In what an escalation's time limit is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class FallbackKind(StrEnum):
    """What stands in when an integration point stops: somebody else, something else, nothing."""

    ALTERNATIVE = "alternative"
    FALLBACK = "fallback"
    NONE = "none"


class FallbackVerdict(StrEnum):
    """Whether somebody assessed that the fallback would carry."""

    WORKABLE = "workable"
    NOT_WORKABLE = "not_workable"


class AuditMeans(StrEnum):
    """By what an integration point can be audited (chapter 5.1)."""

    LOGS = "logs"
    METRICS = "metrics"
    INCIDENT_RECORDS = "incident_records"
    CONTRACTUAL_REPORTING = "contractual_reporting"


class Portability(StrEnum):
    """How much of the data comes along on the way out."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class RehearsalKind(StrEnum):
    """How seriously the way out was tried."""

    WALKED_THROUGH = "walked_through"
    REHEARSED = "rehearsed"


class DependencyDepth(StrEnum):
    """How deep the organisation depends on the partner, from shallow to deep."""

    PERIPHERAL = "peripheral"
    SUPPORTING = "supporting"
    STRUCTURAL = "structural"
    SINGLE_POINT_OF_FAILURE = "single_point_of_failure"


class Reversibility(StrEnum):
    """What it takes to undo the commitment, from little to too much."""

    REVERSIBLE = "reversible"
    COSTLY = "costly"
    IRREVERSIBLE = "irreversible"


class FactKind(StrEnum):
    """What about a partner can change its incentives."""

    OWNER = "owner"
    LEADERSHIP = "leadership"
    FINANCIAL_STATE = "financial_state"
    KEY_DEPENDENCY = "key_dependency"
    OTHER = "other"


class TriggerCall(StrEnum):
    """What a trigger calls for once it is seen (chapter 4.2)."""

    RENEGOTIATE = "renegotiate"
    UNWIND = "unwind"
