"""The Fit Card on one sheet of paper."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from config.kernel.scope import workspace_scope
from tests.conftest import Cast
from tests.factories import complete_claim, complete_fit_card, make_partnership

QUERIES = 11


def test_card_claim_boundary_and_exit_are_on_it(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_partnership(cast, name="Card payments")
        complete_fit_card(cast, partnership)
        complete_claim(cast, partnership)
    page = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/fit-card/sheet/"))
    told = page.content.decode()
    for said in (
        "Card payments",
        "We believe",
        "Stated: capability",
        "They earn per dispute",
        "Payment API",
        "90 days",
        "Export card tokens",
    ):
        assert said in told


def test_an_empty_card_has_a_sheet_too(cast: Cast) -> None:
    partnership = make_partnership(cast)
    page = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/fit-card/sheet/"))
    assert "No claim written yet" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 4])
def test_it_takes_the_same_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_partnership(cast)
        for _ in range(rows):
            complete_fit_card(cast, partnership)
            complete_claim(cast, partnership)
    client = cast.client("auditor")
    with django_assert_num_queries(QUERIES):
        client.get(cast.url(f"partnerships/{partnership.pk}/fit-card/sheet/"))
