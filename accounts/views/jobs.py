"""The background jobs of a workspace, for its administrators."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import access
from accounts.jobs import registered, run_in
from accounts.selectors.jobs import is_alive, job_lines, kept_checkpoint, worker_seen_at
from accounts.selectors.notices import letters_in
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest


def job_list(request: MemberRequest) -> HttpResponse:
    """What is done by itself, when it was and will be, and whether a worker does it."""
    access.require_administrator(request.actor)
    seen_at = worker_seen_at()
    context = {
        "lines": job_lines(request.actor.workspace_id),
        "worker_seen_at": seen_at,
        "worker_alive": is_alive(seen_at),
        "kept": kept_checkpoint(request.actor.workspace_id),
        "letters": letters_in(request.actor.workspace_id),
        "mail_goes_out": settings.MAIL_GOES_OUT,
    }
    return render_page(request, "accounts/job_list.html", context)


@require_POST
def job_run(request: MemberRequest, job: str) -> HttpResponse:
    """Do a job of this workspace now, worker or not. It runs when the page's transaction is over:
    a job opens its own."""
    access.require_administrator(request.actor)
    if job not in registered:
        raise Http404
    transaction.on_commit(lambda: run_in(registered[job], request.workspace))
    messages.success(request, _("Done. The list says what came of it."))
    return see_other(request, href("accounts:job_list"))
