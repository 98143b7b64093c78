"""Is this commitment defensible? The gate of one partnership, now or as it stood."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.ledger.moments import entry_at
from config.kernel.errors import DomainError
from config.kernel.forms import SeamForm
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_read
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind
from reviews import access
from reviews.gate.judging import judgement_of, standing_refusal, today_of
from reviews.gate.panel import gate_panel
from reviews.gate.selectors.policies import gate_policy
from reviews.selectors.dossier import dossier_of


class MomentForm(SeamForm):
    """As of which moment the gate is to be asked."""

    as_of = forms.CharField(
        label=_("As of"),
        required=False,
        max_length=40,
        help_text=_("An entry of the ledger, a day or a time, such as 2026-09-30."),
    )


def gate_detail(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    form = MomentForm(request.GET or None)
    policy = gate_policy(partnership.workspace_id)
    with form.catching():
        until = _entry(partnership, form)
        dossier = dossier_of(partnership, until=until)
    if form.status >= 400:
        until, dossier = None, dossier_of(partnership)
    judged = judgement_of(DecisionKind.COMMIT, dossier, policy)
    context = {
        "partnership": partnership,
        "panel": gate_panel(judged, dossier, policy),
        "as_of": until,
        "form": form,
        **_next_steps(request, partnership),
    }
    return render_page(request, "reviews/gate_detail.html", context, status=form.status)
