"""The workspace's policy: what holds, what is asked of it, and what held before."""

from __future__ import annotations

from django.http import HttpResponse

from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships.access import require_member
from reviews.gate.selectors.policies import gate_policy, open_change, versions


def policy_detail(request: MemberRequest) -> HttpResponse:
    require_member(request.actor)
    workspace_id = request.actor.workspace_id
    context = {
        "policy": gate_policy(workspace_id),
        "versions": versions(workspace_id),
        "change": open_change(workspace_id),
    }
    return render_page(request, "reviews/policy_detail.html", context)
