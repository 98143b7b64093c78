"""An open proposal: what is asked, on what dossier, and the word that ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import farewells, passing_on
from accounts.second_factor import has_second_factor
from config.kernel import clock
from config.kernel.errors import DomainError
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from evidence.downloads import download
from partnerships.rules.standing import DecisionKind
from reviews import access
from reviews.decisions.actions import proposals as actions
from reviews.decisions.actions import signatures
from reviews.decisions.errors import OtherOnScreen, ProposalEnded
from reviews.decisions.forms import SignForm, WithdrawForm
from reviews.decisions.passwords import confirm_identity
from reviews.decisions.rules.authorising import Outcome, capacity, refusal
from reviews.decisions.selectors.people import facts_of, person_facts, signers_of
from reviews.decisions.selectors.proposals import changed_since, signatures_of
from reviews.decisions.signed import shown_to_sign
from reviews.decisions.views.dossiers import dossier_context, frozen_panel, whole
from reviews.decisions.wording import difference_lines, terms_of
from reviews.models import Decision, Proposal, ProposalState, Signature
from reviews.selectors.dossier import read_frozen
from reviews.sentences import BOOK, meaning


@dataclass(frozen=True)
class Pen:
    """One of the two words that can be signed, with its page and its form."""

    outcome: str
    view: str
    sign: Callable[..., Decision | Signature]

    def shown(self, proposal: Proposal) -> str:
        """The digest of what somebody who signs has on the screen."""
        return shown_to_sign(proposal, Outcome(self.outcome))

    def form(self, request: MemberRequest, proposal: Proposal, data: Any = None) -> SignForm:
        return SignForm(
            data,
            asks_code=has_second_factor(request.user),  # type: ignore[arg-type]
            initial={"shown": self.shown(proposal)},
            auto_id=f"{self.outcome}_%s",
        )

    def context(self, proposal: Proposal, form: SignForm) -> dict[str, Any]:
        """What the form's template needs, on its own page and inside the proposal's."""
        return {
            "form": form,
            "shown": self.shown(proposal),
            "meaning": meaning(Outcome(self.outcome), DecisionKind(proposal.kind)),
            "action": href(self.view, proposal.pk),
        }


@dataclass(frozen=True)
class SignsAs:
    """What a signature on this page will say of who signed: name, capacity, zone of its time."""

    name: str
    capacity: str
    zone: str

    @classmethod
    def of(cls, request: MemberRequest, proposal: Proposal) -> SignsAs:
        """For the person who has the page open."""
        local = timezone.localtime(clock.now())
        return cls(
            name=str(request.user),
            capacity=capacity(facts_of(proposal), person_facts(request.actor)) or "",
            zone=f"{local:%Z}, UTC{local.isoformat()[-6:]}",
        )


AUTHORISE = Pen("authorised", "reviews:proposal_authorise", signatures.proposal_authorise)
DECLINE = Pen("declined", "reviews:proposal_decline", signatures.proposal_decline)


@whole(access.proposal_for_read)
def proposal_detail(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = access.proposal_for_read(request.actor, pk)
    stops = refusal(facts_of(proposal), person_facts(request.actor))
    context = _proposal_context(request, proposal) | {
        "may_sign": stops is None,
        "refusal": BOOK.sentence(stops) if stops else "",
        "may_withdraw": access.may_withdraw(request.actor, proposal),
        "may_invite": access.may_invite_guests(request.actor, proposal),
        "fresh": passing_on.recall(request, request.actor.workspace_id),
        "authorise": AUTHORISE.context(proposal, AUTHORISE.form(request, proposal)),
        "decline": DECLINE.context(proposal, DECLINE.form(request, proposal)),
    }
    return render_page(request, "reviews/proposal_detail.html", context)


def proposal_file(request: MemberRequest, pk: int, sha256: str) -> HttpResponseBase:
    file = access.frozen_file_for_read(request.actor, pk, sha256)
    return download(request, file, back_to=href("reviews:proposal_detail", pk))


@whole(access.proposal_for_read)
def proposal_authorise(request: MemberRequest, pk: int) -> HttpResponse:
    return _sign(request, pk, AUTHORISE)


@whole(access.proposal_for_read)
def proposal_decline(request: MemberRequest, pk: int) -> HttpResponse:
    return _sign(request, pk, DECLINE)


def proposal_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = access.proposal_for_withdrawal(request.actor, pk)
    if proposal.state != ProposalState.OPEN:
        return ended_page(request, proposal)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.proposal_withdraw(
                by=request.actor, proposal=proposal, reason=form.cleaned_data["reason"]
            )
        except ProposalEnded as ended:
            return ended_page(request, ended.proposal)
        messages.success(request, _("Withdrawn. What was proposed stays in the trail."))
        return see_other(request, href("reviews:decision_list", proposal.partnership_id))
    context = {"proposal": proposal, "partnership": proposal.partnership, "form": form}
    return render_page(request, "reviews/proposal_withdraw.html", context, status=form.status)


def _sign(request: MemberRequest, pk: int, pen: Pen) -> HttpResponse:
    proposal = access.proposal_for_signing(request.actor, pk)
    if proposal.state != ProposalState.OPEN:
        return ended_page(request, proposal)
    form = pen.form(request, proposal, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.catching():
            try:
                return _signed(request, proposal, form, pen)
            except ProposalEnded as ended:
                return ended_page(request, ended.proposal)
            except OtherOnScreen as other:
                return _sign_page(
                    request, proposal, _afresh(request, proposal, form, other, pen), pen, 409
                )
    return _sign_page(request, proposal, form, pen, form.status)


def _signed(request: MemberRequest, proposal: Proposal, form: SignForm, pen: Pen) -> HttpResponse:
    said = form.cleaned_data
    proven_by = confirm_identity(request.user, said["password"], said.get("code", ""))  # type: ignore[arg-type]
    result = pen.sign(
        by=request.actor,
        proposal=proposal,
        shown=said["shown"],
        reason=said["reason"],
        proven_by=proven_by,
    )
    signature, decision = (
        (result.signature, result) if isinstance(result, Decision) else (result, None)
    )
    if not request.actor.is_member:
        _keep_for_farewell(request, proposal, signature)
    elif decision:
        messages.success(request, _("Authorised and sealed, with your signature."))
        return see_other(request, href("reviews:decision_detail", decision.pk))
    if signature.outcome == Outcome.AUTHORISED and not decision:
        messages.success(request, _("Signed. It is sealed once everybody who has to sign did."))
    elif request.actor.is_member:
        messages.success(request, _("Declined, with your signature."))
    return see_other(request, href("reviews:proposal_detail", proposal.pk))


def _keep_for_farewell(request: MemberRequest, proposal: Proposal, signature: Signature) -> None:
    """A guest's access ends with their word: the last page still says what it was."""
    farewells.remember(
        request,
        slug=request.workspace.slug,
        about=f"{proposal.partnership.name}: {proposal.get_kind_display()}",
        outcome=signature.outcome,
        meaning=signature.meaning,
        reason=signature.reason,
        at=timezone.localtime(signature.signed_at).isoformat(),
        digest=signature.signed_digest,
        dossier=signature.dossier_digest,
        proven_by=str(signature.get_proven_by_display()),
    )


