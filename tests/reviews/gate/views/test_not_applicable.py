"""Setting a requirement aside on the gate's page, standing by it, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.ledger.models import Head
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from reviews.gate.forms import NotApplicableForm
from reviews.gate.rules.judgement import MAY_NOT_APPLY
from reviews.models import NotApplicable
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import declare, make_proposal, make_ready, set_aside

CODE = "data_access"
REASON = {"reason": "They hold no data & see none"}


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_partnership(cast)


def gate(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/gate/")


def state(cast: Cast, partnership: Partnership, code: str = CODE) -> str:
    return f"{gate(cast, partnership)}{code}/not-applicable/"


def page(cast: Cast, role: str, url: str) -> str:
    response = cast.client(role).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_is_offered_beside_what_can_have_no_object(cast: Cast, partnership: Partnership) -> None:
    shown = page(cast, "contributor", gate(cast, partnership))
    offered = {code for code in MAY_NOT_APPLY if state(cast, partnership, code) in shown}
    assert CODE in offered
    assert shown.count("Say why this does not apply") == len(offered)
    for role in ("approver", "auditor"):
        assert "not-applicable/" not in page(cast, role, gate(cast, partnership))


def test_a_reason_is_said_and_shown_with_who_said_it(cast: Cast, partnership: Partnership) -> None:
    client = cast.client("contributor")
    done = client.post(state(cast, partnership), {**REASON, "version": ""})
    assert done.status_code == 303
    assert done["Location"].endswith(f"/gate/#{CODE}")
    shown = page(cast, "contributor", gate(cast, partnership))
    assert "Said not to apply by Contributor." in shown
    assert "Nobody else stands by it." in shown
    assert "They hold no data &amp; see none" in shown
    assert "Change the reason" in shown
    assert "It applies again" in shown
    assert f"{state(cast, partnership)}assess/" in shown, "the finding leads there"


def test_another_person_stands_by_it(cast: Cast, partnership: Partnership) -> None:
    set_aside(cast, partnership, CODE)
    url = f"{state(cast, partnership)}assess/"
    assert ">Stand by it<" in page(cast, "approver", gate(cast, partnership))
    assert "They hold no data of ours" in page(cast, "approver", url)
    client = cast.client("approver")
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"version": "1"}).status_code == 303
    shown = page(cast, "approver", gate(cast, partnership))
    assert "Approver stands by it." in shown
    assert "Because: They hold no data of ours" in shown
    assert ">Stand by it<" not in shown
    again = client.post(url, {"version": "2"})
    assert again.status_code == 422
    assert "stands by this reason already" in again.content.decode()


def test_whoever_said_it_is_told_to_ask_somebody_else(cast: Cast, partnership: Partnership) -> None:
    set_aside(cast, partnership, CODE)
    url = f"{state(cast, partnership)}assess/"
    shown = page(cast, "contributor", url)
    assert "You said this yourself" in shown
    assert 'aria-disabled="true"' in shown
    refused = cast.client("contributor").post(url, {"version": "1"})
    assert refused.status_code == 422
    assert "You said this yourself" in refused.content.decode()


def test_it_applies_again(cast: Cast, partnership: Partnership) -> None:
    set_aside(cast, partnership, CODE)
    client, url = cast.client("contributor"), f"{state(cast, partnership)}remove/"
    assert "What was said stays in the history" in page(cast, "contributor", url)
    assert client.post(url, {"version": "2"}).status_code == 422
    assert client.post(url, {"version": "1"}).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert not NotApplicable.objects.exists()
    assert client.get(url).status_code == 404
    assert "Said not to apply" not in page(cast, "contributor", gate(cast, partnership))


def test_what_always_applies_has_no_such_page(cast: Cast, partnership: Partnership) -> None:
    client = cast.client("contributor")
    for code in ("supported", "no_such", "not-applicable"):
        for rest in ("", "assess/", "remove/"):
            url = f"{state(cast, partnership, code)}{rest}"
            assert client.get(url).status_code == 404, url
            assert client.post(url, {**REASON, "version": "1"}).status_code == 404


def test_what_is_met_all_the_same_says_so(cast: Cast) -> None:
    ready = make_ready(cast)
    set_aside(cast, ready, "cadence_shared", "The law sets the dates")
    shown = page(cast, "contributor", gate(cast, ready))
    assert "It is met all the same." in shown
    assert "It applies again" in shown


def test_an_earlier_moment_and_a_frozen_panel_offer_nothing(cast: Cast) -> None:
    ready = make_ready(cast)
    set_aside(cast, ready, "cadence_shared", "The law sets the dates")
    proposal = make_proposal(cast, ready)
    with workspace_scope(cast.workspace.pk):
        last = Head.objects.get(workspace_id=cast.workspace.pk).sequence
    earlier = f"{gate(cast, ready)}?until={last}"
    for url in (earlier, cast.url(f"proposals/{proposal.pk}/")):
        shown = page(cast, "contributor", url)
        assert "Said not to apply by Contributor." in shown
        assert "not-applicable/" not in shown


def test_at_the_lowest_bar_one_person_is_enough(cast: Cast, partnership: Partnership) -> None:
    declare(cast, partnership, reversibility="reversible")
    set_aside(cast, partnership, CODE)
    shown = page(cast, "approver", gate(cast, partnership))
    assert "Bar 1 of 4" in shown
    assert "Because: They hold no data of ours" in shown
    assert "Another person has to stand by that." not in shown


@pytest.mark.parametrize(("field", "value"), bad_values(NotApplicableForm))
def test_a_bad_reason_is_answered_in_words(
    cast: Cast, partnership: Partnership, field: str, value: Any
) -> None:
    with nothing_written(cast):
        url = state(cast, partnership)
        assert_refused(cast.client("contributor"), url, REASON, field, value)


@pytest.mark.parametrize("field", text_fields(NotApplicableForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, partnership: Partnership, field: str) -> None:
    assert_markup_is_text(cast.client("contributor"), state(cast, partnership), {}, field)


def test_a_stale_reason_shows_both_texts(cast: Cast, partnership: Partnership) -> None:
    client, url = cast.client("contributor"), state(cast, partnership)
    set_aside(cast, partnership, CODE)
    client.post(url, {"reason": "Theirs & first", "version": "1"})
    assert_stale_shows_both(
        client, url, {}, "reason", mine="Mine & second", theirs="Theirs & first"
    )
