"""Dates that come near: of claims that are to be deferred then, and in the terms of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from config.kernel.actors import APPROVER, CONTRIBUTOR
from config.kernel.pages import href
from partnerships.models import Claim, DecisionKind
from reviews.desk.reading import UNDECIDED, Reading
from reviews.desk.rules.lines import Line, subject_of
from reviews.models import Decision
from reviews.vocabulary import LineKind

#: How far ahead a date is announced.
AHEAD = timedelta(days=30)


def deferral_dates(reading: Reading) -> Iterator[Line]:
    """The dates of claims; what is in effect has a line of its own."""
    claims = Claim.objects.filter(
        workspace_id=reading.actor.workspace_id,
        deferral_date__lte=reading.today + AHEAD,
        partnership__standing__in=UNDECIDED,
        partnership__position__deferred_since=None,
    ).select_related("partnership")
    known = reading.ids("claim", LineKind.DEFERRAL)
    for each in reading.nearest(claims, known, "-deferral_date", "pk"):
        yield _deferral(each, reading)


def _deferral(claim: Claim, reading: Reading) -> Line:
    past = bool(claim.deferral_date and claim.deferral_date < reading.today)
    return Line(
        kind=LineKind.DEFERRAL,
        subject=subject_of("claim", claim.pk, claim.deferral_date),
        title=claim.partnership.name,
        href=href("partnerships:claim_detail", claim.pk),
        why=_("The deferral date of a claim has passed.")
        if past
        else _("The deferral date of a claim is near."),
        clears=_("Decide, or defer: if evidence is still ambiguous, that is the decision."),
        day=claim.deferral_date,
        holders=reading.in_role(CONTRIBUTOR, APPROVER),
    )


@dataclass(frozen=True)
class _TermDate:
    """A date in the terms of a decision in force: who has it, why it is here, what clears it."""

    decided: DecisionKind
    name: str
    kind: LineKind
    why: Any
    clears: Any


_TERM_DATES = (
    _TermDate(
        DecisionKind.DEFER,
        "revisit_on",
        LineKind.DEFERRAL,
        _("It was deferred until this day."),
        _("Look at the evidence again and decide."),
    ),
    _TermDate(
        DecisionKind.DEFER,
        "until",
        LineKind.DEFERRAL,
        _("It may continue under guardrails until this day."),
        _("Decide again, or stop what continues."),
    ),
    _TermDate(
        DecisionKind.COMMIT,
        "notice_by",
        LineKind.TERM,
        _("This is the last day to give notice."),
        _("Decide whether the term goes on: renew, renegotiate or unwind."),
    ),
    _TermDate(
        DecisionKind.COMMIT,
        "term_ends_on",
        LineKind.TERM,
        _("The term ends."),
        _("Renew the commitment, renegotiate or unwind."),
    ),
)


def term_dates(reading: Reading) -> Iterator[Line]:
    """The dates in the terms of decisions in force."""
    until = (reading.today + AHEAD).isoformat()
    near = Q()
    for each in _TERM_DATES:
        near |= Q(kind=each.decided, **{f"terms__{each.name}__lte": until})
    decisions = Decision.objects.filter(
        near, workspace_id=reading.actor.workspace_id, superseded_by=None
    ).select_related("partnership")
    known = reading.ids("decision", LineKind.TERM, LineKind.DEFERRAL)
    for decision in reading.nearest(decisions, known, "-decided_at", "-pk"):
        yield from _dates_in(decision, until, reading)


def _dates_in(decision: Decision, until: str, reading: Reading) -> Iterator[Line]:
    for each in _TERM_DATES:
        said = decision.terms.get(each.name)
        if decision.kind == each.decided and said and said <= until:
            day = parse_date(said)
            yield Line(
                kind=each.kind,
                subject=f"{subject_of('decision', decision.pk)}-{each.name}",
                title=decision.partnership.name,
                href=href("reviews:decision_detail", decision.pk),
                why=each.why,
                clears=each.clears,
                day=day,
                holders=reading.in_role(CONTRIBUTOR, APPROVER),
            )
