"""Signing, on its own page and inside the proposal's: password, digest, and who was first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from accounts.actions.memberships import membership_end
from config.kernel.scope import workspace_scope
from reviews.decisions import passwords
from reviews.decisions.actions.proposals import proposal_withdraw
from reviews.decisions.forms import SignForm
from reviews.models import Decision, Proposal, Signature
from tests.bad_input import bad_values
from tests.conftest import PASSWORD, Cast
from tests.reviews.stage import another_member, make_proposal, on_screen

HTMX = {"HX-Request": "true", "HX-Target": "authorise"}


@pytest.fixture(autouse=True)
def _no_tries_so_far(db: None) -> None:
    cache.clear()


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def sign(
    cast: Cast, proposal: Proposal, word: str = "authorise", *, htmx: bool = False, **data: Any
) -> HttpResponse:
    fields = {
        "password": PASSWORD,
        "reason": "The evidence bears it.",
        "shown": on_screen(proposal, declining=word == "decline"),
    }
    response: Any = cast.client("approver").post(
        cast.url(f"proposals/{proposal.pk}/{word}/"),
        fields | data,
        headers=HTMX | {"HX-Target": word} if htmx else {},
    )
    return response  # type: ignore[no-any-return]


def signatures(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Signature.objects.count()


def test_the_word_is_sealed_and_the_record_opens(cast: Cast, proposal: Proposal) -> None:
    response = sign(cast, proposal)
    with workspace_scope(cast.workspace.pk):
        decision = Decision.objects.get()
    assert response.status_code == 303
    assert response["Location"] == cast.url(f"decisions/{decision.pk}/")


def test_htmx_follows_to_the_record(cast: Cast, proposal: Proposal) -> None:
    assert "/decisions/" in sign(cast, proposal, htmx=True)["HX-Redirect"]


def test_declining_leads_back_to_the_proposal(cast: Cast, proposal: Proposal) -> None:
    response = sign(cast, proposal, "decline")
    assert response["Location"] == cast.url(f"proposals/{proposal.pk}/")


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"password": "not mine"}, "not your password"),
        ({"password": ""}, "Enter the password"),
        ({"reason": ""}, "Give your reason"),
        ({"reason": "–"}, "Give your reason"),
        ({"reason": "x" * 20_001}, "Shorten this"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_reason_kept(
    cast: Cast, proposal: Proposal, data: dict[str, str], said: str, htmx: bool
) -> None:
    response = sign(cast, proposal, htmx=htmx, **data)
    body = response.content.decode()
    assert response.status_code == 422
    assert said in body
    assert PASSWORD not in body
    if "reason" not in data:
        assert "The evidence bears it." in body
    assert ("<html" in body) is not htmx
    assert signatures(cast) == 0


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(
    cast: Cast, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _try in range(passwords.TRIES):
        assert sign(cast, proposal, password="not mine").status_code == 422
    closed = sign(cast, proposal)
    assert closed.status_code == 422
    assert "Wait five minutes" in closed.content.decode()
    later = timezone.now() + timedelta(seconds=passwords.PERIOD + 1)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    assert sign(cast, proposal).status_code == 303


def test_the_right_password_forgets_the_wrong_ones(cast: Cast, proposal: Proposal) -> None:
    for _try in range(passwords.TRIES - 1):
        sign(cast, proposal, password="not mine")
    assert sign(cast, proposal, reason="–").status_code == 422  # the password was right
    for _try in range(passwords.TRIES - 1):
        sign(cast, proposal, password="not mine")
    assert sign(cast, proposal).status_code == 303


def test_tries_are_counted_for_each_person_alone(cast: Cast, proposal: Proposal) -> None:
    for _try in range(passwords.TRIES):
        sign(cast, proposal, password="not mine")
    with workspace_scope(cast.workspace.pk):
        second = another_member(cast, "approver")
    client = cast.client("anonymous")
    client.force_login(second.user)
    response = client.post(
        cast.url(f"proposals/{proposal.pk}/authorise/"),
        {"password": PASSWORD, "reason": "Yes", "shown": on_screen(proposal)},
    )
    assert response.status_code == 303


def test_another_digest_is_refused_and_the_form_comes_again_with_the_right_one(
    cast: Cast, proposal: Proposal
) -> None:
    response = sign(cast, proposal, shown="0" * 64)
    body = response.content.decode()
    assert response.status_code == 409
    assert "not what this proposal holds" in body
    assert f'value="{on_screen(proposal)}"' in body
    assert "The evidence bears it." in body
    assert signatures(cast) == 0


@pytest.mark.parametrize("htmx", [True, False])
def test_whoever_comes_second_reads_who_did_what_and_when(
    cast: Cast, proposal: Proposal, htmx: bool
) -> None:
    sign(cast, proposal)
    late = sign(cast, proposal, htmx=htmx)
    body = late.content.decode()
    assert late.status_code == 409
    assert "Approver" in body
    assert "The evidence bears it." in body
    assert ("<html" in body) is not htmx
    assert signatures(cast) == 1


def test_a_withdrawn_proposal_says_so(cast: Cast, proposal: Proposal) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal_withdraw(by=cast.actor("contributor"), proposal=proposal)
    late = sign(cast, proposal)
    assert late.status_code == 409
    assert "was withdrawn" in late.content.decode()


@pytest.mark.parametrize("word", ["authorise", "decline"])
def test_the_page_of_the_word_shows_what_is_signed(
    cast: Cast, proposal: Proposal, word: str
) -> None:
    body = cast.client("approver").get(cast.url(f"proposals/{proposal.pk}/{word}/")).content
    assert proposal.dossier_digest in body.decode()
    assert "Stated: capability" in body.decode()
    assert proposal.rationale in body.decode()


@pytest.mark.parametrize("word", ["authorise", "decline"])
@pytest.mark.parametrize(("field", "value"), bad_values(SignForm, leave_out=("version", "code")))
def test_bad_input_is_answered_in_words_and_signs_nothing(
    cast: Cast, proposal: Proposal, word: str, field: str, value: str
) -> None:
    good = {"reason": "The evidence bears it.", "password": PASSWORD}
    good["shown"] = on_screen(proposal, declining=word == "decline")
    response = cast.client("approver").post(
        cast.url(f"proposals/{proposal.pk}/{word}/"), good | {field: value}
    )
    assert response.status_code in (409, 422)
    assert response.context["form"].errors
    assert PASSWORD not in response.content.decode()
    with workspace_scope(cast.workspace.pk):
        assert not Signature.objects.exists()


def test_a_signer_who_left_while_the_page_was_open_seals_nothing(
    cast: Cast, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended_meanwhile(*_: object) -> str:
        membership_end(
            by=cast.actor("administrator"), membership=cast.members["approver"], version=None
        )
        return "password"

    monkeypatch.setattr("reviews.decisions.views.proposals.confirm_identity", ended_meanwhile)
    response = sign(cast, proposal)
    assert response.status_code == 403
    assert "has ended meanwhile" in response.content.decode()
    assert signatures(cast) == 0
