"""The gate's page: what it promises of its list, and where the list leads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from tests.conftest import Cast
from tests.factories import complete_claim, make_partnership
from tests.reviews.stage import decide, declare, make_ready

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


def test_it_says_what_puts_a_commitment_in_question_and_since_when(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast)
        decide(cast, partnership, "commit")  # a health review is asked for within 180 days
    address = cast.url(f"partnerships/{partnership.pk}/gate/")
    body = cast.client("auditor").get(address).content.decode()
    assert "in question since" not in body
    assert "Next health review" in body
    with clock.moved_to(clock.now() + timedelta(days=190)):
        body = cast.client("auditor").get(address).content.decode()
    assert "The commitment is in question since" in body
    assert "The health review has been overdue since" in body


def test_it_says_what_defers_and_how_to_confirm_it(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = complete_claim(cast, make_partnership(cast)).partnership
    address = cast.url(f"partnerships/{partnership.pk}/gate/")
    with clock.moved_to(clock.now() + timedelta(days=95)):
        writer = cast.client("contributor").get(address).content.decode()
        reader = cast.client("auditor").get(address).content.decode()
    for body in (writer, reader):
        assert "Deferred by its own date since" in body
    assert "Confirm the deferral by a decision" in reader
