"""The start page of a workspace."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from config.kernel import clock
from config.kernel.actors import ADMINISTRATOR, CONTRIBUTOR, Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships.actions.positions import positions_refresh
from reviews import access
from reviews.access import guest_matter
from reviews.desk import selectors
from reviews.models import PolicyChange, Proposal


def desk(request: MemberRequest) -> HttpResponse:
    if not request.actor.is_member:
        return see_other(request, _page_of(guest_matter(request.actor)))
    is_new = selectors.is_new(request.actor)
    positions_refresh(request.actor.workspace_id, clock.today())
    context = {
        "may_oversee": access.may_oversee(request.actor),
        "piles": selectors.piles_of(request.actor),
        "is_new": is_new,
        "first_steps": _first_steps(request.actor) if is_new else [],
        "may_write": request.actor.can(CONTRIBUTOR),
    }
    return render_page(request, "reviews/desk.html", context)


def desk_of_workspace(request: MemberRequest) -> HttpResponse:
    """What waits in the whole workspace, for administrators and auditors."""
    access.require_overseer(request.actor)
    positions_refresh(request.actor.workspace_id, clock.today())
    context = {"piles": selectors.piles_of_workspace(request.actor), "of_workspace": True}
    return render_page(request, "reviews/desk_of_workspace.html", context)


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
