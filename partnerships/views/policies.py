"""The workspace's policy: administrators change it, every member reads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.access import may_administer
from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions.policies import policy_update
from partnerships.forms.policies import PolicyForm, lines_of
from partnerships.rules.policy import DEFAULT
from partnerships.selectors.policies import policy_of


def policy_edit(request: MemberRequest) -> HttpResponse:
    if not may_administer(request.actor):
        return _policy_facts(request)
    policy = access.policy_for_update(request.actor)
    form = opened(
        request,
        PolicyForm,
        key="policy",
        row=policy,
        initial={} if policy else _DEFAULT_ANSWERS,
    )
    if form.is_valid():
        with form.catching():
            policy_update(by=request.actor, policy=policy, version=form.seen_version, **form.values)
            messages.success(request, _("Saved. It holds for every partnership from now on."))
            return see_other(request, href("partnerships:policy_edit"))
    context = {"form": form, "is_default": policy is None}
    return render_page(request, "partnerships/policy_edit.html", context, status=form.status)


def _policy_facts(request: MemberRequest) -> HttpResponse:
    policy = access.policy_for_read(request.actor)
    if request.method == "POST":
        access.policy_for_update(request.actor)
    context = {"policy": policy_of(request.actor.workspace_id), "is_default": policy is None}
    return render_page(request, "partnerships/policy_edit.html", context)


_DEFAULT_ANSWERS = {
    "required_responsibilities": lines_of(DEFAULT.required_responsibilities),
    "long_exit_days": DEFAULT.long_exit_days,
    "costly_exit": DEFAULT.costly_exit,
    "costly_exit_currency": DEFAULT.costly_exit_currency,
}
