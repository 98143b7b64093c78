"""The page that finds."""

from __future__ import annotations

from django.http import HttpResponse

from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships.access import require_member
from reviews.search.indexing import rebuild
from reviews.search.selectors import found, is_empty
from reviews.search.subjects import SUBJECTS

LONGEST = 200


def search(request: MemberRequest) -> HttpResponse:
    require_member(request.actor)
    workspace_id = request.actor.workspace_id
    text = request.GET.get("q", "").replace("\0", "")[:LONGEST]
    kind = request.GET.get("kind", "")
    finds = found(workspace_id, text, kind)
    if text.strip() and not finds.finds and is_empty(workspace_id):
        rebuild(workspace_id)  # a workspace from before there was a search
        finds = found(workspace_id, text, kind)
    context = {
        "q": text,
        "kind": kind,
        "kinds": [(each.kind, each.label) for each in SUBJECTS],
        "finds": finds,
    }
    return render_page(request, "reviews/search.html", context)
