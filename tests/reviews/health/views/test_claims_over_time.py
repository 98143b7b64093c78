"""Which claims were borne out, over the whole workspace."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from partnerships.models import Partnership, SuccessCriterion
from reviews.health.actions.sections import criteria_look
from tests.conftest import Cast
from tests.reviews.health.stage import answer, close, open_review
from tests.reviews.stage import make_ready


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_ready(cast)


def held(cast: Cast, partnership: Partnership, *fared: str, closed: bool = True) -> None:
    """A review in which the criteria of a partnership fared so, in their order."""
    review = open_review(cast, partnership)
    with workspace_scope(cast.workspace.pk):
        rows = SuccessCriterion.objects.filter(claim__partnership=partnership).order_by("pk")
        said = {row.pk: (word, f"Was {word}") for row, word in zip(rows, fared, strict=False)}
        criteria_look(by=cast.actor("contributor"), review=review, fared=said)
    if closed:
        close(cast, answer(cast, review))


def page(cast: Cast, query: str = "") -> str:
    response = cast.client("auditor").get(cast.url(f"claims/over-time/{query}"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_without_a_closed_review_it_says_where_it_comes_from(
    cast: Cast, partnership: Partnership
) -> None:
    held(cast, partnership, "borne_out", closed=False)
    assert "Nothing to look back on yet" in page(cast)


def test_the_newest_review_has_the_last_word(cast: Cast, partnership: Partnership) -> None:
    held(cast, partnership, "borne_out")
    assert "Borne out (1)" in page(cast)
    held(cast, partnership, "not_borne_out")
    shown = page(cast)
    assert "Borne out (0)" in shown
    assert "Not borne out (1)" in shown
    assert "Was not_borne_out" in shown
    assert "Was borne_out" not in shown


def test_it_narrows_by_outcome(cast: Cast, partnership: Partnership) -> None:
    held(cast, partnership, "open")
    held(cast, make_ready(cast), "borne_out")
    assert "Was borne_out" not in page(cast, "?fared=open")
    assert "Was open" in page(cast, "?fared=open")
    assert "None of them" in page(cast, "?fared=not_borne_out")
    for odd in ("?fared=best", "?after=nonsense", "?fared=open&after=x"):
        assert "Was open" in page(cast, odd)
