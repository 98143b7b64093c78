"""Signing with a second factor: the code beside the password, every time, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from config.kernel.scope import workspace_scope
from reviews.decisions import passwords
from reviews.decisions.forms import SignForm
from reviews.models import Decision, Proposal, Signature
from tests.bad_input import bad_values
from tests.conftest import PASSWORD, Cast
from tests.reviews.stage import make_proposal, on_screen
from tests.second_factor import enrol, shown_by_app, stop_the_codes, wrong_code


@pytest.fixture(autouse=True)
def _no_tries_so_far(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    stop_the_codes(monkeypatch)


@pytest.fixture
def recovery_codes(cast: Cast) -> list[str]:
    return enrol(cast.user("approver"))


@pytest.fixture
def proposal(cast: Cast, recovery_codes: list[str]) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def sign(cast: Cast, proposal: Proposal, word: str = "authorise", **data: Any) -> Any:
    fields = {
        "password": PASSWORD,
        "code": shown_by_app(),
        "reason": "The evidence bears it.",
        "shown": on_screen(proposal, declining=word == "decline"),
    }
    return cast.client("approver").post(cast.url(f"proposals/{proposal.pk}/{word}/"), fields | data)


def signatures(cast: Cast) -> list[Signature]:
    with workspace_scope(cast.workspace.pk):
        return list(Signature.objects.all())


@pytest.mark.parametrize("word", ["authorise", "decline"])
def test_a_code_of_the_app_signs_and_the_signature_says_so(
    cast: Cast, proposal: Proposal, word: str
) -> None:
    assert sign(cast, proposal, word).status_code == 303
    (signature,) = signatures(cast)
    assert signature.proven_by == "password_totp"


def test_a_recovery_code_signs_and_the_record_says_so(
    cast: Cast, proposal: Proposal, recovery_codes: list[str]
) -> None:
    assert sign(cast, proposal, code=recovery_codes[3]).status_code == 303
    with workspace_scope(cast.workspace.pk):
        decision = Decision.objects.get()
    record = cast.client("auditor").get(cast.url(f"decisions/{decision.pk}/")).content.decode()
    assert "Password and a recovery code" in record


def test_the_form_asks_for_a_code_only_of_those_who_have_one(
    cast: Cast, proposal: Proposal
) -> None:
    address = cast.url(f"proposals/{proposal.pk}/")
    assert 'name="code"' in cast.client("approver").get(address).content.decode()
    assert 'name="code"' not in cast.client("contributor").get(address).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"code": ""}, "Enter the code that your app shows"),
        ({"code": "wrong"}, "does not fit"),
        ({"password": "not mine"}, "not your password"),
    ],
)
def test_neither_password_nor_code_is_enough_alone(
    cast: Cast, proposal: Proposal, data: dict[str, str], said: str
) -> None:
    response = sign(cast, proposal, **data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "The evidence bears it." in response.content.decode()
    assert not signatures(cast)


def test_each_code_works_once(cast: Cast, proposal: Proposal) -> None:
    code = shown_by_app()
    assert sign(cast, proposal, code=code, reason="–").status_code == 422
    again = sign(cast, proposal, code=code)
    assert again.status_code == 422
    assert "used already" in again.content.decode()
    assert not signatures(cast)


def test_a_code_that_may_still_be_good_is_not_sent_back(
    cast: Cast, proposal: Proposal, recovery_codes: list[str]
) -> None:
    response = sign(cast, proposal, password="not mine", code=recovery_codes[0])
    assert recovery_codes[0] not in response.content.decode()
    assert sign(cast, proposal, code=recovery_codes[0]).status_code == 303


def test_wrong_codes_count_with_wrong_passwords(cast: Cast, proposal: Proposal) -> None:
    for _pair in range(passwords.TRIES // 2):
        sign(cast, proposal, code=wrong_code())
        sign(cast, proposal, password="not mine")
    last = sign(cast, proposal, code=wrong_code())
    assert "Wait five minutes" in last.content.decode()
    assert "Wait five minutes" in sign(cast, proposal).content.decode()
    assert not signatures(cast)


def test_another_persons_code_is_no_code_of_yours(cast: Cast, proposal: Proposal) -> None:
    theirs = enrol(cast.user("auditor"))
    assert sign(cast, proposal, code=theirs[0]).status_code == 422
    assert not signatures(cast)


@pytest.mark.parametrize(("field", "value"), bad_values(SignForm, leave_out=("version",)))
def test_bad_input_is_answered_in_words_and_signs_nothing(
    cast: Cast, proposal: Proposal, field: str, value: str
) -> None:
    response = sign(cast, proposal, **{field: value})
    assert response.status_code in (409, 422)
    assert response.context["form"].errors
    assert PASSWORD not in response.content.decode()
    assert not signatures(cast)
