"""Dates that come near: of claims that are to be deferred then, and in the terms of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import href
from partnerships.models import Claim, DecisionKind
from reviews.desk.lines import LENGTH, UNDECIDED, Line, Pile
from reviews.models import Decision

#: How far ahead a date is announced.
AHEAD = timedelta(days=30)


def dates(actor: Actor) -> Pile:
    lines = [*_deferral_lines(actor), *_term_lines(actor)]
    return Pile("dates", _("Dates that count"), sorted(lines, key=_by_day)[:LENGTH])


def _by_day(line: Line) -> date:
    return line.day or date.max


def _deferral_lines(actor: Actor) -> Iterator[Line]:
    claims = Claim.objects.filter(
        workspace_id=actor.workspace_id,
        deferral_date__lte=clock.today() + AHEAD,
        partnership__standing__in=UNDECIDED,
        partnership__position__deferred_since=None,  # what is in effect has a pile of its own
    ).select_related("partnership")
    for claim in claims.order_by("-deferral_date", "pk")[:LENGTH]:
        past = bool(claim.deferral_date and claim.deferral_date < clock.today())
        yield Line(
            title=claim.partnership.name,
            href=href("partnerships:claim_detail", claim.pk),
            why=_("The deferral date of a claim has passed.")
            if past
            else _("The deferral date of a claim is near."),
            clears=_("Decide, or defer: if evidence is still ambiguous, that is the decision."),
            day=claim.deferral_date,
            is_past=past,
        )


#: Dates in the terms of a decision in force: which kind has them, why they are here, what clears.
_TERM_DATES: tuple[tuple[str, str, Any, Any], ...] = (
    (
        DecisionKind.DEFER,
        "revisit_on",
        _("It was deferred until this day."),
        _("Look at the evidence again and decide."),
    ),
    (
        DecisionKind.DEFER,
        "until",
        _("It may continue under guardrails until this day."),
        _("Decide again, or stop what continues."),
    ),
    (
        DecisionKind.COMMIT,
        "notice_by",
        _("This is the last day to give notice."),
        _("Decide whether the term goes on: renew, renegotiate or unwind."),
    ),
    (
        DecisionKind.COMMIT,
        "term_ends_on",
        _("The term ends."),
        _("Renew the commitment, renegotiate or unwind."),
    ),
)


def _term_lines(actor: Actor) -> Iterator[Line]:
    until = (clock.today() + AHEAD).isoformat()
    near = Q()
    for kind, name, _why, _clears in _TERM_DATES:
        near |= Q(kind=kind, **{f"terms__{name}__lte": until})
    decisions = Decision.objects.filter(
        near, workspace_id=actor.workspace_id, superseded_by=None
    ).select_related("partnership")
    for decision in decisions.order_by("-decided_at", "-pk")[:LENGTH]:
        yield from _dates_in(decision, until)


def _dates_in(decision: Decision, until: str) -> Iterator[Line]:
    for kind, name, why, clears in _TERM_DATES:
        said = decision.terms.get(name)
        if decision.kind == kind and said and said <= until:
            day = parse_date(said)
            yield Line(
                title=decision.partnership.name,
                href=href("reviews:decision_detail", decision.pk),
                why=why,
                clears=clears,
                day=day,
                is_past=bool(day and day < clock.today()),
            )