def _afresh(
    request: MemberRequest, proposal: Proposal, form: SignForm, refused: DomainError, pen: Pen
) -> SignForm:
    """The form again with the digest of what the proposal really holds, the reason kept."""
    data = dict(form.data.items())
    data["shown"] = pen.shown(proposal)
    again = pen.form(request, proposal, data)
    again.refuse(refused)
    return again


def _sign_page(
    request: MemberRequest, proposal: Proposal, form: SignForm, pen: Pen, status: int
) -> HttpResponse:
    stops = refusal(facts_of(proposal), person_facts(request.actor))
    context = _proposal_context(request, proposal) | pen.context(proposal, form)
    context |= {"outcome": pen.outcome, "refusal": BOOK.sentence(stops) if stops else ""}
    return render_page(request, "reviews/proposal_sign.html", context, status=status)


def ended_page(request: MemberRequest, proposal: Proposal) -> HttpResponse:
    """What happened instead: who was there first, when, with what word."""
    proposal = access.proposal_for_read(request.actor, proposal.pk)
    context = {
        "proposal": proposal,
        "partnership": proposal.partnership,
        "signatures": signatures_of(proposal),
        "decision": getattr(proposal, "decision", None),
    }
    return render_page(request, "reviews/proposal_ended.html", context, status=409)


def _proposal_context(request: MemberRequest, proposal: Proposal) -> dict[str, Any]:
    dossier = read_frozen(proposal)
    is_open = proposal.state == ProposalState.OPEN
    signers = signers_of(proposal) if is_open else None
    return {
        "proposal": proposal,
        "partnership": proposal.partnership,
        "is_open": is_open,
        "terms": terms_of(proposal.terms),
        "signatures": signatures_of(proposal),
        "decision": None if is_open else getattr(proposal, "decision", None),
        "signers": signers,
        "signs_as": SignsAs.of(request, proposal) if is_open else None,
        "nobody": BOOK.sentence(signers.nobody) if signers and signers.nobody else "",
        "differences": difference_lines(changed_since(proposal, dossier)) if is_open else [],
        "panel": frozen_panel(proposal, dossier),
        **dossier_context(
            dossier,
            timezone.localdate(proposal.ended_at or clock.now()),
            frozen_in=proposal,
        ),
    }
