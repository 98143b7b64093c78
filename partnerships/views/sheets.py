"""The Fit Card on one sheet of paper: card, claims, boundary and the way out."""

from __future__ import annotations

from django.http import HttpResponse

from accounts.ledger.rowsets import Source
from config.kernel import clock
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.selectors.dossier import partnership_parts


def fit_card_sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """For the printer; on the screen it looks as it will on paper."""
    card = access.fit_card_for_read(request.actor, pk)
    context = {
        "partnership": card.partnership,
        "parts": partnership_parts(Source(card.workspace_id), pk),
        "printed_at": clock.now(),
    }
    return render_page(request, "partnerships/fit_card_sheet.html", context)
