"""The days of a workspace that count, for the calendars of its members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.calendars import DatedEvent
from accounts.models import Workspace
from config.kernel import clock
from config.kernel.pages import href
from partnerships.actions.positions import positions_refresh
from partnerships.models import Claim, Position
from reviews.desk.reading import UNDECIDED
from reviews.models import Decision

#: How long a day that is over stays in the calendar.
KEPT = timedelta(days=90)

#: The dates in the terms of decisions in force.
_IN_TERMS: dict[str, Any] = {
    "revisit_on": gettext_lazy("Revisit: %(what)s"),
    "until": gettext_lazy("May continue until today: %(what)s"),
    "notice_by": gettext_lazy("Last day to give notice: %(what)s"),
    "term_ends_on": gettext_lazy("The term ends: %(what)s"),
}


def dated_events(workspace: Workspace) -> Iterator[DatedEvent]:
    """Deferral dates, dates in terms, health reviews due. Inside the workspace's scope.

    Three queries, and those of judging what is due.
    """
    today = clock.today(workspace.zone)
    positions_refresh(workspace.pk, today)
    yield from _deferrals(workspace, today - KEPT)
    yield from _terms(workspace, today - KEPT)
    yield from _reviews(workspace, today - KEPT)


def _deferrals(workspace: Workspace, since: date) -> Iterator[DatedEvent]:
    claims = Claim.objects.filter(
        workspace=workspace, deferral_date__gte=since, partnership__standing__in=UNDECIDED
    )
    for claim in claims.select_related("partnership"):
        yield DatedEvent(
            f"claim-{claim.pk}-deferral",
            claim.deferral_date or since,
            _("Deferral date: %(what)s") % {"what": claim.partnership.name},
            href("partnerships:claim_detail", claim.pk),
        )


def _terms(workspace: Workspace, since: date) -> Iterator[DatedEvent]:
    dated = Q()
    for name in _IN_TERMS:
        dated |= Q(**{f"terms__{name}__gte": since.isoformat()})
    decisions = Decision.objects.filter(dated, workspace=workspace, superseded_by=None)
    for decision in decisions.select_related("partnership"):
        for name, title in _IN_TERMS.items():
            day = parse_date(decision.terms.get(name) or "")
            if day is not None and day >= since:
                yield DatedEvent(
                    f"decision-{decision.pk}-{name.replace('_', '-')}",
                    day,
                    title % {"what": decision.partnership.name},
                    href("reviews:decision_detail", decision.pk),
                )


def _reviews(workspace: Workspace, since: date) -> Iterator[DatedEvent]:
    positions = Position.objects.filter(workspace=workspace, review_due_on__gte=since)
    for position in positions.select_related("partnership"):
        yield DatedEvent(
            f"partnership-{position.partnership_id}-review",
            position.review_due_on or since,
            _("Health review due: %(what)s") % {"what": position.partnership.name},
            href("reviews:health_detail", position.partnership_id),
        )
