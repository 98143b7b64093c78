"""The page of an unwinding: steps, progress, what it took, and closing it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from config.kernel.scope import workspace_scope
from partnerships.actions.card_rows import exit_step_create
from partnerships.actions.partnerships import partnership_update
from partnerships.actions.scale_steps import option_create
from partnerships.models import Partnership
from reviews.health.actions.unwinding import unwind_step_create
from reviews.health.unwind_forms import UnwindStepForm
from reviews.models import UnwindStep
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_scale_step
from tests.reviews import stage

GOOD = {
    "step": "Close the account",
    "owner": "Ana",
    "due_on": "2099-01-31",
    "done_on": "",
    "note": "",
}
CLOSING = {
    "steps": "1. Moved",
    "took_days": "40",
    "took_cost": "1200.50",
    "took_currency": "EUR",
    "rationale": "It is over",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving(cast: Cast) -> Partnership:
    partnership = stage.make_ready(cast)
    option_create(
        by=cast.actor("contributor"),
        scale_step=make_scale_step(cast, name="Open in Porto"),
        kind="partnership",
        partnership=partnership,
    )
    stage.decide(cast, partnership, "commit")
    again(cast, partnership)
    stage.decide(cast, partnership, "unwind")
    return again(cast, partnership)


def again(cast: Cast, partnership: Partnership) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        partnership.refresh_from_db()
    return partnership


def decision_of(cast: Cast, partnership: Partnership) -> Any:
    with workspace_scope(cast.workspace.pk):
        return partnership.decisions.select_related("partnership").get(kind="unwind")


@pytest.fixture
def url(cast: Cast, leaving: Partnership) -> str:
    return cast.url(f"partnerships/{leaving.pk}/unwinding/")


@pytest.fixture
def new_url(cast: Cast, leaving: Partnership) -> str:
    return cast.url(f"decisions/{decision_of(cast, leaving).pk}/unwind-steps/new/")


@pytest.fixture
def propose_url(cast: Cast, leaving: Partnership) -> str:
    return cast.url(f"partnerships/{leaving.pk}/decisions/new/unwind/")


def close(cast: Cast, partnership: Partnership, propose_url: str) -> None:
    """Proposed through the form, with steps undone, and authorised."""
    cast.client("contributor").post(propose_url, {**CLOSING, "step": "propose"})
    with workspace_scope(cast.workspace.pk):
        proposal = partnership.proposals.select_related("partnership").get(state="open")
    stage.authorise(cast, proposal)


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_page_shows_steps_progress_and_what_is_open_again(cast: Cast, url: str) -> None:
    page = page_of(cast.client("contributor"), url)
    assert "Export the tokens, then end the contract" in page
    assert "<progress" in page
    assert "Open in Porto" in page
    assert "Propose to close it" in page


def test_a_step_is_added_in_place_and_progress_comes_along(
    cast: Cast, url: str, new_url: str
) -> None:
    client = cast.client("contributor")
    swap = {"HX-Request": "true", "HX-Target": "unwind_step-rows"}
    response = client.post(new_url, {**GOOD, "done_on": "2026-05-01"}, headers=swap)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'hx-swap-oob="true"' in page
    assert "1 of " in page


def test_a_step_is_added_without_javascript(cast: Cast, url: str, new_url: str) -> None:
    response = cast.client("contributor").post(new_url, GOOD)
    assert response.status_code == 303
    assert "Close the account" in page_of(cast.client("auditor"), url)


@pytest.mark.parametrize(("field", "value"), bad_values(UnwindStepForm))
def test_bad_input_is_answered_in_words(cast: Cast, new_url: str, field: str, value: Any) -> None:
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), new_url, GOOD, field, value)


@pytest.mark.parametrize("field", text_fields(UnwindStepForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, new_url: str, field: str) -> None:
    assert_markup_is_text(cast.client("contributor"), new_url, GOOD, field)


def test_closing_warns_of_undone_steps_and_goes_through(
    cast: Cast, url: str, propose_url: str
) -> None:
    client = cast.client("contributor")
    page = page_of(client, propose_url)
    assert "not done" in page
    assert "Days it took" in page
    check = client.post(propose_url, CLOSING)
    assert "40" in check.content.decode()
    assert client.post(propose_url, {**CLOSING, "step": "propose"}).status_code == 303


def test_once_closed_it_shows_what_it_took_beside_what_the_card_said(
    cast: Cast, leaving: Partnership, url: str, new_url: str, propose_url: str
) -> None:
    client = cast.client("contributor")
    close(cast, leaving, propose_url)
    page = page_of(client, url)
    assert "1,200.50" in page
    assert "40 days" in page
    assert "Open again" in page
    assert "unwind-steps/new/" not in page
    assert client.get(new_url).status_code == 403
    assert "Not done" in page
    assert "No day yet" not in page
    assert "Still in operation?" not in page


def test_what_still_runs_by_the_register_is_asked_for_its_end(
    cast: Cast, leaving: Partnership, url: str, propose_url: str
) -> None:
    partnership_update(
        by=cast.actor("contributor"),
        partnership=again(cast, leaving),
        version=None,
        name=leaving.name,
        purpose=leaving.purpose,
        in_operation_since=stage.in_days(-300),
        live="Card payments",
    )
    close(cast, leaving, propose_url)
    where = f"partnerships/{leaving.pk}/edit/"
    assert where in page_of(cast.client("contributor"), url)
    page = page_of(cast.client("auditor"), url)
    assert "Still in operation?" in page
    assert where not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("took_days", "-1"), ("took_days", "soon"), ("took_cost", "much"), ("took_currency", "EURO")],
)
def test_what_it_took_is_said_in_figures(
    cast: Cast, propose_url: str, field: str, value: Any
) -> None:
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), propose_url, CLOSING, field, value)


def test_what_is_not_unwound_says_where_to_prepare_it(cast: Cast) -> None:
    partnership = stage.make_ready(cast)
    url = cast.url(f"partnerships/{partnership.pk}/unwinding/")
    assert "not being unwound" in page_of(cast.client("auditor"), url)


def test_the_exit_path_is_filled_in_to_propose_leaving(cast: Cast) -> None:
    partnership = stage.make_ready(cast)
    stage.decide(cast, partnership, "commit")
    exit_step_create(
        by=cast.actor("contributor"), partnership=partnership, step="Export all", owner="Ana"
    )
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/unwind/")
    page = page_of(cast.client("contributor"), url)
    assert "Export all (Ana)" in page
    assert "filled in" in page


def test_more_steps_take_no_more_queries(
    cast: Cast, leaving: Partnership, url: str, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("contributor")
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    for number in range(4):
        unwind_step_create(
            by=cast.actor("contributor"),
            decision=decision_of(cast, leaving),
            step=f"Step {number}",
        )
    client.get(url)
    with django_assert_max_num_queries(40) as many:
        client.get(url)
    assert len(many) <= len(few)
    with workspace_scope(cast.workspace.pk):
        assert UnwindStep.objects.count() > 4
