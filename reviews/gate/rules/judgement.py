"""What the gate answers: named conditions, each with what stands in its way.

There is no score and no sum. A condition is met, not met, or unknown, and the last two stop a
decision alike: no data is unknown, never good.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from config.kernel.findings import Findings
from partnerships.rules.standing import DecisionKind


class ConditionState(StrEnum):
    """Whether a condition holds; unknown when nobody has said anything that bears on it."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class ConditionCode(StrEnum):
    """The conditions by their stable names, in the order in which people read them."""

    FIT_CARD_COMPLETE = "fit_card_complete"
    CLAIMS_COMPLETE = "claims_complete"
    EVIDENCE_READ = "evidence_read"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as judged. `findings` say what would meet it; none when it is met."""

    code: ConditionCode
    state: ConditionState
    findings: Findings = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of one kind of decision about one dossier on one day."""

    kind: DecisionKind
    conditions: tuple[Condition, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the decision may be proposed and authorised: nothing is left to meet."""
        return all(condition.state is ConditionState.MET for condition in self.conditions)

    @property
    def missing(self) -> Findings:
        """What stands in the way, over all conditions, in reading order."""
        return tuple(each for condition in self.conditions for each in condition.findings)


def condition(code: ConditionCode, findings: Findings, *, is_silent: bool) -> Condition:
    """A condition judged by its findings; `is_silent` when nothing was said to judge it by."""
    if not findings:
        return Condition(code, ConditionState.MET)
    state = ConditionState.UNKNOWN if is_silent else ConditionState.NOT_MET
    return Condition(code, state, findings)
