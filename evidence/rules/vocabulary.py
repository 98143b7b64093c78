"""The words in which an artifact is described.

A demonstration is no pilot (chapter 28, 5.1), and a connected system is no result (6.1). So the
conditions of an observation and what it is about are asked of every artifact.
"""

from __future__ import annotations

from enum import StrEnum


class ArtifactKind(StrEnum):
    """What sort of document it is."""

    PILOT_RESULT = "pilot_result"
    REFERENCE = "reference"
    SLA_HISTORY = "sla_history"
    INCIDENT_POSTMORTEM = "incident_postmortem"
    AUDIT_REPORT = "audit_report"
    CONTRACTUAL_REPORT = "contractual_report"
    LOGS_AND_METRICS = "logs_and_metrics"
    OTHER = "other"


class Source(StrEnum):
    """Who made the observation."""

    OURS = "ours"
    PARTNER = "partner"
    THIRD_PARTY = "third_party"


class Conditions(StrEnum):
    """Under which conditions it was observed. A pilot on real work is real operation."""

    REAL_OPERATION = "real_operation"
    TEST = "test"
    DEMO = "demo"


class Subject(StrEnum):
    """Whether it speaks of an outcome or of integration shipped, which is never an outcome."""

    OUTCOME = "outcome"
    INTEGRATION_SHIPPED = "integration_shipped"


class Auditability(StrEnum):
    """Who could check the source data; without that it can be contested (chapter 28, 4.1)."""

    BY_US = "by_us"
    BY_INDEPENDENT_AUDITOR = "by_independent_auditor"
    NO = "no"


class Bearing(StrEnum):
    """What a reading says about its success criterion."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    AMBIGUOUS = "ambiguous"


class Verdict(StrEnum):
    """What another person than the reader made of a reading."""

    UPHELD = "upheld"
    REJECTED = "rejected"


class Direction(StrEnum):
    """On which side of its target a measurement is good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Period(StrEnum):
    """How often a measurement is taken."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
