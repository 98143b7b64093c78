"""A judgement as JSON, kept with the proposal that it was made for, and read back to be shown.

What was judged stays as it was judged: the rules may change, and then the dossier can be judged
again, but this is what stood on the screen. Findings keep their codes and facts, so that the record
reads in the reader's language, years from now too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from config.kernel.findings import Fact, Finding, Findings, Money
from partnerships.rules.dependency import Dependency, Judged, Reason
from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from reviews.gate.rules.clearing import Asked
from reviews.gate.rules.judgement import (
    Condition,
    ConditionCode,
    Judgement,
    NotCounted,
    Requirement,
    RequirementCode,
    State,
)

Level = TypeVar("Level", DependencyDepth, Reversibility)
Document = dict[str, Any]

#: The vocabularies whose words are facts of a judgement.
_WORDS: dict[str, type[Enum]] = {
    each.__name__: each for each in (Asked, DependencyDepth, Reversibility, DecisionKind)
}


def as_document(judged: Judgement) -> Document:
    """The judgement as plain JSON."""
    return {
        "rules_version": judged.rules_version,
        "kind": judged.kind.value,
        "today": judged.today.isoformat(),
        "bar": judged.bar,
        "depth": _level(judged.dependency.depth),
        "reversibility": _level(judged.dependency.reversibility),
        "conditions": [_condition(each) for each in judged.conditions],
        "signals": _findings(judged.signals),
        "questions": _findings(judged.questions),
        "deferred_since": _day(judged.deferred_since),
        "review_due_on": _day(judged.review_due_on),
        "next_change_on": _day(judged.next_change_on),
    }


def from_document(document: Mapping[str, Any]) -> Judgement:
    """The judgement that `as_document` wrote. Raises KeyError or ValueError for anything else."""
    return Judgement(
        kind=DecisionKind(document["kind"]),
        today=date.fromisoformat(document["today"]),
        bar=document["bar"],
        dependency=Dependency(
            _read_level(DependencyDepth, document["depth"]),
            _read_level(Reversibility, document["reversibility"]),
        ),
        conditions=tuple(map(_read_condition, document["conditions"])),
        signals=_read_findings(document["signals"]),
        # What came later is not in what was written before.
        questions=_read_findings(document.get("questions", [])),
        deferred_since=_read_day(document.get("deferred_since")),
        review_due_on=_read_day(document.get("review_due_on")),
        next_change_on=_read_day(document["next_change_on"]),
        rules_version=document["rules_version"],
    )


# Writing


def _level(judged: Judged[Any]) -> Document:
    return {
        "declared": judged.declared,
        "implied": judged.implied,
        "holds": judged.holds,
        "reasons": [
            {"raises_to": each.raises_to, "finding": _finding(each.finding)}
            for each in judged.reasons
        ],
    }


def _condition(condition: Condition) -> Document:
    return {
        "code": condition.code.value,
        "requirements": [_requirement(each) for each in condition.requirements],
    }


def _requirement(requirement: Requirement) -> Document:
    return {
        "code": requirement.code.value,
        "state": requirement.state.value,
        "because": requirement.because,
        "findings": _findings(requirement.findings),
        "counted": list(requirement.counted),
        "not_counted": [
            {"reading": each.reading_id, "reasons": _findings(each.reasons)}
            for each in requirement.not_counted
        ],
    }


def _findings(findings: Findings) -> list[Document]:
    return [_finding(each) for each in findings]


def _finding(found: Finding) -> Document:
    return {
        "code": found.code,
        "subject": found.subject,
        "section": str(found.section),
        "field": found.field,
        "facts": {name: _fact(value) for name, value in found.params},
    }


def _fact(value: Fact) -> Any:
    if isinstance(value, Enum):
        return {"word": [type(value).__name__, value.value]}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, tuple):
        return [_fact(each) for each in value]
    return value


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


# Reading


def _read_level(words: type[Level], document: Mapping[str, Any]) -> Judged[Level]:
    declared, implied, holds = (
        words(document[name]) if document[name] else None
        for name in ("declared", "implied", "holds")
    )
    reasons = tuple(
        Reason(
            words(each["raises_to"]) if each["raises_to"] else None,
            _read_finding(each["finding"]),
        )
        for each in document["reasons"]
    )
    return Judged(declared, implied, reasons, holds)


def _read_condition(document: Mapping[str, Any]) -> Condition:
    return Condition(
        ConditionCode(document["code"]), tuple(map(_read_requirement, document["requirements"]))
    )


def _read_requirement(document: Mapping[str, Any]) -> Requirement:
    return Requirement(
        code=RequirementCode(document["code"]),
        state=State(document["state"]),
        findings=_read_findings(document["findings"]),
        counted=tuple(document["counted"]),
        not_counted=tuple(
            NotCounted(each["reading"], _read_findings(each["reasons"]))
            for each in document["not_counted"]
        ),
        because=document["because"],
    )


def _read_findings(documents: list[Document]) -> Findings:
    return tuple(map(_read_finding, documents))


def _read_finding(document: Mapping[str, Any]) -> Finding:
    facts = sorted((name, _read_fact(value)) for name, value in document["facts"].items())
    return Finding(
        document["code"], document["subject"], document["section"], document["field"], tuple(facts)
    )


def _read_fact(value: Any) -> Fact:
    if isinstance(value, list):
        return tuple(_read_word(each) for each in value)
    if not isinstance(value, dict):
        said: str | int = value
        return said
    if "word" in value:
        return _read_word(value)
    if "day" in value:
        return date.fromisoformat(value["day"])
    return Money(Decimal(value["amount"]), value["currency"])


def _read_word(value: Mapping[str, Any]) -> Enum:
    vocabulary, word = value["word"]
    return _WORDS[vocabulary](word)


def _read_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
