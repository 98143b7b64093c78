"""A partnership that is being renegotiated: old and new side by side, and the ways out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from config.kernel.scope import workspace_scope
from partnerships.actions.card_rows import conflict_risk_create
from partnerships.models import Partnership
from reviews.decisions.forms import RenegotiateForm
from reviews.models import Proposal
from tests.bad_input import assert_refused, bad_values, nothing_written
from tests.conftest import Cast
from tests.reviews import stage

ASKED = {
    "matters": ["terms", "incentives"],
    "what_is_to_change": "Notice of three months",
    "rationale": "They were sold",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    partnership = stage.make_ready(cast)
    stage.decide(cast, partnership, "commit")
    return again(cast, partnership)


def again(cast: Cast, partnership: Partnership) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        partnership.refresh_from_db()
    return partnership


def renegotiated(cast: Cast, partnership: Partnership) -> Partnership:
    """Proposed through the form, and authorised."""
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/renegotiate/")
    cast.client("contributor").post(url, {**ASKED, "step": "propose"})
    with workspace_scope(cast.workspace.pk):
        proposal = Proposal.objects.select_related("partnership").get(state="open")
    stage.authorise(cast, proposal)
    return again(cast, partnership)


def url_of(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/renegotiation/")


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_what_it_is_about_travels_through_the_check_into_the_decision(
    cast: Cast, partnership: Partnership
) -> None:
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/renegotiate/")
    checked = cast.client("contributor").post(url, ASKED).content.decode()
    assert 'name="matters" value="terms"' in checked
    assert 'name="matters" value="incentives"' in checked
    assert "The terms, The incentives" in checked
    renegotiated(cast, partnership)
    with workspace_scope(cast.workspace.pk):
        decision = partnership.decisions.get(kind="renegotiate")
    assert decision.terms["matters"] == ["terms", "incentives"]


def test_old_and_new_stand_side_by_side_under_what_it_is_about(
    cast: Cast, partnership: Partnership
) -> None:
    renegotiated(cast, partnership)
    conflict_risk_create(
        by=cast.actor("contributor"), partnership=partnership, description="They sell to rivals"
    )
    page = page_of(cast.client("contributor"), url_of(cast, partnership))
    assert "Notice of three months" in page
    assert "They sell to rivals" in page
    assert "Card payments in two countries" in page
    assert page.index("The terms</h3>") < page.index("The boundary</h3>")
    for kind in ("commit", "defer", "unwind"):
        assert f"decisions/new/{kind}/" in page


def test_terms_that_are_proposed_stand_beside_those_agreed(
    cast: Cast, partnership: Partnership
) -> None:
    renegotiated(cast, partnership)
    stage.make_proposal(cast, partnership)
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert page.count("Card payments in two countries") == 2
    assert "A proposal is open" in page


def test_a_decision_from_before_there_were_matters_still_reads(
    cast: Cast, partnership: Partnership
) -> None:
    stage.decide(cast, partnership, "renegotiate")
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert "Who answers within the first hour" in page


def test_what_is_not_renegotiated_says_so(cast: Cast, partnership: Partnership) -> None:
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert "not being renegotiated" in page


@pytest.mark.parametrize(
    ("field", "value"), [each for each in bad_values(RenegotiateForm) if each.values[0] != "seen"]
)
def test_bad_input_is_answered_in_words(
    cast: Cast, partnership: Partnership, field: str, value: Any
) -> None:
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/renegotiate/")
    good = {**ASKED, "matters": "terms"}
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good, field, value)


def test_more_changes_take_no_more_queries(
    cast: Cast, partnership: Partnership, django_assert_max_num_queries: Any
) -> None:
    renegotiated(cast, partnership)
    client, url = cast.client("contributor"), url_of(cast, partnership)
    risk = {"by": cast.actor("contributor"), "partnership": partnership}
    conflict_risk_create(description="One", **risk)
    client.get(url)
    with django_assert_max_num_queries(60) as few:
        client.get(url)
    for number in range(4):
        conflict_risk_create(description=f"Risk {number}", **risk)
    client.get(url)
    with django_assert_max_num_queries(60) as many:
        client.get(url)
    assert len(many) <= len(few)
