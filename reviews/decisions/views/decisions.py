"""The decisions of a partnership, proposing one, and the sealed record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel import canonical
from config.kernel.errors import Problem
from config.kernel.findings import Findings
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from evidence.selectors.artifacts import unread_for
from partnerships.access import partnership_for_read
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind
from partnerships.selectors.policies import policy_in_force
from partnerships.sentences import KIND_LABELS
from reviews import access
from reviews.decisions.actions import proposals as actions
from reviews.decisions.forms import PROPOSE_FORMS, ProposeForm, propose_form
from reviews.decisions.ready_terms import ready_terms
from reviews.decisions.records import CONTENT_TYPE, file_of
from reviews.decisions.selectors import decisions as selectors
from reviews.decisions.selectors.people import would_be_signers
from reviews.decisions.selectors.proposals import (
    changed_since,
    ended_unsealed,
    open_proposal,
    signatures_of,
)
from reviews.decisions.views.dossiers import dossier_context, frozen_panel, whole
from reviews.decisions.wording import difference_lines, terms_of
from reviews.dossier import Dossier
from reviews.gate.judging import judgement_of, next_standing_of, standing_refusal, terms_from
from reviews.gate.panel import gate_panel
from reviews.gate.rules.authorisers import signatures_asked
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.policy import Policy
from reviews.gate.selectors.policies import gate_policy, policy_from
from reviews.selectors.dossier import content_digest, dossier_of, read_frozen
from reviews.sentences import BOOK


@dataclass(frozen=True)
class Choice:
    """One kind of decision as it stands open now: where it leads, or why it does not."""

    kind: str
    label: str
    leads_to: str
    refusal: str
    missing: tuple[Problem, ...]


def decision_list(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    policy = gate_policy(partnership.workspace_id)
    dossier = dossier_of(partnership)
    judged = judgement_of(DecisionKind.COMMIT, dossier, policy)
    choices = _choices(partnership, judged)
    context = {
        "partnership": partnership,
        "decisions": selectors.decisions_of(partnership),
        "ended": ended_unsealed(partnership),
        "proposal": open_proposal(partnership),
        "choices": choices,
        "panel": gate_panel(judged, dossier, policy),
        "may_propose": access.may_propose(request.actor),
    }
    return render_page(request, "reviews/decision_list.html", context)


def decision_propose(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    if kind not in PROPOSE_FORMS:
        raise Http404
    partnership = access.partnership_for_proposing(request.actor, pk)
    dossier = dossier_of(partnership)
    policy = policy_in_force(partnership.workspace_id)
    judged = judgement_of(kind, dossier, policy_from(policy))
    ready = ready_terms(partnership, kind, dossier)
    form_class = propose_form(kind, partnership.standing)
    form = opened(request, form_class, key=f"proposal:{kind}:{pk}", initial=ready.terms)
    step = request.POST.get("step", "check")
    checked = False
    if step != "change" and form.is_valid():
        with form.catching():
            if step == "propose":
                return _proposed(request, partnership, kind, form)
            actions.require_proposable(
                partnership,
                judged,
                rationale=form.cleaned_data["rationale"],
                terms=terms_from(kind, form.terms),
                policy=policy,
            )
            checked = True
    rules = policy_from(policy)
    context = _propose_context(request, partnership, judged, rules)
    context |= {"panel": gate_panel(judged, dossier, rules), "may_write": True, "ready": ready}
    if checked:
        context |= _check_context(form, kind, dossier) | {"unread": unread_for(partnership)}
    return render_page(
        request,
        "reviews/decision_check.html" if checked else "reviews/decision_propose.html",
        context | {"form": form},
        status=form.status,
    )


@whole(lambda actor, pk: access.decision_for_read(actor, pk).proposal)
def decision_detail(request: MemberRequest, pk: int) -> HttpResponse:
    decision = access.decision_for_read(request.actor, pk)
    dossier = read_frozen(decision.proposal, decision.dossier_digest)
    context = {
        "decision": decision,
        "partnership": decision.partnership,
        "terms": terms_of(decision.terms),
        "superseded_by": getattr(decision, "superseded_by", None),
        "signatures": signatures_of(decision.proposal),
        "panel": frozen_panel(decision.proposal, dossier),
        "differences": difference_lines(changed_since(decision.proposal, dossier)),
        **dossier_context(
            dossier, timezone.localdate(decision.decided_at), frozen_in=decision.proposal
        ),
    }
    return render_page(request, "reviews/decision_detail.html", context)


@whole(lambda actor, pk: access.decision_for_read(actor, pk).proposal)
def decision_export(request: MemberRequest, pk: int) -> HttpResponse:
    """The record as a file, always as a download; where its dossier was altered, none."""
    decision = access.decision_for_read(request.actor, pk)
    read_frozen(decision.proposal, decision.dossier_digest)
    name, content = file_of(decision)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _proposed(
    request: MemberRequest, partnership: Partnership, kind: str, form: ProposeForm
) -> HttpResponse:
    proposal = actions.proposal_make(
        by=request.actor,
        partnership=partnership,
        kind=kind,
        rationale=form.cleaned_data["rationale"],
        terms=form.terms,
        seen=form.cleaned_data["seen"],
    )
    messages.success(request, _("Proposed. The dossier is frozen as you saw it."))
    return see_other(request, href("reviews:proposal_detail", proposal.pk))


def _propose_context(
    request: MemberRequest, partnership: Partnership, judged: Judgement, policy: Policy
) -> dict[str, Any]:
    choice = _choice(judged.kind, partnership, judged.missing)
    signers = would_be_signers(request.actor, signatures_asked(judged, policy))
    return {
        "partnership": partnership,
        "choice": choice,
        "proposal": open_proposal(partnership),
        "signers": signers,
        "nobody": BOOK.sentence(signers.nobody) if signers.nobody else "",
    }


def _check_context(form: ProposeForm, kind: str, dossier: Dossier) -> dict[str, Any]:
    return {
        "terms": terms_of(_terms_as_stored(kind, form)),
        "rationale": form.cleaned_data["rationale"],
        "answers": _answers(form),
        "seen": content_digest(dossier),
        **dossier_context(dossier),
    }


def _answers(form: ProposeForm) -> list[tuple[str, str]]:
    """What was typed and ticked, to travel along until it is proposed."""
    typed = cast("QueryDict", form.data)
    names = [name for name in form.fields if name != "seen"]
    return [(name, each) for name in names for each in typed.getlist(name)]


def _terms_as_stored(kind: str, form: ProposeForm) -> dict[str, Any]:
    """The terms of a valid form as they would be written."""
    stored: dict[str, Any] = canonical.to_json(terms_from(kind, form.terms))
    return stored


def _choices(partnership: Partnership, judged: Judgement) -> list[Choice]:
    """What can be decided; `judged` is the judgement of a commitment, which alone is gated."""
    return [
        _choice(kind, partnership, judged.missing if kind is judged.kind else ())
        for kind in DecisionKind
    ]


def _choice(kind: DecisionKind, partnership: Partnership, stops: Findings) -> Choice:
    refused = standing_refusal(partnership, kind)
    missing = [] if refused else BOOK.problems(stops)
    return Choice(
        kind=kind.value,
        label=str(KIND_LABELS[kind]),
        leads_to="" if refused else str(next_standing_of(partnership, kind)),
        refusal=BOOK.sentence(refused) if refused else "",
        missing=tuple(missing),
    )
