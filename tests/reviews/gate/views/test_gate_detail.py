"""The gate's page: what it promises of its list, and where the list leads."""

from __future__ import annotations

import pytest

from partnerships.models import Partnership
from tests.conftest import Cast
from tests.factories import complete_claim, make_partnership
from tests.reviews.stage import declare

PROMISE, CAUTION = "and the gate is open", "however little you depend on them"


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_partnership(cast)


def gate(cast: Cast, partnership: Partnership) -> str:
    url = cast.url(f"partnerships/{partnership.pk}/gate/")
    return cast.client("contributor").get(url).content.decode()


def test_it_promises_to_open_only_once_the_dependency_is_declared(
    cast: Cast, partnership: Partnership
) -> None:
    page = gate(cast, partnership)
    assert (CAUTION in page, PROMISE in page) == (True, False)
    declare(cast, partnership, "structural")
    page = gate(cast, partnership)
    assert (CAUTION in page, PROMISE in page) == (False, True)


def test_each_thing_to_do_leads_to_where_it_is_done(cast: Cast, partnership: Partnership) -> None:
    declare(cast, partnership, "single_point_of_failure", "irreversible")
    complete_claim(cast, partnership)
    page = gate(cast, partnership)
    assert cast.url(f"partnerships/{partnership.pk}/measurements/") + '"' in page
    assert cast.url(f"partnerships/{partnership.pk}/fit-card/exit-rehearsals/new/") in page
