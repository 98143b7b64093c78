"""What is proposed and waits for somebody, and what was decided lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.people import person
from config.kernel import clock
from config.kernel.actors import ADMINISTRATOR, CONTRIBUTOR
from config.kernel.pages import href
from reviews.decisions.selectors.people import members_who_may_sign, unsignable
from reviews.desk.reading import MOST, Reading
from reviews.desk.rules.lines import Line, Timing, subject_of
from reviews.models import Decision, Proposal, ProposalState, Signature
from reviews.vocabulary import LineKind

#: For how long an outcome is told to whoever proposed.
LATELY = timedelta(days=30)


def to_authorise(reading: Reading) -> Iterator[Line]:
    """What this person may sign. It can be handed to whoever may sign it, too."""
    me = reading.actor.person_id
    proposals = _open_proposals(reading).exclude(proposed_by_id=me)
    why = _("%(who)s proposed it; you may authorise it.")
    clears = _("Read the dossier, then authorise or decline.")
    for each, signers in _signable(reading, proposals.exclude(signatures__signer_id=me)):
        if me in signers:
            yield _waiting(LineKind.AUTHORISE, each, _by(why, each), clears, signers)


def open_proposals(reading: Reading) -> Iterator[Line]:
    why = _("%(who)s proposed it.")
    clears = _("Whoever may sign authorises or declines it.")
    for each, signers in _signable(reading, _open_proposals(reading)):
        yield _waiting(LineKind.AUTHORISE, each, _by(why, each), clears, signers)


def _signable(
    reading: Reading, proposals: QuerySet[Proposal]
) -> Iterable[tuple[Proposal, frozenset[int]]]:
    known = reading.ids("proposal", LineKind.AUTHORISE)
    rows = reading.nearest(proposals, known, "proposed_at", "pk")
    found = members_who_may_sign(reading.actor.workspace_id, rows)
    return [(proposal, frozenset(signers)) for proposal, signers in found]


def without_approver(reading: Reading) -> Iterator[Line]:
    known = reading.ids("proposal", LineKind.NO_APPROVER)
    rows = reading.nearest(_open_proposals(reading), known, "proposed_at", "pk")
    why = _("Fewer people may sign it than have to.")
    clears = _("Give somebody the approver role, or invite a guest approver.")
    holders = reading.in_role(ADMINISTRATOR, CONTRIBUTOR)
    for each in unsignable(reading.actor.workspace_id, rows):
        yield _waiting(LineKind.NO_APPROVER, each, why, clears, holders)


def my_proposals(reading: Reading) -> Iterator[Line]:
    """They wait for somebody else, so there is nothing to hand over."""
    own = _open_proposals(reading).filter(proposed_by_id=reading.actor.person_id)
    why = _("You proposed it; another person has to decide it.")
    clears = _("An approver authorises or declines it, or you withdraw it.")
    for each in own.order_by("proposed_at", "pk")[:MOST]:
        yield _waiting(LineKind.PROPOSED, each, why, clears)


def _waiting(
    kind: LineKind,
    proposal: Proposal,
    why: Any,
    clears: Any,
    holders: frozenset[int] = frozenset(),
) -> Line:
    return Line(
        kind=kind,
        subject=subject_of("proposal", proposal.pk),
        title=_proposal_title(proposal),
        href=href("reviews:proposal_detail", proposal.pk),
        why=why,
        clears=clears,
        day=timezone.localdate(proposal.proposed_at),
        timing=Timing.SINCE,
        holders=holders,
    )


def my_decided(reading: Reading) -> Iterator[Line]:
    """How one's own proposals ended, and those whose end somebody handed over."""
    own = Q(proposed_by_id=reading.actor.person_id)
    return _decided(reading, own | _handed_outcomes(reading))


def handed_decided(reading: Reading) -> Iterator[Line]:
    """Of all proposals that ended, those that somebody looks after."""
    return _decided(reading, _handed_outcomes(reading))


def _handed_outcomes(reading: Reading) -> Q:
    return Q(pk__in=reading.ids("proposal", LineKind.OUTCOME))


def _decided(reading: Reading, whose: Q) -> Iterator[Line]:
    ended = Proposal.objects.filter(
        whose,
        workspace_id=reading.actor.workspace_id,
        state__in=[ProposalState.AUTHORISED, ProposalState.DECLINED],
        ended_at__gte=clock.now() - LATELY,
    )
    rows = ended.select_related("partnership", "decision").prefetch_related(
        Prefetch("signatures", Signature.objects.order_by("signed_at", "pk"))
    )
    order = ("-ended_at", "-pk")
    known = reading.ids("proposal", LineKind.OUTCOME)
    for each in reading.nearest(rows.defer("dossier"), known, *order):
        yield _outcome_line(each, reading.in_role(CONTRIBUTOR))


def _outcome_line(proposal: Proposal, contributors: frozenset[int]) -> Line:
    """What was declined waits for whoever takes it up; what was authorised is only told."""
    *_before, signature = proposal.signatures.all()
    said = {"who": person(signature.signer_id), "reason": signature.reason}
    if proposal.state == ProposalState.DECLINED:
        address = href("reviews:proposal_detail", proposal.pk)
        why = _("Declined by %(who)s: “%(reason)s”") % said
        clears, timing, holders = _DECLINED, Timing.SINCE, contributors
    else:
        address = href("reviews:decision_detail", proposal.decision.pk)
        why = _("Authorised by %(who)s: “%(reason)s”") % said
        clears, timing, holders = _SEALED, Timing.DONE, frozenset[int]()
    return Line(
        kind=LineKind.OUTCOME,
        subject=subject_of("proposal", proposal.pk),
        title=_proposal_title(proposal),
        href=address,
        why=why,
        clears=clears,
        day=timezone.localdate(proposal.ended_at),
        timing=timing,
        holders=holders,
    )


_DECLINED = _("Meet the reason and propose again, or leave it.")
_SEALED = _("The record is sealed.")


def lately_decided(reading: Reading) -> Iterator[Line]:
    decisions = Decision.objects.filter(workspace_id=reading.actor.workspace_id)
    latest = decisions.select_related("partnership").order_by("-decided_at", "-pk")
    for decision in latest[:DECIDED_SHOWN]:
        yield Line(
            kind=LineKind.DECIDED,
            subject=subject_of("decision", decision.pk),
            title=f"{decision.partnership.name}: {decision.get_kind_display()}",
            href=href("reviews:decision_detail", decision.pk),
            why=_("Authorised by %(who)s.") % {"who": person(decision.approver_id)},
            clears=_("Read the record: dossier, signature, digest."),
            day=timezone.localdate(decision.decided_at),
            timing=Timing.DONE,
        )


#: How many decisions are told of: the trail holds all.
DECIDED_SHOWN = 12


def _open_proposals(reading: Reading) -> QuerySet[Proposal]:
    proposals: QuerySet[Proposal] = Proposal.objects.filter(
        workspace_id=reading.actor.workspace_id, state=ProposalState.OPEN
    )
    return proposals.select_related("partnership").defer("dossier")


def _by(why: Any, proposal: Proposal) -> Any:
    return why % {"who": person(proposal.proposed_by_id)}


def _proposal_title(proposal: Proposal) -> str:
    return f"{proposal.partnership.name}: {proposal.get_kind_display()}"
