"""Handing out a file that somebody handed in."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.utils.translation import gettext as _

from config.kernel.pages import see_other
from config.kernel.requests import MemberRequest
from evidence import storage
from evidence.models import StoredFile

log = structlog.get_logger(__name__)


def download(request: MemberRequest, file: StoredFile, *, back_to: str) -> HttpResponseBase:
    """The file, always as a download: nothing that somebody uploaded is ever shown as a page.

    Everything is read from the database before the content streams, so that nothing is asked of
    it once the workspace's scope has closed. Where the content is gone, the page at `back_to`
    says so.
    """
    try:
        content = storage.opened(file.workspace_id, file.sha256)
    except FileNotFoundError:
        log.exception("file_missing", workspace_id=file.workspace_id, sha256=file.sha256)
        messages.error(request, _("The file is missing on the server. Tell your administrator."))
        return see_other(request, back_to)
    response = FileResponse(
        content, as_attachment=True, filename=file.name, content_type=file.content_type
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
