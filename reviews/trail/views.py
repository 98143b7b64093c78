"""The trail of a workspace, the timeline of a partnership, the history of one object, and two
moments held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.ledger.moments import entry_at
from accounts.selectors.memberships import names_in
from config.kernel.errors import DomainError, Problem
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_read, require_member
from partnerships.models import Partnership
from reviews.access import may_oversee, require_overseer
from reviews.trail import exporting, selectors
from reviews.trail.comparing import comparison_of
from reviews.trail.forms import CompareForm, TrailFilterForm
from reviews.trail.moments import ReadyMoment, first_of, ready_moments, usual_start
from reviews.trail.registry import BY_SLUG, Story


def trail_list(request: MemberRequest) -> HttpResponse:
    require_member(request.actor)
    people = names_in(request.actor.workspace_id)
    kinds = selectors.kinds_in(request.actor.workspace_id)
    form = TrailFilterForm(request.GET or None, people=people, kinds=kinds)
    page = selectors.trail_page(
        request.actor.workspace_id, form.wanted, after=request.GET.get("after")
    )
    context = {
        "page": page,
        "entries": selectors.told(page.rows),
        "form": form,
        "may_export": may_oversee(request.actor),
    }
    return render_page(request, "reviews/trail_list.html", context)


def trail_export(request: MemberRequest) -> StreamingHttpResponse:
    """The whole trail as a file that can be checked without Seam; always as a download."""
    require_overseer(request.actor)
    lines = exporting.trail_lines(request.workspace, by_id=request.actor.user_id)
    response = StreamingHttpResponse(lines, content_type=exporting.CONTENT_TYPE)
    name = exporting.file_name(request.workspace)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


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


def dossier_compare(request: MemberRequest, pk: int) -> HttpResponse:
    """What is otherwise at the later of two moments than at the earlier."""
    partnership = partnership_for_read(request.actor, pk)
    ready = ready_moments(partnership)
    since = request.GET.get("since", "").strip() or usual_start(ready).said
    form = CompareForm({"since": since, "until": request.GET.get("until", "").strip()})
    asked = [(_number_of(request, form, name, ready), form.data[name]) for name in form.moments]
    context = {"partnership": partnership, "form": form, "ready": ready, "start": ready[-1]}
    if form.is_valid():
        context |= _compared(partnership, asked, ready)
    return render_page(request, "reviews/dossier_compare.html", context, status=form.status)


def _number_of(
    request: MemberRequest, form: CompareForm, field: str, ready: Sequence[ReadyMoment]
) -> int | None:
    """The number of the entry asked for; None for now, and for what the form then refuses."""
    form.is_valid()
    number, said = None, form.cleaned_data.get(field)
    if said and not _means_now(field, said):
        with form.catching():
            zone = request.workspace.zone
            number = entry_at(request.actor.workspace_id, said, zone, field=field)
            if number < first_of(ready):
                raise DomainError(Problem(_not_yet(ready), field))
    return number


def _means_now(field: str, said: str) -> bool:
    """The end can be given by the word that the page uses for it."""
    return field == "until" and said.casefold() in ("now", _("now").casefold())


def _not_yet(ready: Sequence[ReadyMoment]) -> str:
    start = ready[-1]
    told = _(
        "The partnership was put in the register by entry %(number)s, on %(day)s. "
        "Give that moment or a later one."
    )
    return told % {"number": start.number, "day": date_format(localtime(start.at), "DATE_FORMAT")}


def _compared(
    partnership: Partnership, asked: list[tuple[int | None, str]], ready: Sequence[ReadyMoment]
) -> dict[str, Any]:
    """The comparison with the earlier moment first, whichever was given first; none is now."""
    in_order = sorted(asked, key=lambda each: inf if each[0] is None else each[0])
    (since, since_said), (until, until_said) = in_order
    comparison = comparison_of(partnership, since or first_of(ready), until)
    return {
        "comparison": comparison,
        "turned": in_order != asked,
        "is_now": until is None,
        "since_words": _called(ready, comparison.since.number, since_said),
        "until_words": _called(ready, comparison.until.number, until_said),
    }


def _called(ready: Sequence[ReadyMoment], number: int, said: str) -> str:
    """What a moment is called, or how its entry came about from the day or time that was typed."""
    words = next((str(each.words) for each in ready if each.number == number), "")
    if words or said in ("", str(number)):
        return words
    return _("the last entry up to %(said)s") % {"said": said}
