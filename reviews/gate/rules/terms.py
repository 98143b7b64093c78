"""What each kind of decision must state of itself.

A commit states scope, term, notice and guardrails, so that it ends, can be left, and is bounded
(chapter 28, 6.1: what is known little about is not promised for long). A deferral says when it is
looked at again and what happens meanwhile, so that it is a decision and no drift.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from config.kernel import canonical
from config.kernel.calendar import months_after
from config.kernel.findings import Finding, Findings, finding, is_blank, is_unsaid
from partnerships.rules.standing import DecisionKind
from reviews.gate.rules.policy import Bar
from reviews.vocabulary import Matter


class Meanwhile(StrEnum):
    """What happens while a decision is deferred."""

    NOTHING = "nothing"
    PILOT = "pilot"
    CONTINUE_UNDER_GUARDRAILS = "continue_under_guardrails"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitTerms:
    """To what, until when, with what way out, within which bounds.

    `term_ends_on` is the last day of the commitment, `notice_by` the last day to give notice.
    """

    scope: str = ""
    term_ends_on: date | None = None
    notice_by: date | None = None
    guardrails: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferTerms:
    """When it is looked at again, and what happens until then.

    `until` and `guardrails` belong to continuing under guardrails.
    """

    revisit_on: date | None = None
    meanwhile: Meanwhile | None = None
    until: date | None = None
    guardrails: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenegotiateTerms:
    """What is to be different afterwards, and what it is about."""

    what_is_to_change: str = ""
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnwindTerms:
    """The steps of the way out; when the unwinding is closed, those that were taken.

    `took_days` and `took_cost`, in `took_currency` (ISO 4217), are what the exit really took, as
    far as it is known on the day of closing.
    """

    steps: str = ""
    took_days: int | None = None
    took_cost: Decimal | None = None
    took_currency: str = ""


Terms = CommitTerms | DeferTerms | RenegotiateTerms | UnwindTerms

TERMS: dict[DecisionKind, type[Terms]] = {
    DecisionKind.COMMIT: CommitTerms,
    DecisionKind.DEFER: DeferTerms,
    DecisionKind.RENEGOTIATE: RenegotiateTerms,
    DecisionKind.UNWIND: UnwindTerms,
}


def read_terms(kind: DecisionKind, document: Mapping[str, Any]) -> Terms:
    """The terms of a `kind` from their JSON. Raises canonical.ShapeError."""
    terms: Terms = canonical.read(TERMS[kind], document)
    return terms


def terms_gaps(terms: Terms, today: date, bar: Bar) -> Findings:
    """What the terms must still say; empty when the decision can be proposed on them.

    `today` is the day of proposing in the workspace's time zone, `bar` the one that holds then.
    """
    gaps = tuple(_GAPS[type(terms)](terms, today))
    return (*gaps, *_too_long(terms, today, bar)) if isinstance(terms, CommitTerms) else gaps


def _commit_gaps(terms: CommitTerms, today: date) -> Iterator[Finding]:
    yield from _blanks(terms, "scope")
    yield from _not_after(terms, "term_ends_on", today)
    yield from _notice_gaps(terms, today)
    yield from _blanks(terms, "guardrails")


def _too_long(terms: CommitTerms, today: date, bar: Bar) -> Iterator[Finding]:
    """What little is known about is not promised for long: the deeper, the sooner it is open."""
    latest = months_after(today, bar.longest_term_months)
    if terms.term_ends_on and terms.term_ends_on > latest:
        months = bar.longest_term_months
        yield finding("terms.term_too_long", field="term_ends_on", date=latest, months=months)


def _notice_gaps(terms: CommitTerms, today: date) -> Iterator[Finding]:
    if terms.notice_by is None:
        yield finding("terms.notice_by_missing", field="notice_by")
    elif terms.notice_by < today:
        yield finding("terms.notice_by_past", field="notice_by", date=today)
    elif terms.term_ends_on and terms.notice_by > terms.term_ends_on:
        yield finding("terms.notice_by_after_term", field="notice_by", date=terms.term_ends_on)


def _defer_gaps(terms: DeferTerms, today: date) -> Iterator[Finding]:
    yield from _not_after(terms, "revisit_on", today)
    if terms.meanwhile is None:
        yield finding("terms.meanwhile_missing", field="meanwhile")
    if terms.meanwhile == Meanwhile.CONTINUE_UNDER_GUARDRAILS:
        yield from _not_after(terms, "until", today)
        yield from _blanks(terms, "guardrails")
    elif terms.meanwhile is not None:
        yield from _said_for_nothing(terms)


def _said_for_nothing(terms: DeferTerms) -> Iterator[Finding]:
    """An end and guardrails bound what continues: where nothing does, they would promise much."""
    for field in ("until", "guardrails"):
        if not is_unsaid(getattr(terms, field)):
            yield finding(f"terms.{field}_only_to_continue", field=field)


def _renegotiate_gaps(terms: RenegotiateTerms, _today: date) -> Iterator[Finding]:
    yield from _blanks(terms, "what_is_to_change")


def _unwind_gaps(terms: UnwindTerms, _today: date) -> Iterator[Finding]:
    yield from _blanks(terms, "steps")
    if terms.took_cost is not None and is_blank(terms.took_currency):
        yield finding("terms.took_currency_missing", field="took_currency")


_GAPS: dict[type[Terms], Callable[[Any, date], Iterator[Finding]]] = {
    CommitTerms: _commit_gaps,
    DeferTerms: _defer_gaps,
    RenegotiateTerms: _renegotiate_gaps,
    UnwindTerms: _unwind_gaps,
}


def _blanks(terms: Terms, field: str) -> Iterator[Finding]:
    if is_blank(getattr(terms, field)):
        yield finding(f"terms.{field}_missing", field=field)


def _not_after(terms: Terms, field: str, today: date) -> Iterator[Finding]:
    """A date that must be there and still to come."""
    value = getattr(terms, field)
    if value is None:
        yield finding(f"terms.{field}_missing", field=field)
    elif value <= today:
        yield finding(f"terms.{field}_not_to_come", field=field, date=today)
