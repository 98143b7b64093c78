"""What is proposed and waits for somebody, and what was decided lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.people import person
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import href
from reviews.decisions.selectors.people import unsignable
from reviews.desk.lines import LENGTH, Line, Pile
from reviews.models import Decision, Proposal, ProposalState, Signature

#: For how long an outcome is told to whoever proposed.
LATELY = timedelta(days=30)


def to_authorise(actor: Actor) -> Pile:
    proposals = (
        _open_proposals(actor)
        .exclude(proposed_by_id=actor.person_id)
        .exclude(signatures__signer_id=actor.person_id)
    )
    why = _("%(who)s proposed it; you may authorise it.")
    clears = _("Read the dossier, then authorise or decline.")
    lines = [
        _waiting(each, why % {"who": person(each.proposed_by_id)}, clears)
        for each in proposals[:LENGTH]
    ]
    return Pile("sign", _("Waiting for your word"), lines)


def open_proposals(actor: Actor) -> Pile:
    why = _("%(who)s proposed it.")
    clears = _("Whoever may sign authorises or declines it.")
    lines = [
        _waiting(each, why % {"who": person(each.proposed_by_id)}, clears)
        for each in _open_proposals(actor)[:LENGTH]
    ]
    return Pile("open", _("Waiting for a signature"), lines)


def without_approver(actor: Actor) -> Pile:
    proposals = unsignable(actor.workspace_id, _open_proposals(actor)[:LENGTH])
    why = _("Fewer people may sign it than have to.")
    clears = _("Give somebody the approver role, or invite a guest approver.")
    lines = [_waiting(each, why, clears) for each in proposals]
    return Pile("nobody", _("Nobody may authorise"), lines)


def my_proposals(actor: Actor) -> Pile:
    proposals = _open_proposals(actor).filter(proposed_by_id=actor.person_id)
    why = _("Another person has to decide it.")
    clears = _("An approver authorises or declines it, or you withdraw it.")
    lines = [_waiting(each, why, clears) for each in proposals[:LENGTH]]
    return Pile("proposed", _("Proposed by you"), lines)


def _waiting(proposal: Proposal, why: Any, clears: Any) -> Line:
    return Line(
        title=_proposal_title(proposal),
        href=href("reviews:proposal_detail", proposal.pk),
        why=why,
        clears=clears,
        day=proposal.proposed_at,
    )


def my_decided(actor: Actor) -> Pile:
    ended = Proposal.objects.filter(
        workspace_id=actor.workspace_id,
        proposed_by_id=actor.person_id,
        state__in=[ProposalState.AUTHORISED, ProposalState.DECLINED],
        ended_at__gte=clock.now() - LATELY,
    )
    latest = ended.select_related("partnership", "decision").prefetch_related(
        Prefetch("signatures", Signature.objects.order_by("signed_at", "pk"))
    )
    return Pile(
        "outcomes",
        _("Decided lately on your proposals"),
        [
            _outcome_line(proposal)
            for proposal in latest.defer("dossier").order_by("-ended_at", "-pk")[:LENGTH]
        ],
    )


def _outcome_line(proposal: Proposal) -> Line:
    *_before, signature = proposal.signatures.all()
    said = {"who": person(signature.signer_id), "reason": signature.reason}
    if proposal.state == ProposalState.DECLINED:
        address = href("reviews:proposal_detail", proposal.pk)
        why = _("Declined by %(who)s: “%(reason)s”") % said
        clears = _("Meet the reason and propose again, or leave it.")
    else:
        address = href("reviews:decision_detail", proposal.decision.pk)
        why = _("Authorised by %(who)s: “%(reason)s”") % said
        clears = _("The record is sealed.")
    return Line(_proposal_title(proposal), address, why, clears, proposal.ended_at)


def lately_decided(actor: Actor) -> Pile:
    decisions = Decision.objects.filter(workspace_id=actor.workspace_id)
    latest = decisions.select_related("partnership").order_by("-decided_at", "-pk")[:LENGTH]
    return Pile(
        "decided",
        _("Lately decided"),
        [
            Line(
                title=f"{decision.partnership.name}: {decision.get_kind_display()}",
                href=href("reviews:decision_detail", decision.pk),
                why=_("Authorised by %(who)s.") % {"who": person(decision.approver_id)},
                clears=_("Read the record: dossier, signature, digest."),
                day=decision.decided_at,
            )
            for decision in latest
        ],
    )


def _open_proposals(actor: Actor) -> QuerySet[Proposal]:
    proposals: QuerySet[Proposal] = (
        Proposal.objects.filter(workspace_id=actor.workspace_id, state=ProposalState.OPEN)
        .select_related("partnership")
        .defer("dossier")
        .order_by("proposed_at", "pk")
    )
    return proposals


def _proposal_title(proposal: Proposal) -> str:
    return f"{proposal.partnership.name}: {proposal.get_kind_display()}"
