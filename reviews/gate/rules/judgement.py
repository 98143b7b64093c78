"""What the gate answers: named conditions, each with its requirements and what stands in the way.

There is no score and no sum. A requirement is met, not met, unknown, or not applicable for a
written reason. No data is unknown, never good, and unknown stops a decision like "not met".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.kernel.findings import Findings
from partnerships.rules.dependency import Dependency
from partnerships.rules.standing import DecisionKind

#: Grows whenever the same dossier and policy could be judged otherwise than before.
RULES_VERSION = 3


class State(StrEnum):
    """Whether something holds; unknown when nobody has said anything that bears on it."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def stops(self) -> bool:
        """Whether it stands in the way of a commitment."""
        return self in (State.NOT_MET, State.UNKNOWN)


class ConditionCode(StrEnum):
    """What makes a commitment defensible, by stable names in reading order (chapter 28)."""

    FIT_EVIDENCE = "fit_evidence_credible"
    BOUNDARIES = "governance_boundaries_explicit"
    SIGNALS = "integration_signals_auditable"


class RequirementCode(StrEnum):
    """The requirements of the conditions, by stable names in reading order."""

    FIT_DESCRIBED = "fit_described"
    CLAIMS_WELL_FORMED = "claims_well_formed"
    SUPPORTED = "supported"
    INDEPENDENT = "independent"
    REAL_CONDITIONS = "real_conditions"
    TREND = "trend"
    REFUTATIONS_ANSWERED = "refutations_answered"
    INCENTIVES_WATCHED = "incentives_watched"
    DEPENDENCY_DECLARED = "dependency_declared"
    RESPONSIBILITIES_SETTLED = "responsibilities_settled"
    RIGHTS_RETAINED = "rights_retained"
    CADENCE_SHARED = "cadence_shared"
    EXIT_STATED = "exit_stated"
    DATA_PORTABLE = "data_portable"
    EXIT_TRIED = "exit_tried"
    SINGLE_POINTS = "single_points"
    UNWIND_TRIGGER = "unwind_trigger"
    POINTS_AUDITABLE = "points_auditable"
    EVIDENCE_AUDITABLE = "evidence_auditable"
    DATA_ACCESS = "data_access"


#: What can have no object in a partnership, so that "not applicable" can be a truthful answer.
MAY_NOT_APPLY = frozenset(
    {
        RequirementCode.CADENCE_SHARED,
        RequirementCode.DATA_PORTABLE,
        RequirementCode.POINTS_AUDITABLE,
        RequirementCode.DATA_ACCESS,
    }
)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A reading that weighs nothing for a requirement, and why."""

    reading_id: str
    reasons: Findings


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement as judged. `findings` say what would meet it; none unless it stops.

    `counted` are the ids of the readings it rests on. `because` is why it does not apply here.
    """

    code: RequirementCode
    state: State
    findings: Findings = ()
    counted: tuple[str, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the three conditions, which holds when each of its requirements does."""

    code: ConditionCode
    requirements: tuple[Requirement, ...]

    @property
    def state(self) -> State:
        """Not met before unknown: what is known to be wrong is worth saying first."""
        states = {each.state for each in self.requirements}
        return next((each for each in (State.NOT_MET, State.UNKNOWN) if each in states), State.MET)

    @property
    def missing(self) -> Findings:
        """What stands in its way, in reading order."""
        return tuple(found for each in self.requirements for found in each.findings)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of one kind of decision about one dossier on one day.

    The conditions are those of a commitment. For another kind of decision they inform: they say
    what a commitment would lack, and stop nothing.

    `questions` put the commitment in force in question. `deferred_since` is the day since which a
    claim's own date defers the partnership, `review_due_on` the last day for the next review.

    `bar` is the number of the bar that the dependency chose. `next_change_on` is the first day on
    which time alone could make another judgement of it, None when it cannot.
    """

    kind: DecisionKind
    today: date
    bar: int
    dependency: Dependency
    conditions: tuple[Condition, ...]
    signals: Findings = ()
    questions: Findings = ()
    deferred_since: date | None = None
    review_due_on: date | None = None
    next_change_on: date | None = None
    rules_version: int = RULES_VERSION

    @property
    def is_gated(self) -> bool:
        """Whether a decision of this kind waits for the conditions at all."""
        return self.kind is DecisionKind.COMMIT

    @property
    def is_open(self) -> bool:
        """Whether the decision may be proposed and authorised: nothing is left to meet."""
        return not (self.is_gated and self.blockers)

    @property
    def blockers(self) -> tuple[RequirementCode, ...]:
        """The requirements that do not hold, in reading order."""
        return tuple(each.code for each in self.requirements() if each.state.stops)

    @property
    def missing(self) -> Findings:
        """What stands in the way, over all conditions, in reading order."""
        if not self.is_gated:
            return ()
        return tuple(found for each in self.conditions for found in each.missing)

    def requirements(self) -> Iterator[Requirement]:
        """All requirements of all conditions, in reading order."""
        for condition in self.conditions:
            yield from condition.requirements


def requirement(
    code: RequirementCode, findings: Findings, *, is_silent: bool = False
) -> Requirement:
    """A requirement judged by its findings; `is_silent` when nothing was said to judge it by."""
    if not findings:
        return Requirement(code, State.MET)
    return Requirement(code, State.UNKNOWN if is_silent else State.NOT_MET, findings)
