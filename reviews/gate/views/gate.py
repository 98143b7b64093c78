"""Is this commitment defensible? The gate of one partnership, now or as it stood."""

from __future__ import annotations

from django.http import HttpResponse

from config.kernel.actors import Actor
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from evidence.access import may_assess
from partnerships.access import claim_for_read, may_write, partnership_for_read
from partnerships.rules.standing import DecisionKind
from reviews.gate.judging import judgement_of, standing_refusal
from reviews.gate.panel import claim_panel, gate_panel
from reviews.gate.selectors.policies import gate_policy
from reviews.moments import dossier_asked, moment_form
from reviews.selectors.dossier import dossier_of


def gate_detail(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    form = moment_form(request)
    dossier = dossier_asked(request, partnership, form)
    policy = gate_policy(partnership.workspace_id)
    judged = judgement_of(DecisionKind.COMMIT, dossier, policy)
    as_of = dossier.as_of if form.is_answered else None
    context = {
        "partnership": partnership,
        "panel": gate_panel(judged, dossier, policy),
        "as_of": as_of,
        "form": form,
        "may_write": may_write(request.actor),
        "may_propose": may_write(request.actor) and as_of is None,
        "may_renegotiate": standing_refusal(partnership, DecisionKind.RENEGOTIATE) is None,
        "set_aside": as_of is None and _set_aside_by(request.actor),
        "may_commit": standing_refusal(partnership, DecisionKind.COMMIT) is None,
        "may_defer": standing_refusal(partnership, DecisionKind.DEFER) is None,
    }
    return render_page(request, "reviews/gate_detail.html", context, status=form.status)


def claim_gate(request: MemberRequest, pk: int) -> HttpResponse:
    """What the gate says about one claim; the claim's own page takes it in as a fragment."""
    claim = claim_for_read(request.actor, pk)
    dossier = dossier_of(claim.partnership)
    policy = gate_policy(claim.workspace_id)
    judged = judgement_of(DecisionKind.COMMIT, dossier, policy)
    context = {
        "partnership": claim.partnership,
        "claim": claim,
        "panel": claim_panel(judged, dossier, claim.pk),
        "may_write": may_write(request.actor),
    }
    return render_page(request, "reviews/claim_gate.html", context)


def _set_aside_by(actor: Actor) -> dict[str, bool]:
    """What this person may do with requirements that have no object here."""
    return {"write": may_write(actor), "assess": may_assess(actor)}
