"""The Evidence Log: of the workspace, of one partnership, and as a table to take away."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from config.kernel import clock
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest, asked_id
from evidence import access
from evidence.export import log_lines
from evidence.forms.log import LogFilter
from evidence.selectors.log import DEFAULT_ORDER, log_page
from evidence.sentences import PAGE_LABELS
from partnerships.access import may_write, partnership_for_read
from partnerships.models import Partnership


def evidence_log(request: MemberRequest) -> HttpResponse:
    return _log(request, "evidence/evidence_log.html")


def partnership_evidence_log(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    return _log(request, "evidence/partnership_evidence_log.html", partnership)


def _log(
    request: MemberRequest, template: str, partnership: Partnership | None = None
) -> HttpResponse:
    filters = LogFilter(request.GET, of_partnership=partnership is not None)
    query = filters.query
    page = log_page(
        access.artifacts_for_read(request.actor),
        query,
        clock.today(),
        partnership=partnership,
        after=request.GET.get("after"),
    )
    context = {
        "page": page,
        "labels": {name: str(label) for name, label in PAGE_LABELS.items()},
        "filters": filters,
        "narrowed": query.narrows,
        "is_empty": not (page.rows or query.narrows or request.GET.get("after")),
        "in_full": request.GET.get("text") == "full",
        "default_order": DEFAULT_ORDER,
        "partnership": partnership,
        "may_write": may_write(request.actor),
    }
    return render_page(request, template, context)


def evidence_log_export(request: MemberRequest) -> StreamingHttpResponse:
    """The log with the filters in force as CSV; `?partnership=` gives that partnership's."""
    asked = asked_id(request, "partnership")
    partnership = None if asked is None else partnership_for_read(request.actor, asked)
    filters = LogFilter(request.GET, of_partnership=partnership is not None)
    lines = log_lines(
        access.artifacts_for_read(request.actor),
        filters.query,
        actor=request.actor,
        zone=request.workspace.zone,
        partnership=partnership,
    )
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = _("evidence-log") + f"-{clock.today().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
