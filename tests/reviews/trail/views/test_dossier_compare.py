"""Two moments of a partnership held against each other on one page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.models import Head
from config.kernel.scope import workspace_scope
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.models import FitCard, Partnership
from reviews.models import Decision
from reviews.trail.forms import CompareForm
from tests.bad_input import MARKUP, bad_values
from tests.conftest import Cast
from tests.reviews.stage import decide, make_proposal, make_ready


@pytest.fixture
def ready(cast: Cast) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        return make_ready(cast, name="Payments")


def last_entry(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return int(Head.objects.get(workspace_id=cast.workspace.pk).sequence)


def written(cast: Cast, ready: Partnership, **values: object) -> int:
    """Write on the card; returns the number of the entry."""
    with workspace_scope(cast.workspace.pk):
        card = FitCard.objects.select_related("partnership").get(partnership=ready)
        by = cast.actor("contributor")
        fit_card_section_update(by=by, fit_card=card, version=None, **values)
    return last_entry(cast)


def page(cast: Cast, ready: Partnership, role: str = "auditor", **asked: Any) -> str:
    response = cast.client(role).get(url(cast, ready), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def url(cast: Cast, ready: Partnership) -> str:
    return cast.url(f"partnerships/{ready.pk}/compare/")


def test_it_says_what_changed_from_what_to_what_by_whom(cast: Cast, ready: Partnership) -> None:
    before = last_entry(cast)
    written(cast, ready, exit_cost=Decimal(80_000))
    body = page(cast, ready, since=before)
    assert "Cost of leaving raised from 60,000 EUR to 80,000 EUR" in body
    assert ", by Contributor on <time" in body
    assert f'href="{cast.url(f"partnerships/{ready.pk}/dossier/")}?until={before}"' in body
    assert "/history/fit-card/" in body


def test_without_a_question_it_starts_with_the_last_decision(
    cast: Cast, ready: Partnership
) -> None:
    assert 'id="error-summary"' not in page(cast, ready)
    with workspace_scope(cast.workspace.pk):
        decide(cast, ready, "commit")
    sealed = last_entry(cast)
    body = page(cast, ready)
    assert f'value="{sealed}"' in body
    assert "Nothing changed between the two" in body
    written(cast, ready, exit_days=7)
    assert "Time to leave shortened from 90 days to 7 days" in page(cast, ready)


def test_before_any_decision_it_starts_with_the_register(cast: Cast, ready: Partnership) -> None:
    body = page(cast, ready)
    assert "Put in the register" in body
    assert "Conflict risk" in body


def test_a_long_text_stands_side_by_side(cast: Cast, ready: Partnership) -> None:
    before = last_entry(cast)
    written(cast, ready, capability="They settle in twelve currencies. " * 5)
    body = page(cast, ready, since=before)
    assert "Capability provided, rewritten" in body
    assert "<del>Stated: capability</del>" in body
    assert "<ins>They settle in twelve currencies." in body


def test_moments_given_the_wrong_way_round_are_put_in_order(cast: Cast, ready: Partnership) -> None:
    before = last_entry(cast)
    after = written(cast, ready, exit_days=7)
    body = page(cast, ready, since=after, until=before)
    assert "shortened from 90 days to 7 days" in body
    assert "You gave the later moment first" in body
    assert "You gave the later moment first" not in page(cast, ready, since=before, until=after)


def test_the_later_moment_can_be_a_past_one(cast: Cast, ready: Partnership) -> None:
    before = last_entry(cast)
    between = written(cast, ready, exit_days=7)
    written(cast, ready, exit_days=365)
    body = page(cast, ready, since=before, until=between)
    assert "shortened from 90 days to 7 days" in body
    assert "365" not in body


@pytest.mark.parametrize("said", ["now", "NOW", "", " "])
def test_the_end_can_be_now(cast: Cast, ready: Partnership, said: str) -> None:
    before = last_entry(cast)
    written(cast, ready, exit_days=7)
    body = page(cast, ready, since=before, until=said)
    assert "shortened from 90 days to 7 days" in body
    assert "The dossier as it stands" in body


def test_a_day_says_which_entry_it_stands_for(cast: Cast, ready: Partnership) -> None:
    body = page(cast, ready, until="2999-12-31")
    assert f"the last entry up to 2999-12-31 · entry {last_entry(cast)}" in body


@pytest.mark.parametrize("field", ["since", "until"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("soon", "Give the number of an entry"),
        ("2026-02-30", "Give the number of an entry"),
        ("999999999", "The ledger has no entry of this number"),
        ("1999-01-01", "Nothing had been recorded by then"),
        ("1", "The partnership was put in the register by entry"),
        ("x" * 41, "Shorten this to 40 characters"),
        (MARKUP[:40], "Give the number of an entry"),
    ],
)
def test_a_moment_that_cannot_be_had_is_refused_at_its_field(
    cast: Cast, ready: Partnership, field: str, said: str, answer: str
) -> None:
    response = cast.client("auditor").get(url(cast, ready), {field: said})
    body = response.content.decode()
    assert response.status_code == 422
    assert 'id="error-summary"' in body
    assert answer in str(response.context["form"].errors[field])
    assert "<script>alert" not in body
    assert "Moments to choose" in body


@pytest.mark.parametrize(("field", "value"), bad_values(CompareForm))
def test_bad_input_is_answered(cast: Cast, ready: Partnership, field: str, value: str) -> None:
    """The version is no question here; no page takes a NUL in its address."""
    response = cast.client("auditor").get(url(cast, ready), {field: value})
    answer = 200 if field == "version" else 422
    assert response.status_code == (400 if "\x00" in value else answer)


def test_both_fields_can_be_wrong_at_once(cast: Cast, ready: Partnership) -> None:
    response = cast.client("auditor").get(url(cast, ready), {"since": "a", "until": "b"})
    assert set(response.context["form"].errors) == {"since", "until"}


def test_the_pages_from_which_one_comes_lead_there(cast: Cast, ready: Partnership) -> None:
    client, here = cast.client("auditor"), url(cast, ready)
    with workspace_scope(cast.workspace.pk):
        decision: Decision = decide(cast, ready, "commit")
        proposal = make_proposal(cast, ready, "renegotiate")
    written(cast, ready, exit_days=7)
    for path in ("timeline/", "dossier/"):
        assert here in client.get(cast.url(f"partnerships/{ready.pk}/{path}")).content.decode()
    for path in (f"decisions/{decision.pk}/", f"proposals/{proposal.pk}/"):
        assert f"{here}?since=" in client.get(cast.url(path)).content.decode()


def test_in_full_is_what_changed_since(cast: Cast, ready: Partnership) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast, ready)
    written(cast, ready, exit_days=7)
    body = cast.client("auditor").get(cast.url(f"proposals/{proposal.pk}/")).content.decode()
    link = body.partition("compare/?since=")[2].partition('"')[0]
    assert "shortened from 90 days to 7 days" in page(cast, ready, since=link)


def test_the_number_of_queries_is_fixed(cast: Cast, ready: Partnership) -> None:
    client, before = cast.client("auditor"), last_entry(cast)
    written(cast, ready, exit_days=7)
    with CaptureQueriesContext(connection) as few:
        client.get(url(cast, ready), {"since": before})
    for number in range(3):
        written(cast, ready, exit_days=number, capability=f"Number {number}")
    with workspace_scope(cast.workspace.pk):
        decide(cast, ready, "commit")
    with CaptureQueriesContext(connection) as many:
        client.get(url(cast, ready), {"since": before})
    assert len(many) == len(few)
