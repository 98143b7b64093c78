"""Writing the sections of an open health review: what is saved is saved for all who work on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.errors import DomainError
from config.kernel.findings import Findings, is_blank
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import Trigger
from reviews.health.actions.sightings import sighting_note
from reviews.health.actions.violations import today_in
from reviews.health.errors import ReviewClosed
from reviews.health.rules.sections import (
    Section,
    answer_gaps,
    drift_gaps,
    line_gaps,
    sighting_gaps,
)
from reviews.health.selectors.rows import (
    artifacts_relied_on,
    claims_with_a_line,
    criteria_of,
)
from reviews.health.sentences import BOOK
from reviews.models import (
    CriterionFared,
    DriftIndicator,
    DriftSeen,
    HealthReview,
    LessTrusted,
    LineChecked,
)
from reviews.vocabulary import DriftKind


@dataclass(frozen=True, slots=True)
class Seen:
    """A trigger that somebody says was seen."""

    trigger: Trigger
    seen_on: date | None
    what: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was seen since the last review."""

    count: int
    note: str = ""


@action
def boundary_answer(
    *, by: Actor, review: HealthReview, version: int | None, boundary: str
) -> HealthReview:
    """Answer which boundary was violated. Raises StaleVersion, ReviewClosed, or DomainError."""
    with _writing(review, by=by, version=version, field="boundary") as current:
        _answer(current, Section.BOUNDARY, boundary)
    return current


@action
def evidence_answer(
    *,
    by: Actor,
    review: HealthReview,
    version: int | None,
    evidence: str,
    less_trusted: Mapping[int, str],
) -> HealthReview:
    """Answer which evidence is trusted less; `less_trusted` says why, by the artifact's id.

    Nothing weighs less before the review is closed. Raises as `boundary_answer` does.
    """
    with _writing(review, by=by, version=version, field="evidence") as current:
        _answer(current, Section.EVIDENCE, evidence)
        wanted = {pk: {"why": why} for pk, why in less_trusted.items() if not is_blank(why)}
        known = artifacts_relied_on(review.partnership).values_list("pk", flat=True)
        _settle(LessTrusted, "artifact", current, wanted, known)
    return current


@action
def triggers_answer(
    *,
    by: Actor,
    review: HealthReview,
    version: int | None,
    triggers: str,
    seen: Collection[Seen],
) -> HealthReview:
    """Answer what would make us renegotiate or unwind, and note each trigger that was `seen`.

    What was seen calls for somebody at once, not when the review is closed. Raises as
    `boundary_answer` does.
    """
    with _writing(review, by=by, version=version, field="triggers") as current:
        _require(answer_gaps(str(current.pk), Section.TRIGGERS, triggers))
        today = today_in(by.workspace_id)
        _require(
            tuple(
                gap
                for each in seen
                for gap in sighting_gaps(str(each.trigger.pk), each.seen_on, each.what, today)
            )
        )
        save_changes(current, {"triggers": triggers})
        for each in seen:
            if each.seen_on is not None:
                sighting_note(
                    by=by,
                    trigger=each.trigger,
                    seen_on=each.seen_on,
                    what=each.what,
                    review=current,
                )
    return current


@action
def lines_check(
    *, by: Actor, review: HealthReview, lines: Mapping[int, tuple[bool, str]]
) -> HealthReview:
    """Say of claims whether their boundary line was overstepped, and how, by the claim's id."""
    with _writing(review, by=by) as current:
        _require(tuple(gap for pk, said in lines.items() for gap in line_gaps(str(pk), *said)))
        wanted = {pk: {"overstepped": over, "how": how} for pk, (over, how) in lines.items()}
        known = claims_with_a_line(review.partnership).values_list("pk", flat=True)
        _settle(LineChecked, "claim", current, wanted, known)
    return current


@action
def criteria_look(
    *, by: Actor, review: HealthReview, fared: Mapping[int, tuple[str, str]]
) -> HealthReview:
    """Say how success criteria fared and what was observed, by the criterion's id."""
    with _writing(review, by=by) as current:
        wanted = {pk: {"fared": word, "observed": what} for pk, (word, what) in fared.items()}
        known = criteria_of(review.partnership).values_list("pk", flat=True)
        _settle(CriterionFared, "criterion", current, wanted, known)
    return current


@action
def drift_count(
    *,
    by: Actor,
    review: HealthReview,
    counts: Mapping[str, Count],
    own_name: str = "",
    own_count: int | None = None,
) -> HealthReview:
    """Count drift since the last review.

    `counts` goes by the id of an indicator of our own, or by the kind of one that everybody has.
    A new one of our own begins with `own_name`. Raises DomainError for half of it.
    """
    with _writing(review, by=by) as current:
        _require(drift_gaps(own_name, own_count))
        wanted = {_indicator(review, key).pk: vars_of(said) for key, said in counts.items()}
        if own_count is not None:
            row = _indicator(review, DriftKind.OWN.value, " ".join(own_name.split()))
            wanted[row.pk] = {"count": own_count}
        known = review.partnership.drift_indicators.values_list("pk", flat=True)
        _settle(DriftSeen, "indicator", current, wanted, known)
    return current


def vars_of(said: Count) -> dict[str, Any]:
    """What a row holds of a count."""
    return {"count": said.count, "note": said.note}


def _indicator(review: HealthReview, key: str, name: str = "") -> DriftIndicator:
    """The indicator of that kind, begun if nobody has counted it yet; or the one of that id."""
    rows = review.partnership.drift_indicators
    if key.isdecimal():
        found: DriftIndicator = rows.get(pk=int(key))
        return found
    row = rows.filter(kind=key, name=name).first()
    if row is None:
        row = DriftIndicator(
            workspace_id=review.workspace_id, partnership=review.partnership, kind=key, name=name
        )
        row.save()
    return row


@contextmanager
def _writing(
    review: HealthReview, *, by: Actor, version: int | None = None, field: str = ""
) -> Iterator[HealthReview]:
    """The open review under its lock. Two people who write two sections both succeed."""
    partnership = review.partnership
    with recorded_in(partnership, by=by, kind="health_review.written", subject=review):
        current = locked(review)
        if current.closed_at is not None:
            raise ReviewClosed
        current = locked(review, version=version, fields=(field,) if field else ())
        current.partnership = partnership
        yield current


def _answer(review: HealthReview, section: Section, answer: str) -> None:
    _require(answer_gaps(str(review.pk), section, answer))
    save_changes(review, {section.value: answer})


def _settle(
    model: type[Any],
    key: str,
    review: HealthReview,
    wanted: Mapping[int, Mapping[str, Any]],
    known: Collection[int],
) -> None:
    """The rows of a section as they are `wanted`: changed, added, and gone where nothing is said.

    Raises ValueError for what belongs to another partnership.
    """
    if unknown := set(wanted) - set(known):
        raise ValueError(f"no {key} of this partnership: {sorted(unknown)}")
    there = {getattr(row, f"{key}_id"): row for row in model.objects.filter(review=review)}
    for pk, values in wanted.items():
        if pk in there:
            save_changes(there[pk], values)
        else:
            row = {"workspace_id": review.workspace_id, "review": review, f"{key}_id": pk}
            model(**row, **values).save()
    for pk, row in there.items():
        if pk not in wanted:
            row.delete()


def _require(gaps: Findings) -> None:
    if gaps:
        raise DomainError(BOOK.problems(gaps))
