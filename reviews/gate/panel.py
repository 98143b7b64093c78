"""A judgement laid out for reading: each condition opens to its requirements, those to evidence.

The same panel stands on the partnership's gate page, beside a proposal and in the record of a
decision. What it says comes from the judgement alone; the dossier lends names to its readings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from config.kernel.errors import Problem
from config.kernel.findings import Finding, Findings
from config.kernel.pages import href
from config.kernel.sentences import Text
from partnerships.rules.dependency import Judged
from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from reviews.dossier import Dossier, NotApplicablePart
from reviews.gate.rules.clearing import lighter_designs, negotiable, way_to_open
from reviews.gate.rules.judgement import (
    MAY_NOT_APPLY,
    Condition,
    Judgement,
    NotCounted,
    Requirement,
    State,
)
from reviews.gate.rules.of_a_claim import requirements_of_claim
from reviews.gate.rules.policy import Bar, Policy
from reviews.gate.rules.questions import in_question_since
from reviews.gate.rules.signals import SignalCode
from reviews.gate.sentences import SIGNAL_LABELS
from reviews.gate.sentences import WHOLE_BOOK as BOOK


@dataclass(frozen=True)
class Stated:
    """The state of something: its code for the eye, its word for the reader."""

    code: str
    label: Text

    @property
    def stops(self) -> bool:
        return State(self.code).stops


@dataclass(frozen=True)
class EvidenceLine:
    """One reading as a requirement saw it: which artifact, for what, and why it did not count."""

    artifact: str
    criterion: str
    href: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class RequirementLine:
    """One requirement, what would meet it, and the evidence it counted and not.

    `said` is why it has no object here, if somebody said so.
    """

    code: str
    label: Text
    state: Stated
    problems: tuple[Problem, ...]
    because: str
    counted: tuple[EvidenceLine, ...]
    not_counted: tuple[EvidenceLine, ...]
    may_not_apply: bool = False
    said: NotApplicablePart | None = None


@dataclass(frozen=True)
class ConditionLine:
    """One of the three conditions with its requirements."""

    code: str
    label: Text
    state: Stated
    requirements: tuple[RequirementLine, ...]


@dataclass(frozen=True)
class SignalLine:
    """A signal by name, and what it saw."""

    code: str
    label: Text
    text: str


@dataclass(frozen=True)
class LighterLine:
    """A design for which a lower bar would hold, and what keeps it from being so."""

    bar: int
    depth: Text
    reversibility: Text
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Level:
    """Depth or reversibility: what holds, what was declared, and the facts that raise it."""

    holds: Text
    declared: Text
    raised: bool
    reasons: tuple[Problem, ...]


@dataclass(frozen=True)
class Panel:
    """Everything that a person reads of a judgement."""

    judged: Judgement
    is_open: bool
    bar: int
    today: date
    next_change_on: date | None
    depth: Level
    reversibility: Level
    conditions: tuple[ConditionLine, ...]
    signals: tuple[SignalLine, ...]
    questions: tuple[str, ...] = ()
    in_question_since: date | None = None
    deferred_since: date | None = None
    review_due_on: date | None = None
    asked: Bar | None = None
    way: tuple[Problem, ...] = ()
    lighter: tuple[LighterLine, ...] = ()
    negotiable: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ClaimPanel:
    """What a judgement says about one claim."""

    bar: int
    requirements: tuple[RequirementLine, ...]

    @property
    def stops(self) -> bool:
        """Whether something about this claim stands in the way of a commitment."""
        return any(each.state.stops for each in self.requirements)


def claim_panel(judged: Judgement, dossier: Dossier, claim_id: int) -> ClaimPanel:
    """The part of a judgement of this dossier that is about one of its claims. No query."""
    names = _Names(dossier)
    claim = next(each for each in dossier.claims if each.id == str(claim_id))
    own = requirements_of_claim(judged, dossier, claim)
    return ClaimPanel(judged.bar, tuple(_requirement(each, names) for each in own))


def gate_panel(judged: Judgement, dossier: Dossier, policy: Policy | None = None) -> Panel:
    """The panel of a judgement of this dossier. No query.

    With the policy it was made under, also what it would take to open the gate; a frozen one is
    past that and comes without.
    """
    names = _Names(dossier)
    dependency = judged.dependency
    lighter, way, settle = _ways(judged, dossier, policy)
    return Panel(
        judged=judged,
        is_open=not judged.blockers,
        bar=judged.bar,
        today=judged.today,
        next_change_on=judged.next_change_on,
        depth=_level(dependency.depth),
        reversibility=_level(dependency.reversibility),
        conditions=tuple(_condition(each, names) for each in judged.conditions),
        signals=tuple(map(_signal, judged.signals)),
        questions=tuple(str(BOOK.sentence(each)) for each in judged.questions),
        in_question_since=in_question_since(judged.questions),
        deferred_since=judged.deferred_since,
        review_due_on=judged.review_due_on,
        asked=policy.bar(judged.bar) if policy else None,
        way=way,
        lighter=lighter,
        negotiable=settle,
    )


class _Names:
    """What the readings of a dossier are called, where they stand, and what does not apply."""

    def __init__(self, dossier: Dossier) -> None:
        self.said = {each.requirement: each for each in dossier.not_applicable}
        self._artifacts = {each.id: each for each in dossier.artifacts}
        self._readings = {each.id: each for each in dossier.readings}
        self._criteria = {
            each.id: each.statement or claim.uncertainty
            for claim in dossier.claims
            for each in claim.criteria
        }

    def line(self, reading_id: str, reasons: Findings = ()) -> EvidenceLine:
        reading = self._readings[reading_id]
        artifact = self._artifacts[reading.artifact_id]
        return EvidenceLine(
            artifact=artifact.title,
            criterion=self._criteria.get(reading.criterion_id, ""),
            href=href("evidence:artifact_detail", artifact.id),
            reasons=tuple(BOOK.sentence(each) for each in reasons),
        )

    def not_counted(self, each: NotCounted) -> EvidenceLine:
        return self.line(each.reading_id, each.reasons)


def _ways(
    judged: Judgement, dossier: Dossier, policy: Policy | None
) -> tuple[tuple[LighterLine, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    if policy is None or not judged.blockers:
        return (), (), ()
    return (
        tuple(
            LighterLine(
                bar=each.bar,
                depth=BOOK.label(each.depth),
                reversibility=BOOK.label(each.reversibility),
                problems=_problems(each.changes),
            )
            for each in lighter_designs(judged, policy)
        ),
        _problems(way_to_open(dossier, policy, judged.today)),
        _problems(negotiable(judged)),
    )


def _condition(condition: Condition, names: _Names) -> ConditionLine:
    return ConditionLine(
        code=condition.code.value,
        label=BOOK.label(condition.code),
        state=_stated(condition.state),
        requirements=tuple(_requirement(each, names) for each in condition.requirements),
    )


def _requirement(requirement: Requirement, names: _Names) -> RequirementLine:
    return RequirementLine(
        code=requirement.code.value,
        label=BOOK.label(requirement.code),
        state=_stated(requirement.state),
        problems=_problems(requirement.findings),
        because=requirement.because,
        counted=tuple(map(names.line, requirement.counted)),
        not_counted=tuple(map(names.not_counted, requirement.not_counted)),
        may_not_apply=requirement.code in MAY_NOT_APPLY,
        said=names.said.get(requirement.code),
    )


def _stated(state: State) -> Stated:
    return Stated(state.value, BOOK.label(state))


def _signal(found: Finding) -> SignalLine:
    code = SignalCode(found.code.removeprefix("signal."))
    return SignalLine(code.value, SIGNAL_LABELS[code], BOOK.sentence(found))


def _level(judged: Judged[DependencyDepth] | Judged[Reversibility]) -> Level:
    return Level(
        holds=BOOK.label(judged.holds) if judged.holds else "",
        declared=BOOK.label(judged.declared) if judged.declared else "",
        raised=judged.raised,
        reasons=_problems(each.finding for each in judged.reasons),
    )


def _problems(findings: Iterable[Finding]) -> tuple[Problem, ...]:
    return tuple(BOOK.problems(findings))
