"""Keeping what is typed while it is typed, and forgetting it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import drafts
from accounts.addresses import desk_of
from config.kernel.pages import see_other
from config.kernel.requests import MemberRequest


@require_POST
def draft_save(request: MemberRequest, key: str) -> HttpResponse:
    """What the page sends by itself: 204, or 413 for more than a draft holds."""
    fields = {name: _one_or_all(values) for name, values in request.POST.lists()}
    if drafts.size(fields) > drafts.LARGEST:
        return HttpResponse(_("This is too long for a draft."), status=413)
    drafts.keep(by=request.actor, key=key, fields=fields)
    return HttpResponse(status=204)


@require_POST
def draft_discard(request: MemberRequest, key: str) -> HttpResponse:
    """Forget the draft and open its form anew."""
    drafts.discard(by=request.actor, key=key)
    return see_other(request, _form_page(request))


def _one_or_all(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _form_page(request: MemberRequest) -> str:
    """The page that the button was on, without the question for the draft."""
    page = request.headers.get("Referer", "").split("?")[0]
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return page
    return desk_of(request.workspace)
