"""A change of the policy: what differs, and the word that ends it."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.actions.invitations import invitation_accept_as_new, invitation_create
from config.kernel.scope import workspace_scope
from partnerships.models import Policy
from reviews.gate.actions.policies import policy_agree
from reviews.gate.forms import AgreeForm, DeclineForm, WithdrawForm
from reviews.models import PolicyChange
from tests.bad_input import bad_values, nothing_written
from tests.conftest import PASSWORD, Cast
from tests.reviews.gate.policies import LAXER, make_change


@pytest.fixture
def change(cast: Cast) -> PolicyChange:
    with workspace_scope(cast.workspace.pk):
        return make_change(cast, LAXER, reason="Fewer looks at small partners")


def url(cast: Cast, change: PolicyChange, word: str = "") -> str:
    return cast.url(f"policy/changes/{change.pk}/{word}")


def answer(cast: Cast, change: PolicyChange, role: str, word: str, reason: str = "") -> Any:
    return cast.client(role).post(url(cast, change, f"{word}/"), {"reason": reason})


def body_for(cast: Cast, change: PolicyChange, role: str) -> str:
    response = cast.client(role).get(url(cast, change))
    assert response.status_code == 200
    return response.content.decode()


def in_force(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Policy.objects.order_by("-number").values_list("number", flat=True)[0]


def test_it_shows_both_values_and_that_it_asks_for_less(cast: Cast, change: PolicyChange) -> None:
    body = body_for(cast, change, "auditor")
    for said in ("365 days", "400 days", "Asks for less", "Fewer looks at small partners"):
        assert said in body


@pytest.mark.parametrize(
    ("role", "offered", "said"),
    [
        ("approver", {"agree", "decline"}, ""),
        ("contributor", {"agree", "decline"}, ""),
        ("administrator", {"withdraw"}, "You asked for this change"),
        ("auditor", set(), "Ask an administrator for one of these roles"),
    ],
)
def test_each_is_offered_their_words_and_told_why_not_the_others(
    cast: Cast, change: PolicyChange, role: str, offered: set[str], said: str
) -> None:
    body = body_for(cast, change, role)
    words = ("agree", "decline", "withdraw")
    assert {word for word in words if f'action="{url(cast, change, word)}/"' in body} == offered
    assert said in body


def test_agreeing_puts_it_into_force_and_leads_to_the_policy(
    cast: Cast, change: PolicyChange
) -> None:
    client = cast.client("approver")
    response = client.post(url(cast, change, "agree/"), {"reason": ""})
    assert (response.status_code, response.url) == (303, cast.url("policy/"))
    assert in_force(cast) == 2
    assert "This is the policy from now on." in client.get(response.url).content.decode()
    ended = body_for(cast, change, "auditor")
    assert "How it ended" in ended
    assert cast.url("policy/versions/2/") in ended


@pytest.mark.parametrize(("role", "word"), [("approver", "decline"), ("administrator", "withdraw")])
def test_a_no_keeps_the_policy_and_says_why(
    cast: Cast, change: PolicyChange, role: str, word: str
) -> None:
    response = answer(cast, change, role, word, "It would blind us")
    assert response.status_code == 303
    assert in_force(cast) == 1
    assert "It would blind us" in body_for(cast, change, "auditor")


@pytest.mark.parametrize(
    ("role", "word", "said"),
    [
        ("administrator", "agree", "You can withdraw it"),
        ("auditor", "agree", "Ask an administrator for one of these roles"),
        ("auditor", "decline", "Ask an administrator for one of these roles"),
        ("administrator", "decline", "You can withdraw it"),
        ("approver", "withdraw", "You can decline it"),
    ],
)
def test_whoever_may_not_is_told_the_way_out(
    cast: Cast, change: PolicyChange, role: str, word: str, said: str
) -> None:
    with nothing_written(cast):
        response = answer(cast, change, role, word, "Because")
    assert response.status_code == 403
    assert said in response.content.decode()


def test_who_came_by_a_link_that_the_proposer_saw_is_told_so(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        invitation, _token = invitation_create(
            by=cast.actor("administrator"),
            email="second@example.org",
            roles=["approver"],
            link_shown=True,
        )
        second = invitation_accept_as_new(invitation=invitation, name="Second", password=PASSWORD)
        change = make_change(cast)
    client = cast.client("anonymous")
    client.force_login(second.user)
    assert "could be one person" in client.get(url(cast, change)).content.decode()
    assert client.post(url(cast, change, "agree/")).status_code == 403
    assert in_force(cast) == 1


@pytest.mark.parametrize("word", ["agree", "decline"])
def test_who_comes_second_is_told_what_happened(
    cast: Cast, change: PolicyChange, word: str
) -> None:
    with workspace_scope(cast.workspace.pk):
        policy_agree(by=cast.actor("approver"), change=change)
    with nothing_written(cast):
        response = answer(cast, change, "contributor", word, "Me too")
    assert response.status_code == 409
    body = response.content.decode()
    assert "Somebody was there before you" in body
    assert "How it ended" in body


@pytest.mark.parametrize(
    ("role", "word", "field", "value"),
    [
        (role, word, *case.values)
        for role, word, form in (
            ("approver", "agree", AgreeForm),
            ("approver", "decline", DeclineForm),
            ("administrator", "withdraw", WithdrawForm),
        )
        for case in bad_values(form, leave_out=("version",))
    ],
)
def test_bad_input_is_answered_in_words(
    cast: Cast, change: PolicyChange, role: str, word: str, field: str, value: str
) -> None:
    with nothing_written(cast):
        response = cast.client(role).post(url(cast, change, f"{word}/"), {field: value})
    assert response.status_code == 422
    assert 'id="error-summary"' in response.content.decode()


def test_the_trail_tells_each_step_and_leads_back(cast: Cast, change: PolicyChange) -> None:
    answer(cast, change, "approver", "agree")
    body = cast.client("auditor").get(cast.url("trail/")).content.decode()
    assert "Administrator asked for another policy: Fewer looks at small partners" in body
    assert "Approver agreed, so “Policy, version 2” holds from now on" in body
    assert f'href="{url(cast, change)}"' in body
    assert f'href="{cast.url("policy/")}"' in body


def test_another_workspaces_change_does_not_exist_here(cast: Cast, change: PolicyChange) -> None:
    for word in ("", "agree/", "decline/", "withdraw/"):
        assert cast.client("stranger").get(url(cast, change, word)).status_code == 404
        assert cast.client("auditor").get(cast.url(f"policy/changes/0/{word}")).status_code == 404
