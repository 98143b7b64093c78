"""The words in which a partnership is looked at after it was decided."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a violated boundary mattered."""

    MINOR = "minor"
    SERIOUS = "serious"
    CRITICAL = "critical"


class EndsIn(StrEnum):
    """What a health review ends in."""

    CONTINUE = "continue"
    RENEGOTIATE = "renegotiate"
    UNWIND = "unwind"


class Fared(StrEnum):
    """How a success criterion fared since it was relied on."""

    BORNE_OUT = "borne_out"
    NOT_BORNE_OUT = "not_borne_out"
    OPEN = "open"


class DriftKind(StrEnum):
    """What drifts (chapter 28, 4.1); a team may watch something of its own."""

    MISSED_CHANGE_WINDOWS = "missed_change_windows"
    INCOMPATIBLE_INCIDENTS = "incompatible_incidents"
    OWN = "own"


class Matter(StrEnum):
    """What a renegotiation is about."""

    BOUNDARY = "boundary"
    TERMS = "terms"
    INCENTIVES = "incentives"
    INTEGRATION = "integration"


class LineKind(StrEnum):
    """What sort of thing waits on a desk. Of one day, the first of these stands first."""

    AUTHORISE = "authorise"
    NO_APPROVER = "no-approver"
    POLICY = "policy"
    TRIGGER = "trigger"
    QUESTION = "question"
    DEFERRAL = "deferral"
    TERM = "term"
    REVIEW = "review"
    EVIDENCE = "evidence"
    OUTCOME = "outcome"
    PROPOSED = "proposed"
    INVITATION = "invitation"
    INCOMPLETE = "incomplete"
    DRAFT = "draft"
    DECIDED = "decided"
