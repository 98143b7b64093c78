"""One partnership as the dossier holds it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.selectors.dossier import PartnershipParts, partnership_parts
from tests.conftest import Cast
from tests.factories import complete_claim, complete_fit_card, make_partnership


def parts(cast: Cast, partnership: Partnership) -> PartnershipParts:
    with workspace_scope(cast.workspace.pk):
        fresh = Partnership.objects.select_related("partner").get(pk=partnership.pk)
        return partnership_parts(fresh)


def test_everything_that_was_written_is_in_it(cast: Cast) -> None:
    partnership = make_partnership(cast, name="Card acquiring", purpose="Why")
    complete_fit_card(cast, partnership)
    claim = complete_claim(cast, partnership)
    found = parts(cast, partnership)
    assert (found.partnership.name, found.partnership.purpose) == ("Card acquiring", "Why")
    assert found.partner.id == str(partnership.partner_id)
    assert found.fit_card.conflict_risks[0].watcher == "Head of Payments"
    assert found.fit_card.integration_points[0].single_point_of_failure is True
    assert found.fit_card.exit_steps[0].owner == "Platform team"
    assert found.claims[0].id == str(claim.pk)
    assert found.claims[0].criteria[0].target == "95 of 100"
    assert fit_card_gaps(found.fit_card) == ()


def test_nothing_of_another_partnership_is_in_it(cast: Cast) -> None:
    other, partnership = make_partnership(cast), make_partnership(cast)
    complete_fit_card(cast, other)
    complete_claim(cast, other)
    found = parts(cast, partnership)
    assert (found.claims, found.fit_card.conflict_risks) == ((), ())


@pytest.mark.parametrize("rows", [1, 5])
def test_it_takes_nine_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    partnership = make_partnership(cast)
    for _ in range(rows):
        complete_fit_card(cast, partnership)
        complete_claim(cast, partnership)
    with workspace_scope(cast.workspace.pk):
        fresh = Partnership.objects.select_related("partner").get(pk=partnership.pk)
        with django_assert_num_queries(9):
            partnership_parts(fresh)
