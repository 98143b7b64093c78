"""Handing a line of the desk to somebody else, and giving it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.actions.notices import notices_settled
from accounts.ledger.recording import recorded
from accounts.rules.notices import Kind
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import refusing_duplicates
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import Finding
from config.kernel.recording import action
from reviews.desk.rules.handing import hand_over_gaps, hand_over_refusal
from reviews.desk.rules.lines import Line
from reviews.desk.selectors import line_of
from reviews.desk.sentences import BOOK
from reviews.desk.threads import thread_of
from reviews.health.actions.violations import today_in
from reviews.models import DeskHandover
from reviews.vocabulary import LineKind

#: How much of a title is kept.
TITLE_LENGTH = 200


@action
def desk_line_hand_over(
    *, by: Actor, kind: LineKind, subject: str, to: int, note: str
) -> DeskHandover:
    """Hand a line that stands on `by`'s desk to the member `to`, with a note.

    A line that was handed to `by` is handed on: whoever gave it has it back when `by` takes it
    back. Raises DomainError when it stands there no more, cannot be handed over, is looked after by
    another, is nothing for that member, or without a note. Inside the scope of the workspace, with
    its slug.
    """
    with recorded(by=by, kind="desk_line.handed_over", reason=note) as under_way:
        under_way.thread = thread_of(by.workspace_id, subject)
        stack = _locked(by, kind, subject)
        line = _movable(by, kind, subject)
        _refuse(hand_over_gaps(line, by.person_id, to, note))
        holding = _holding(stack, line)
        _end(by, stack[len(holding) :])
        handover = _handed(by, line, to, note, depth=holding[-1].depth + 1 if holding else 0)
        with refusing_duplicates(Problem(_("Somebody handed this line over a moment ago."))):
            handover.save()
        under_way.subject = handover
    return handover


@action
def desk_line_take_back(*, by: Actor, handover: DeskHandover) -> None:
    """Give a line back to whoever handed it over, and end what was handed on since.

    Raises DomainError when it was given back already. That it is the giver or the receiver who does
    it is for `access` to say.
    """
    thread = thread_of(by.workspace_id, handover.subject)
    with recorded(by=by, kind="desk_line.taken_back", subject=handover, thread=thread):
        stack = _locked(by, LineKind(handover.kind), handover.subject)
        if handover.pk not in {row.pk for row in stack}:
            raise DomainError(_("This line was given back already."))
        _end(by, [row for row in stack if row.depth >= handover.depth])


def _locked(by: Actor, kind: LineKind, subject: str) -> list[DeskHandover]:
    """The handings of a line that are open, the first first, under their locks.

    Read twice: who waited for the lock has not seen what was handed on meanwhile, and whoever
    hands on holds all that is below.
    """
    rows = DeskHandover.objects.select_for_update(no_key=True).filter(
        workspace_id=by.workspace_id, kind=kind.value, subject=subject, ended_at=None
    )
    in_order = rows.order_by("depth")
    waited_for = list(in_order)
    return list(in_order.all()) if waited_for else []


def _movable(by: Actor, kind: LineKind, subject: str) -> Line:
    """The line as it stands on their desk, if they can hand it over."""
    line: Any = line_of(by, kind, subject, today_in(by.workspace_id))
    refusal = hand_over_refusal(line, by.person_id)
    _refuse([refusal] if refusal else ())
    return line


def _refuse(findings: Iterable[Finding]) -> None:
    problems = BOOK.problems(findings)
    if problems:
        raise DomainError(problems)


def _holding(stack: list[DeskHandover], line: Line) -> list[DeskHandover]:
    """Those up to the one that holds; above it are people who may have the line no more."""
    ids = [row.pk for row in stack]
    return stack[: ids.index(line.handing.id) + 1] if line.handing else []


def _end(by: Actor, rows: Iterable[DeskHandover]) -> None:
    for row in rows:
        row.ended_by_id, row.ended_at = by.person_id, clock.now()
        row.save()
        told = f"handover:{row.pk}"
        notices_settled(workspace_id=row.workspace_id, kind=Kind.LINE_HANDED_OVER, subject=told)


def _handed(by: Actor, line: Line, to: int, note: str, depth: int) -> DeskHandover:
    return DeskHandover(
        workspace_id=by.workspace_id,
        kind=line.kind.value,
        subject=line.subject,
        title=Truncator(str(line.title)).chars(TITLE_LENGTH),
        depth=depth,
        given_by_id=by.person_id,
        given_to_id=to,
        note=note,
        given_at=clock.now(),
    )
