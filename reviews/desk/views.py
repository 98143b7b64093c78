"""The start page of a workspace, and handing over what stands on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.drafts import opened
from accounts.templatetags.people import person
from config.kernel import clock
from config.kernel.actors import ADMINISTRATOR, CONTRIBUTOR, Actor
from config.kernel.errors import DomainError
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships.access import require_member
from partnerships.actions.positions import positions_refresh
from reviews import access
from reviews.access import guest_matter
from reviews.desk import selectors
from reviews.desk.access import handover_for_update, line_for_handing
from reviews.desk.actions import handovers as actions
from reviews.desk.forms import HandOverForm
from reviews.desk.listing import listed
from reviews.desk.rules.handing import hand_over_refusal, receivers
from reviews.desk.rules.lines import Line
from reviews.models import PolicyChange, Proposal
from reviews.vocabulary import LineKind
from reviews.words import LINE_KINDS


def desk(request: MemberRequest) -> HttpResponse:
    if not request.actor.is_member:
        return see_other(request, _page_of(guest_matter(request.actor)))
    is_new = selectors.is_new(request.actor)
    found = selectors.desk_of(request.actor, _looked_at(request))
    context = {
        "may_oversee": access.may_oversee(request.actor),
        "listing": listed(request, found.lines, clock.today(), "reviews:desk"),
        "given": len(found.given),
        "is_new": is_new,
        "first_steps": _first_steps(request.actor) if is_new else [],
        "may_write": request.actor.can(CONTRIBUTOR),
    }
    return render_page(request, "reviews/desk.html", context)


def desk_of_workspace(request: MemberRequest) -> HttpResponse:
    """What waits in the whole workspace, for administrators and auditors."""
    access.require_overseer(request.actor)
    lines = selectors.lines_of_workspace(request.actor, _looked_at(request))
    listing = listed(request, lines, clock.today(), "reviews:desk_of_workspace")
    return render_page(request, "reviews/desk_of_workspace.html", {"listing": listing})


def desk_handed_over(request: MemberRequest) -> HttpResponse:
    """What one handed over and that still waits with others."""
    require_member(request.actor)
    given = selectors.desk_of(request.actor, _looked_at(request)).given
    listing = listed(request, given, clock.today(), "reviews:desk_handed_over")
    return render_page(request, "reviews/desk_handed_over.html", {"listing": listing})


def desk_line_hand_over(request: MemberRequest, kind: str, subject: str) -> HttpResponse:
    """Hand a line of one's desk to another member, with a note."""
    of, typed = _kind_of(kind), request.method == "POST" or "draft" in request.GET
    line = line_for_handing(request.actor, of, subject, _looked_at(request), typed=typed)
    form = opened(
        request,
        HandOverForm,
        key=f"hand-over:{of}:{subject}",
        people=_receivers(request.actor, line),
    )
    if form.is_valid():
        with form.catching():
            handover = actions.desk_line_hand_over(
                by=request.actor, kind=of, subject=subject, **form.values
            )
            said = _("Handed over to %(who)s.") % {"who": person(handover.given_to_id)}
            messages.success(request, said)
            return see_other(request, href("reviews:desk"))
    context = {
        "line": line,
        "kind_label": LINE_KINDS[of],
        "form": form,
        "refusal": hand_over_refusal(line, request.actor.person_id),
    }
    return render_page(request, "reviews/desk_line_hand_over.html", context, status=form.status)


@require_POST
def desk_line_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back what one handed over, or give back what one got."""
    handover = handover_for_update(request.actor, pk)
    is_giver = handover.given_by_id == request.actor.user_id
    try:
        actions.desk_line_take_back(by=request.actor, handover=handover)
        messages.success(request, _("Taken back.") if is_giver else _("Given back."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return see_other(request, href("reviews:desk"))


def _looked_at(request: MemberRequest) -> date:
    """Today in the workspace, by which everything that is due was judged."""
    today = clock.today()
    positions_refresh(request.actor.workspace_id, today)
    return today


def _kind_of(word: str) -> LineKind:
    if word not in set(LineKind):
        raise Http404
    return LineKind(word)


def _receivers(actor: Actor, line: Line | None) -> list[tuple[int, str]]:
    """Those to whom this person could hand the line, by name."""
    ids = receivers(line, actor.person_id) if line else ()
    return sorted(((pk, person(pk)) for pk in ids), key=lambda pair: pair[1].casefold())


def _page_of(matter: Proposal | PolicyChange) -> str:
    view = "proposal_detail" if isinstance(matter, Proposal) else "policy_change_detail"
    return href(f"reviews:{view}", matter.pk)


def _first_steps(actor: Actor) -> list[dict[str, Any]]:
    """The way into an empty workspace, as far as this person can walk it."""
    steps = []
    if actor.can(ADMINISTRATOR):
        steps.append(
            {
                "title": _("Invite the people who decide"),
                "href": href("accounts:invitation_create"),
                "hint": _("One person proposes, another authorises. Two are enough."),
                "status": "empty",
            }
        )
    if actor.can(CONTRIBUTOR):
        steps += [
            {
                "title": _("Write down what you plan to grow"),
                "href": href("partnerships:scale_step_create"),
                "hint": _("A scale step: what it needs from outside, and what you do not know."),
                "status": "empty",
            },
            {
                "title": _("Put a partnership in the register"),
                "href": href("partnerships:partnership_create"),
                "hint": _("One you consider, or one that already runs."),
                "status": "empty",
            },
            {
                "title": _("Then write its Fit Card and one claim"),
                "href": href("partnerships:partnership_list"),
                "hint": _("The card says what they provide; the claim, what you believe and why."),
                "status": "blocked",
            },
        ]
    return steps
