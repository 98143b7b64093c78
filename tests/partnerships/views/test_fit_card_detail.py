"""The card as a task list, and below it as it reads."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from partnerships.actions.card_rows import (
    conflict_risk_create,
    conflict_risk_update,
    exit_rehearsal_create,
)
from partnerships.models import Partnership
from tests.conftest import Cast
from tests.factories import complete_fit_card, make_claim, make_partnership

#: What every page of a workspace takes, its partnership, and the card with its rows.
QUERIES = 10


def card_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/fit-card/")


def test_each_section_says_how_far_it_is(cast: Cast) -> None:
    partnership = make_partnership(cast)
    response = cast.client("contributor").get(card_url(cast, partnership))
    assert [task.status for task in response.context["tasks"]] == ["empty"] * 7
    complete_fit_card(cast, partnership)
    response = cast.client("contributor").get(card_url(cast, partnership))
    assert [task.status for task in response.context["tasks"]] == ["complete"] * 7
    page = response.content.decode()
    for said in ("Head of Payments", "Single point of failure", "Export card tokens"):
        assert said in page


def test_what_was_not_started_stands_in_the_list_alone(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    assert "Not stated" not in client.get(card_url(cast, partnership)).content.decode()
    overview = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/"))
    assert {task.href for task in overview.context["tasks"]} == {""}, "nothing to read yet"
    assert 'href=""' not in overview.content.decode()
    complete_fit_card(cast, partnership)
    assert "Now write the first claim" in client.get(card_url(cast, partnership)).content.decode()
    make_claim(cast, partnership)
    assert "Now write" not in client.get(card_url(cast, partnership)).content.decode()


def test_amounts_days_and_rehearsals_read_as_they_are_said(cast: Cast) -> None:
    partnership, by = make_partnership(cast), cast.actor("contributor")
    complete_fit_card(cast, partnership)
    empty = cast.client("auditor").get(card_url(cast, partnership)).content.decode()
    assert "None named" in empty
    exit_rehearsal_create(
        by=by,
        partnership=partnership,
        kind="rehearsed",
        held_on=date(2026, 5, 1),
        learnt="The export takes a night",
    )
    page = cast.client("auditor").get(card_url(cast, partnership)).content.decode()
    for said in (
        "90 days",
        "60,000 EUR",
        "42 days, 40,000 EUR",
        "All of it, in a form you can use",
        "A fallback without the partner: Invoices by bank transfer",
        "Assessed as workable",
        "Logs: Our gateway logs every call",
        "Rehearsed, <time",
        "The export takes a night",
    ):
        assert said in page


def test_a_conflict_that_was_observed_is_shown_until_it_is_resolved(cast: Cast) -> None:
    partnership, by = make_partnership(cast), cast.actor("contributor")
    seen = {"observed_on": date(2026, 5, 1), "observed_what": "Fees rose"}
    risk = conflict_risk_create(
        by=by, partnership=partnership, description="They earn per dispute", **seen
    )
    client = cast.client("auditor")
    assert "Observed, not resolved" in client.get(card_url(cast, partnership)).content.decode()
    over = {"resolved_on": date(2026, 6, 1), "resolution": "A flat fee"}
    conflict_risk_update(by=by, conflict_risk=risk, version=1, **over)
    page = client.get(card_url(cast, partnership)).content.decode()
    assert "Observed and resolved" in page
    assert "A flat fee" in page


def test_readers_get_the_card_to_read_and_no_way_to_write(cast: Cast) -> None:
    partnership = make_partnership(cast)
    complete_fit_card(cast, partnership)
    for role in ("approver", "auditor", "administrator"):
        page = cast.client(role).get(card_url(cast, partnership)).content.decode()
        assert "Head of Payments" in page
        assert "fit-card/incentives/" not in page
        assert 'href="' + card_url(cast, partnership) + '#incentives"' in page


@pytest.mark.parametrize("rows", [1, 6])
def test_the_card_takes_the_same_queries_however_many_rows_it_has(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    partnership = make_partnership(cast)
    for _ in range(rows):
        complete_fit_card(cast, partnership)
    client = cast.client("auditor")
    client.get(card_url(cast, partnership))  # what was written is judged once
    with django_assert_num_queries(QUERIES):
        client.get(card_url(cast, partnership))


def test_strangers_learn_nothing(cast: Cast) -> None:
    mine, theirs = make_partnership(cast), make_partnership(cast, "stranger")
    assert cast.client("stranger").get(card_url(cast, mine)).status_code == 404
    assert cast.client("anonymous").get(card_url(cast, mine)).status_code == 302
    assert cast.client("contributor").get(card_url(cast, theirs)).status_code == 404
