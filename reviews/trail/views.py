"""The trail of a workspace, the timeline of a partnership, the history of one object."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from accounts.selectors.memberships import names_in
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_read, require_member
from reviews.trail import selectors
from reviews.trail.forms import TrailFilterForm
from reviews.trail.registry import BY_SLUG, Story


def trail_list(request: MemberRequest) -> HttpResponse:
    require_member(request.actor)
    people = names_in(request.actor.workspace_id)
    kinds = selectors.kinds_in(request.actor.workspace_id)
    form = TrailFilterForm(request.GET or None, people=people, kinds=kinds)
    page = selectors.trail_page(
        request.actor.workspace_id, form.wanted, after=request.GET.get("after")
    )
    context = {"page": page, "entries": selectors.told(page.rows), "form": form}
    return render_page(request, "reviews/trail_list.html", context)


def timeline(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    page = selectors.timeline_page(partnership, after=request.GET.get("after"))
    context = {
        "partnership": partnership,
        "page": page,
        "entries": selectors.told(page.rows),
    }
    return render_page(request, "reviews/timeline.html", context)


def object_history(request: MemberRequest, model: str, pk: int) -> HttpResponse:
    require_member(request.actor)
    story = BY_SLUG.get(model)
    if story is None:
        raise Http404
    page = selectors.history_page(story, pk, after=request.GET.get("after"))
    if not page.rows:
        raise Http404
    context = {
        "page": page,
        "entries": selectors.told_history(story, page.rows),
        "noun": story.noun,
        "name": story.name_of(page.rows[0].instance),
    }
    return render_page(request, "reviews/object_history.html", context | _where_it_lives(story, pk))


def _where_it_lives(story: Story, pk: int) -> dict[str, Any]:
    live = story.model._default_manager.filter(pk=pk).first()
    if live is None:
        return {"is_gone": True}
    return {"object_url": story.page(live) if story.page else ""}
