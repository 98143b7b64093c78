"""One partnership as the dossier holds it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.ledger.rowsets import Source
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.selectors.dossier import (
    CARD,
    CLAIMS,
    DESIGN,
    PartnershipParts,
    partnership_parts,
    parts_beneath,
)
from tests.conftest import Cast
from tests.factories import (
    complete_claim,
    complete_fit_card,
    make_claim,
    make_partnership,
    make_scale_step,
    make_uncertainty,
)


def parts(cast: Cast, partnership: Partnership) -> PartnershipParts:
    with workspace_scope(cast.workspace.pk):
        return partnership_parts(Source(cast.workspace.pk), partnership.pk)


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
def test_it_takes_three_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    partnership = make_partnership(cast)
    for _ in range(rows):
        complete_fit_card(cast, partnership)
        complete_claim(cast, partnership)
        make_claim(cast, partnership, about=make_uncertainty(cast, make_scale_step(cast)))
    with workspace_scope(cast.workspace.pk):
        source = Source(cast.workspace.pk)
        with django_assert_num_queries(3):
            partnership_parts(source, partnership.pk)


@pytest.mark.parametrize("count", [1, 5])
def test_many_partnerships_are_read_with_two_queries_and_not_mixed_up(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    partnerships = [make_partnership(cast) for _ in range(count)]
    for each in partnerships:
        complete_fit_card(cast, each)
        complete_claim(cast, each)
    ids = [each.pk for each in partnerships]
    with workspace_scope(cast.workspace.pk):
        source = Source(cast.workspace.pk)
        with django_assert_num_queries(2):
            read = parts_beneath(source, ids, *CARD, *DESIGN, *CLAIMS)
            found = [(read.fit_card(pk), read.boundary_design(pk), read.claims(pk)) for pk in ids]
        alone = [partnership_parts(source, pk) for pk in ids]
    assert found == [(each.fit_card, each.boundary_design, each.claims) for each in alone]
