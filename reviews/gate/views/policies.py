"""The workspace's policy: what holds, what is asked of it, and what held before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import models
from partnerships.access import require_member
from reviews.gate import access
from reviews.gate.actions import policies as actions
from reviews.gate.forms import PolicyForm
from reviews.gate.policy_page import difference_rows, policy_page
from reviews.gate.rules.policy import Policy
from reviews.gate.selectors import policies as selectors


def policy_detail(request: MemberRequest) -> HttpResponse:
    require_member(request.actor)
    versions = selectors.versions(request.actor.workspace_id)
    in_force = selectors.policy_from(versions[0] if versions else None)
    context = {
        "page": policy_page(in_force),
        "row": versions[0] if versions else None,
        "earlier": versions[1:],
        "may_propose": access.may_propose_policy(request.actor),
        **_change_context(request, in_force),
    }
    return render_page(request, "reviews/policy_detail.html", context)


def policy_version_detail(request: MemberRequest, number: int) -> HttpResponse:
    row = access.policy_for_read(request.actor, number)
    before = selectors.version_row(row.workspace_id, number - 1)
    after = selectors.version_row(row.workspace_id, number + 1)
    context = {
        "page": policy_page(selectors.policy_from(row)),
        "row": row,
        "before": before,
        "after": after,
        "differences": _since(row, before),
    }
    return render_page(request, "reviews/policy_version_detail.html", context)


def policy_propose(request: MemberRequest) -> HttpResponse:
    access.require_policy_proposer(request.actor)
    in_force = selectors.gate_policy(request.actor.workspace_id)
    form = opened(request, PolicyForm, key="policy", row=in_force)
    if form.is_bound and form.is_valid():
        with form.catching():
            change = actions.policy_propose(
                by=request.actor,
                policy=form.policy,
                reason=form.cleaned_data["reason"],
                version=form.seen_version,
            )
            messages.success(request, _("Asked for. It holds once somebody else agrees."))
            return see_other(request, href("reviews:policy_change_detail", change.pk))
    context = {
        "form": form,
        "page": policy_page(in_force),
        "change": selectors.open_change(request.actor.workspace_id),
    }
    return render_page(request, "reviews/policy_propose.html", context, status=form.status)


def _change_context(request: MemberRequest, in_force: Policy) -> dict[str, Any]:
    """The open change, what it asks for, and whether it waits for this person."""
    change = selectors.open_change(request.actor.workspace_id)
    if change is None:
        return {"change": None}
    return {
        "change": change,
        "differences": difference_rows(selectors.policy_asked(change), in_force),
        "may_agree": access.may_agree_policy(request.actor, change),
    }


def _since(row: models.Policy, before: models.Policy | None) -> tuple[Any, ...]:
    """What a version changed about the one before it."""
    if before is None:
        return ()
    return difference_rows(selectors.policy_from(row), selectors.policy_from(before))
