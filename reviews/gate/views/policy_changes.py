"""What is asked of the policy: read it, then agree, decline, or take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import farewells, passing_on
from config.kernel import canonical, clock
from config.kernel.forms import SeamForm, posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from reviews.gate import access
from reviews.gate.actions import policies as actions
from reviews.gate.errors import ChangeEnded
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
    return _answered(request, change, "agree", _("Agreed. This is the policy from now on."))


def policy_change_decline(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_declining(request.actor, pk)
    return _answered(request, change, "decline", _("Declined. The policy stays."))


def policy_change_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    change = access.policy_change_for_withdrawal(request.actor, pk)
    return _answered(request, change, "withdraw", _("Withdrawn. The policy stays."))


def ended_page(request: MemberRequest, change: PolicyChange) -> HttpResponse:
    """What happened instead: who was there first, when, with what word."""
    return _page(request, change, {}, too_late=True)


@dataclass(frozen=True)
class Word:
    """One of the three words that end a change, with its form."""

    form: type[SeamForm]
    say: Callable[..., object]


_WORDS = {
    "agree": Word(AgreeForm, actions.policy_agree),
    "decline": Word(DeclineForm, actions.policy_decline),
    "withdraw": Word(WithdrawForm, actions.policy_decline),
}


def _answered(request: MemberRequest, change: PolicyChange, name: str, said: str) -> HttpResponse:
    form = _WORDS[name].form(posted(request))
    if form.is_bound and form.is_valid():
        with form.catching():
            reason = form.cleaned_data["reason"]
            try:
                _WORDS[name].say(by=request.actor, change=change, reason=reason)
            except ChangeEnded:
                if request.actor.is_member:
                    raise
                # With the change a guest's access ended: the next page says so.
                return see_other(request, href("reviews:policy_change_detail", change.pk))
            return _thanked(request, change, name, reason, said)
    return _page(request, change, {name: form})


def _thanked(
    request: MemberRequest, change: PolicyChange, name: str, reason: str, said: str
) -> HttpResponse:
    """Members read the policy; a guest, whose access ends with their word, reads what it was."""
    if request.actor.is_member:
        messages.success(request, said)
        return see_other(request, href("reviews:policy_detail"))
    farewells.remember(
        request,
        slug=request.workspace.slug,
        about=_("A change of the policy"),
        outcome="declined" if name == "decline" else "agreed",
        meaning=change.reason,
        reason=reason,
        at=timezone.localtime(clock.now()).isoformat(),
        digest=canonical.digest(change.document.encode()),
    )
    return see_other(request, href("reviews:policy_change_detail", change.pk))


def _page(
    request: MemberRequest,
    change: PolicyChange,
    filled: dict[str, SeamForm],
    *,
    too_late: bool = False,
) -> HttpResponse:
    """The change with its forms; a form that was sent in vain stands as it was filled in."""
    change = access.policy_change_for_read(request.actor, change.pk)
    sent = next((form for form in filled.values() if form.is_bound), None)
    too_late = too_late or (sent is not None and change.state != ChangeState.OPEN)
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
    """Which of the three words this person may give, and why not; whose word is waited for."""
    refusal = selectors.may_not_agree(request.actor, change)
    is_open = change.state == ChangeState.OPEN
    return {
        "is_open": is_open,
        "refusal": BOOK.sentence(refusal) if refusal else "",
        "may_decline": selectors.may_not_decline(request.actor, change) is None,
        "is_own": change.proposed_by_id == request.actor.user_id,
        "agreers": selectors.agreers_of(change) if is_open else None,
        "may_invite": access.may_invite_policy_guests(request.actor),
        "fresh": passing_on.recall(request, request.actor.workspace_id),
    }
