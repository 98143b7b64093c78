"""Partners: names are found whatever their case and accents, and each stands once."""

from __future__ import annotations

from functools import partial

import pytest

from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from partnerships.actions.partners import partner_create, partner_update
from partnerships.models import Partner
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_partner


@pytest.mark.parametrize("name", ["Ábaco Pagos", "ABACO  pagos", "ábaco\u00a0pagos"])
def test_a_name_stands_once(cast: Cast, name: str) -> None:
    make_partner(cast, name="Abaco Pagos")
    with pytest.raises(DomainError) as refused:
        make_partner(cast, name=name)
    assert refused.value.problems[0].field == "name"


def test_a_partner_can_be_renamed_to_itself_and_not_to_another(cast: Cast) -> None:
    partner, by = make_partner(cast, name="Abaco"), cast.actor("contributor")
    make_partner(cast, name="Northwind")
    partner_update(by=by, partner=partner, version=1, name="ÁBACO")
    with pytest.raises(DomainError):
        partner_update(by=by, partner=partner, version=2, name="northwind")
    with pytest.raises(StaleVersion):
        partner_update(by=by, partner=partner, version=1, name="Elsewhere")


def test_of_two_who_add_the_same_partner_at_once_one_is_told(committed_cast: Cast) -> None:
    by = committed_cast.actor("contributor")
    add = partial(partner_create, by=by, name="Ábaco")
    assert sorted(type(each).__name__ for each in concurrently(add, add)) == [
        "DomainError",
        "Partner",
    ]
    with workspace_scope(committed_cast.workspace.pk):
        assert Partner.objects.count() == 1
