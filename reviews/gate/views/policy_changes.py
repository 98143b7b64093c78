"""What is asked of the policy: read it, then agree, decline, or take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from config.kernel.forms import SeamForm, posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from reviews.gate import access
from reviews.gate.actions import policies as actions
from reviews.gate.forms import AgreeForm, DeclineForm, WithdrawForm
from reviews.gate.policy_page import difference_rows
from reviews.gate.selectors import policies as selectors
from reviews.gate.sentences import BOOK
from reviews.models import ChangeState, PolicyChange


def policy_change_detail(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_read(request.actor, pk)
    return _page(request, change, {})


def policy_change_agree(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_agreeing(request.actor, pk)
    form = AgreeForm(posted(request))
    if form.is_bound and form.is_valid():
        with form.catching():
            actions.policy_agree(
                by=request.actor, change=change, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("Agreed. This is the policy from now on."))
            return see_other(request, href("reviews:policy_detail"))
    return _page(request, change, {"agree": form})


def policy_change_decline(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_declining(request.actor, pk)
    return _ended(request, change, "decline", DeclineForm, _("Declined. The policy stays."))


def policy_change_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_withdrawal(request.actor, pk)
    return _ended(request, change, "withdraw", WithdrawForm, _("Withdrawn. The policy stays."))


def _ended(
    request: MemberRequest, change: PolicyChange, name: str, form_class: type[SeamForm], said: str
) -> HttpResponse:
    form = form_class(posted(request))
    if form.is_bound and form.is_valid():
        with form.catching():
            actions.policy_decline(
                by=request.actor, change=change, reason=form.cleaned_data["reason"]
            )
            messages.success(request, said)
            return see_other(request, href("reviews:policy_detail"))
    return _page(request, change, {name: form})


def _page(
    request: MemberRequest, change: PolicyChange, filled: dict[str, SeamForm]
) -> HttpResponse:
    """The change with its forms; a form that was sent in vain stands as it was filled in."""
    change = access.policy_change_for_read(request.actor, change.pk)
    sent = next((form for form in filled.values() if form.is_bound), None)
    too_late = sent is not None and change.state != ChangeState.OPEN
    context = {
        "change": change,
        "too_late": too_late,
        "has_errors": bool(sent and sent.errors),
        "opened": next(iter(filled), ""),
        **_asked(change),
        **_offered(request, change),
        "agree": filled.get("agree") or AgreeForm(),
        "decline": filled.get("decline") or DeclineForm(),
        "withdraw": filled.get("withdraw") or WithdrawForm(),
    }
    status = 409 if too_late else sent.status if sent else 200
    return render_page(request, "reviews/policy_change_detail.html", context, status=status)


def _asked(change: PolicyChange) -> dict[str, Any]:
    """What it asks for, held against the version that it was written against."""
    asked = selectors.policy_asked(change)
    against = selectors.version_row(change.workspace_id, change.follows)
    rows = difference_rows(asked, selectors.policy_from(against))
    return {
        "differences": rows,
        "asks_less": any(each.asks_less for each in rows),
        "number": asked.version,
    }


def _offered(request: MemberRequest, change: PolicyChange) -> dict[str, Any]:
    """Which of the three words this person may give, and why not."""
    refusal = selectors.may_not_agree(request.actor, change)
    return {
        "is_open": change.state == ChangeState.OPEN,
        "refusal": BOOK.sentence(refusal) if refusal else "",
        "may_decline": selectors.may_not_decline(request.actor, change) is None,
        "is_own": change.proposed_by_id == request.actor.user_id,
    }
