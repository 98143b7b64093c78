"""Triggers that were seen and that nobody answered yet (chapter 28, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.people import person
from config.kernel.actors import APPROVER, CONTRIBUTOR
from config.kernel.pages import href
from partnerships.models import Trigger
from partnerships.rules.vocabulary import TriggerCall
from reviews.desk.reading import Reading
from reviews.desk.rules.lines import Line, Timing, subject_of
from reviews.models import ProposalState, Sighting
from reviews.vocabulary import LineKind

#: What the observable is cut to inside a sentence.
OBSERVABLE_LENGTH = 160

#: Neither set aside, nor followed by a decision (reviews.gate.rules.questions.open_sightings).
_OPEN = Q(set_aside_at=None) & (
    Q(trigger__partnership__position__decided_at=None)
    | Q(trigger__partnership__position__decided_at__lt=F("noted_at"))
)

_CALLS = {
    TriggerCall.RENEGOTIATE: gettext_lazy("“%(seen)s” was seen, which calls for renegotiation."),
    TriggerCall.UNWIND: gettext_lazy("“%(seen)s” was seen, which calls for unwinding."),
}
_PROPOSED = gettext_lazy("A proposal came of it: authorise or decline that.")
_TO_PROPOSE = gettext_lazy("Propose what it calls for, or set it aside with a reason.")


def triggers_seen(reading: Reading) -> Iterator[Line]:
    """One query, however many were seen."""
    rows = Sighting.objects.filter(_OPEN, workspace_id=reading.actor.workspace_id)
    rows = rows.select_related("trigger__partnership", "trigger__authoriser", "proposal")
    rows = rows.defer("proposal__dossier")
    holders = reading.in_role(CONTRIBUTOR, APPROVER)
    known = reading.ids("sighting", LineKind.TRIGGER)
    for each in reading.nearest(rows, known, "seen_on", "pk"):
        yield _line(each, reading.in_role(APPROVER), holders)


def _line(sighting: Sighting, approvers: frozenset[int], holders: frozenset[int]) -> Line:
    trigger, proposal = sighting.trigger, sighting.proposal
    if proposal is not None and proposal.state == ProposalState.OPEN:
        address, clears = href("reviews:proposal_detail", proposal.pk), _PROPOSED
    else:
        address, clears = href("reviews:sighting_list", trigger.partnership_id), _TO_PROPOSE
    return Line(
        kind=LineKind.TRIGGER,
        subject=subject_of("sighting", sighting.pk),
        title=trigger.partnership.name,
        href=address,
        why=f"{_called(trigger)} {_who_decides(trigger, approvers)}",
        clears=clears,
        day=sighting.seen_on,
        timing=Timing.SINCE,
        holders=holders,
    )


def _called(trigger: Trigger) -> Any:
    seen = Truncator(" ".join(trigger.observable.split())).chars(OBSERVABLE_LENGTH)
    return _CALLS[TriggerCall(trigger.calls_for)] % {"seen": seen.rstrip(".")}


def _who_decides(trigger: Trigger, approvers: frozenset[int]) -> str:
    named = trigger.authoriser.user_id if trigger.authoriser else None
    if named is None:
        return _("The trigger names nobody who may authorise that: name an approver there.")
    if named not in approvers:
        who = {"who": person(named)}
        return _("%(who)s, whom it names, is no approver here any more: name another.") % who
    return _("%(who)s may authorise that.") % {"who": person(named)}
