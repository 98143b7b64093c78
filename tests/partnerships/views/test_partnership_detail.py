"""The overview: where it stands, what is claimed, what is missing, what comes next."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.factories import (
    complete_claim,
    complete_fit_card,
    make_claim,
    make_partnership,
    make_scale_step,
    make_uncertainty,
    settle_boundary,
)

#: What every page of a workspace takes, the partnership, three levels of what hangs beneath it, the
#: policy, its Position, and what is to be judged again.
QUERIES = 15


def test_an_empty_partnership_says_what_is_missing_and_where_to_begin(cast: Cast) -> None:
    partnership = make_partnership(cast)
    response = cast.client("contributor").get(cast.url(f"partnerships/{partnership.pk}/"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nothing decided yet" in page
    assert "0 of 7 sections complete" in page
    assert "a commitment is not defensible yet" in page
    assert "The Fit Card says what fits and what does not" in page
    assert "Write the first claim" in page


def test_a_complete_one_says_so(cast: Cast) -> None:
    partnership = make_partnership(cast)
    complete_fit_card(cast, partnership)
    complete_claim(cast, partnership)
    response = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/"))
    page = response.content.decode()
    assert "7 of 7 sections complete" in page
    assert "card acquiring in twelve currencies" in page
    assert "The Fit Card says what fits and what does not" not in page


def test_when_nothing_is_missing_the_next_thing_is_a_decision(cast: Cast) -> None:
    partnership = make_partnership(cast, purpose="Sell abroad")
    complete_fit_card(cast, partnership)
    complete_claim(cast, partnership)
    page = cast.url(f"partnerships/{partnership.pk}/")
    client = cast.client("contributor")
    assert "Propose a decision" not in client.get(page).content.decode()
    settle_boundary(cast, partnership)
    assert "Propose a decision" in client.get(page).content.decode()
    assert "Propose a decision" not in cast.client("auditor").get(page).content.decode()


@pytest.mark.parametrize("claims", [1, 5])
def test_the_overview_takes_the_same_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, claims: int
) -> None:
    partnership = make_partnership(cast)
    for _ in range(claims):
        complete_claim(cast, partnership)
        complete_fit_card(cast, partnership)
        make_claim(cast, partnership, about=make_uncertainty(cast, make_scale_step(cast)))
    client = cast.client("auditor")
    client.get(cast.url("partnerships/"))  # judges what was never judged
    with django_assert_num_queries(QUERIES):
        client.get(cast.url(f"partnerships/{partnership.pk}/"))


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
def test_readers_are_offered_nothing_to_write(cast: Cast, role: str) -> None:
    partnership = make_partnership(cast)
    make_claim(cast, partnership)
    page = cast.client(role).get(cast.url(f"partnerships/{partnership.pk}/")).content.decode()
    assert f"partnerships/{partnership.pk}/edit/" not in page
    assert "Go on with the Fit Card" not in page


def test_strangers_learn_nothing(cast: Cast) -> None:
    partnership = make_partnership(cast)
    for role, status in (("stranger", 404), ("anonymous", 302)):
        response = cast.client(role).get(cast.url(f"partnerships/{partnership.pk}/"))
        assert response.status_code == status
    theirs = make_partnership(cast, "stranger")
    response = cast.client("auditor").get(cast.url(f"partnerships/{theirs.pk}/"))
    assert response.status_code == 404
