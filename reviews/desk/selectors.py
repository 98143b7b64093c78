"""What waits for a person, by role. Each pile takes a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from accounts.ledger.models import Entry
from accounts.ledger.rowsets import Source
from accounts.models import Draft, Invitation
from accounts.templatetags.people import person
from config.kernel import clock
from config.kernel.actors import ADMINISTRATOR, APPROVER, AUDITOR, CONTRIBUTOR, Actor
from config.kernel.pages import href
from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.models import Claim, DecisionKind, Partnership, Standing
from partnerships.rules.claims import claim_gaps
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.selectors.dossier import CARD, CLAIMS, parts_beneath
from reviews.decisions.models import Decision, Proposal, ProposalState
from reviews.decisions.selectors.people import unsignable
from reviews.desk.drafts import place_of
from reviews.desk.lines import Line, Pile

#: How many lines a pile shows at most: a desk is no register.
LENGTH = 12

#: How far ahead a date is announced.
AHEAD = timedelta(days=30)

#: For how long an outcome is told to whoever proposed.
LATELY = timedelta(days=30)

#: Where a claim's deferral trigger still means something.
UNDECIDED = (Standing.CANDIDATE, Standing.DEFERRED, Standing.RENEGOTIATING)


def piles_of(actor: Actor) -> list[Pile]:
    """What waits for this member, the most pressing pile first, without empty piles."""
    found = [pile for roles, read in _PILES if roles & actor.roles for pile in [read(actor)]]
    return [pile for pile in found if pile.lines]


def is_new(actor: Actor) -> bool:
    """Whether the workspace holds no partnership yet. One query."""
    return not Partnership.objects.filter(workspace_id=actor.workspace_id).exists()


def _to_authorise(actor: Actor) -> Pile:
    proposals = _open_proposals(actor).exclude(proposed_by_id=actor.person_id)
    return Pile(
        "sign",
        _("Waiting for your word"),
        [
            Line(
                title=_proposal_title(proposal),
                href=href("reviews:proposal_detail", proposal.pk),
                why=_("%(who)s proposed it; you may authorise it.")
                % {"who": person(proposal.proposed_by_id)},
                clears=_("Read the dossier, then authorise or decline."),
                day=proposal.proposed_at,
            )
            for proposal in proposals[:LENGTH]
        ],
    )


def _without_approver(actor: Actor) -> Pile:
    proposals = unsignable(actor.workspace_id, _open_proposals(actor)[:LENGTH])
    return Pile(
        "nobody",
        _("Nobody may authorise"),
        [
            Line(
                title=_proposal_title(proposal),
                href=href("reviews:proposal_detail", proposal.pk),
                why=_("No approver of the workspace may sign it."),
                clears=_("Give somebody the approver role, or invite a guest approver."),
                day=proposal.proposed_at,
            )
            for proposal in proposals
        ],
    )


def _drafts(actor: Actor) -> Pile:
    drafts = Draft.objects.filter(workspace_id=actor.workspace_id, user_id=actor.person_id)
    return Pile("drafts", _("Typed and not saved"), list(_draft_lines(drafts)))


def _draft_lines(drafts: QuerySet[Draft]) -> Iterator[Line]:
    for draft in drafts.order_by("-saved_at")[:LENGTH]:
        name, address = place_of(draft)
        yield Line(
            title=str(name),
            href=address,
            why=_("You left a form before saving it."),
            clears=_("Open it, then save or discard it."),
            day=draft.saved_at,
        )


def _my_proposals(actor: Actor) -> Pile:
    proposals = _open_proposals(actor).filter(proposed_by_id=actor.person_id)
    return Pile(
        "proposed",
        _("Proposed by you"),
        [
            Line(
                title=_proposal_title(proposal),
                href=href("reviews:proposal_detail", proposal.pk),
                why=_("Another person has to decide it."),
                clears=_("An approver authorises or declines it, or you withdraw it."),
                day=proposal.proposed_at,
            )
            for proposal in proposals[:LENGTH]
        ],
    )


def _my_decided(actor: Actor) -> Pile:
    ended = Proposal.objects.filter(
        workspace_id=actor.workspace_id,
        proposed_by_id=actor.person_id,
        state__in=[ProposalState.AUTHORISED, ProposalState.DECLINED],
        ended_at__gte=clock.now() - LATELY,
    )
    latest = ended.select_related("partnership", "decision").prefetch_related("signatures")
    return Pile(
        "outcomes",
        _("Decided lately on your proposals"),
        [
            _outcome_line(proposal)
            for proposal in latest.defer("dossier").order_by("-ended_at", "-pk")[:LENGTH]
        ],
    )


def _outcome_line(proposal: Proposal) -> Line:
    (signature,) = proposal.signatures.all()
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


def _incomplete(actor: Actor) -> Pile:
    worked_on = _worked_on(actor)
    ids = [partnership.pk for partnership in worked_on]
    parts = parts_beneath(Source(actor.workspace_id), ids, *CARD, *CLAIMS)
    lines = [
        line
        for partnership in worked_on
        for line in _gap_lines(
            partnership, parts.fit_card(partnership.pk), parts.claims(partnership.pk)
        )
    ]
    return Pile("incomplete", _("Not yet complete"), lines[:LENGTH])


def _gap_lines(
    partnership: Partnership, card: FitCardPart, claims: tuple[ClaimPart, ...]
) -> Iterator[Line]:
    today = clock.today()
    if fit_card_gaps(card):
        yield Line(
            title=partnership.name,
            href=href("partnerships:fit_card_detail", partnership.pk),
            why=_("You worked on it, and its Fit Card is not complete."),
            clears=_("Fill in the sections that are open."),
        )
    elif not claims or any(claim_gaps(claim, today) for claim in claims):
        yield Line(
            title=partnership.name,
            href=href("partnerships:claim_list", partnership.pk),
            why=_("Its Fit Card is complete, its claims are not."),
            clears=_("Write the claim with its criteria, deferral date and boundary line."),
        )


def _worked_on(actor: Actor) -> list[Partnership]:
    """The undecided partnerships without open proposal that the person last wrote on."""
    entries = Entry.objects.filter(
        workspace_id=actor.workspace_id,
        by_id=actor.user_id,
        thread_type=Partnership._meta.label_lower,
    ).order_by("-sequence")
    latest = list(dict.fromkeys(entries.values_list("thread_id", flat=True)[:200]))
    found = Partnership.objects.filter(standing__in=UNDECIDED, pk__in=latest[: 2 * LENGTH])
    waiting = found.exclude(proposals__state=ProposalState.OPEN)
    return sorted(waiting, key=lambda partnership: latest.index(partnership.pk))


def _dates(actor: Actor) -> Pile:
    lines = [*_deferral_lines(actor), *_term_lines(actor)]
    return Pile("dates", _("Dates that count"), sorted(lines, key=_by_day)[:LENGTH])


def _by_day(line: Line) -> date:
    return line.day or date.max


def _deferral_lines(actor: Actor) -> Iterator[Line]:
    claims = Claim.objects.filter(
        workspace_id=actor.workspace_id,
        deferral_date__lte=clock.today() + AHEAD,
        partnership__standing__in=UNDECIDED,
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


def _invitations(actor: Actor) -> Pile:
    invitations = Invitation.objects.filter(
        workspace_id=actor.workspace_id, membership=None, revoked_at=None
    )
    return Pile(
        "invitations",
        _("Invited, not yet here"),
        [
            Line(
                title=invitation.email,
                href=href("accounts:member_list"),
                why=_("The link has expired.")
                if invitation.expires_at <= clock.now()
                else _("The link has not been used."),
                clears=_("They follow it, or you revoke it and invite them again."),
                day=invitation.expires_at,
                is_past=invitation.expires_at <= clock.now(),
            )
            for invitation in invitations.order_by("-expires_at", "-pk")[:LENGTH]
        ],
    )


def _lately_decided(actor: Actor) -> Pile:
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


_PILES: tuple[tuple[frozenset[str], Any], ...] = (
    (frozenset({APPROVER}), _to_authorise),
    (frozenset({ADMINISTRATOR, CONTRIBUTOR}), _without_approver),
    (frozenset({CONTRIBUTOR, APPROVER}), _dates),
    (frozenset({CONTRIBUTOR, ADMINISTRATOR}), _drafts),
    (frozenset({CONTRIBUTOR}), _my_proposals),
    (frozenset({CONTRIBUTOR}), _my_decided),
    (frozenset({CONTRIBUTOR}), _incomplete),
    (frozenset({ADMINISTRATOR}), _invitations),
    (frozenset({AUDITOR}), _lately_decided),
)
