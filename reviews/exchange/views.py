"""The dossier of a partnership as one page, as of any moment, and as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from accounts.ledger.moments import entry_at
from config.kernel import clock
from config.kernel.errors import DomainError, Problem
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_read, require_contributor
from partnerships.models import Partnership
from reviews.decisions.views.dossiers import dossier_context
from reviews.dossier import Dossier
from reviews.exchange.actions import dossiers as actions
from reviews.exchange.export import CONTENT_TYPE, file_of
from reviews.exchange.files import read_dossier
from reviews.exchange.forms import ImportForm, MomentForm
from reviews.selectors.dossier import dossier_of, frozen


def dossier_detail(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    form = MomentForm(request.GET if request.GET.get("until") else None)
    dossier = _asked(request, partnership, form)
    context: dict[str, Any] = {
        "partnership": partnership,
        "form": form,
        "until": dossier.as_of if form.is_bound and form.is_valid() else None,
        "digest": frozen(dossier)[1],
        **dossier_context(dossier, clock.today()),
    }
    return render_page(request, "reviews/dossier_detail.html", context, status=form.status)


def dossier_export(request: MemberRequest, pk: int) -> HttpResponse:
    """The file, always as a download."""
    partnership = partnership_for_read(request.actor, pk)
    form = MomentForm(request.GET)
    dossier = _asked(request, partnership, form)
    if not form.is_valid():
        return dossier_detail(request, pk)
    name, content = file_of(dossier)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def dossier_import(request: MemberRequest) -> HttpResponse:
    """Take a dossier in as a new candidate, or only look whether it could be."""
    require_contributor(request.actor)
    form = ImportForm(posted(request), request.FILES or None)
    checked = None
    if form.is_valid():
        with form.catching():
            dossier = read_dossier(form.cleaned_data["file"])
            only_check = "check" in request.POST
            partnership = actions.dossier_import(
                by=request.actor, dossier=dossier, check=only_check
            )
            if not only_check:
                messages.success(request, _("The dossier is in the register, as a candidate."))
                return see_other(request, href("reviews:dossier_detail", partnership.pk))
            checked = dossier
    context = {"form": form, "checked": checked}
    return render_page(request, "reviews/dossier_import.html", context, status=form.status)


def _asked(request: MemberRequest, partnership: Partnership, form: MomentForm) -> Dossier:
    """The dossier as of the moment asked for; as of now where that moment cannot be had."""
    if form.is_bound and form.is_valid() and form.cleaned_data["until"]:
        with form.catching():
            said = form.cleaned_data["until"]
            until = entry_at(partnership.workspace_id, said, request.workspace.zone)
            try:
                return dossier_of(partnership, until=until)
            except Partnership.DoesNotExist:
                form.refuse(_not_yet())
    return dossier_of(partnership)


def _not_yet() -> DomainError:
    return DomainError(
        Problem(_("The partnership was not there yet. Give a later moment."), "until")
    )
