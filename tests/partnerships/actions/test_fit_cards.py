"""Writing a Fit Card: sections do not stand in each other's way."""

from __future__ import annotations

from functools import partial

import pytest

from config.kernel.errors import StaleVersion
from config.kernel.scope import workspace_scope
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.models import FitCard
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_partnership


def card_of(cast: Cast) -> FitCard:
    with workspace_scope(cast.workspace.pk):
        return FitCard.objects.select_related("partnership").get()


def test_two_people_who_write_different_sections_both_succeed(cast: Cast) -> None:
    card = make_partnership(cast).fit_card
    by = cast.actor("contributor")
    fit_card_section_update(by=by, fit_card=card, version=1, incentives="theirs")
    fit_card_section_update(by=by, fit_card=card, version=1, failure_behaviour="mine")
    stands = card_of(cast)
    assert (stands.incentives, stands.failure_behaviour) == ("theirs", "mine")


def test_the_second_of_two_in_one_section_is_refused(cast: Cast) -> None:
    card = make_partnership(cast).fit_card
    by = cast.actor("contributor")
    fit_card_section_update(
        by=by, fit_card=card, version=1, exit_basis="a quote", data_portability=""
    )
    with pytest.raises(StaleVersion):
        fit_card_section_update(
            by=by, fit_card=card, version=1, exit_basis="", data_portability="much"
        )
    assert (card_of(cast).exit_basis, card_of(cast).data_portability) == ("a quote", "")


def test_a_version_that_never_was_is_refused(cast: Cast) -> None:
    card = make_partnership(cast).fit_card
    with pytest.raises(StaleVersion):
        fit_card_section_update(
            by=cast.actor("contributor"), fit_card=card, version=99, incentives="?"
        )


@pytest.mark.parametrize("field", ["partnership", "workspace", "score"])
def test_only_the_cards_texts_can_be_written(cast: Cast, field: str) -> None:
    card, by = make_partnership(cast).fit_card, cast.actor("contributor")
    with pytest.raises(TypeError, match=field):
        fit_card_section_update(by=by, fit_card=card, version=1, **{field: "1"})


@pytest.mark.parametrize(
    ("fields", "outcomes"),
    [
        (("incentives", "incentives"), ["FitCard", "StaleVersion"]),
        (("incentives", "capability"), ["FitCard", "FitCard"]),
    ],
)
def test_a_race_of_edit_against_edit(
    committed_cast: Cast, fields: tuple[str, str], outcomes: list[str]
) -> None:
    """Two connections, both having seen version 1, save at the same moment."""
    card, by = make_partnership(committed_cast).fit_card, committed_cast.actor("contributor")
    results = concurrently(
        *(
            partial(fit_card_section_update, by=by, fit_card=card, version=1, **{field: "said"})
            for field in fields
        )
    )
    assert sorted(type(each).__name__ for each in results) == outcomes
    assert card_of(committed_cast).version == 1 + outcomes.count("FitCard")
