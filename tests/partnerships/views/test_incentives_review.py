"""Another look at the conflict risks, once something about the partner changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.actions.incentives import incentives_review
from partnerships.actions.partner_facts import partner_fact_create, partner_fact_update
from partnerships.forms.fit_cards import IncentivesReviewForm
from partnerships.models import FitCard, PartnerFact, Partnership
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partnership

GOOD = {"incentives_seen": "The risk grew", "version": "1"}
NOTICE = "Something about them changed"


def section_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/fit-card/incentives/")


def look_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/fit-card/incentives/look/")


def make_fact(cast: Cast, partnership: Partnership, **values: Any) -> PartnerFact:
    values = {
        "kind": "owner",
        "statement": "Sold to a holding",
        "happened_on": date(2026, 5, 1),
        "source": "Their letter",
    } | values
    return partner_fact_create(by=cast.actor("contributor"), partner=partnership.partner, **values)


def test_a_fact_asks_for_a_look_at_every_partnership_with_the_partner(cast: Cast) -> None:
    first = make_partnership(cast)
    second = make_partnership(cast, partner=first.partner)
    client = cast.client("contributor")
    assert NOTICE not in client.get(section_url(cast, first)).content.decode()
    make_fact(cast, first)
    for partnership in (first, second):
        page = client.get(section_url(cast, partnership)).content.decode()
        assert NOTICE in page
        assert "Another look at the conflict risks" in page
        gate = client.get(cast.url(f"partnerships/{partnership.pk}/gate/")).content.decode()
        assert "Nobody has looked at the conflict risks since" in gate


def test_what_was_seen_is_kept_and_the_notice_goes_until_the_next_fact(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    make_fact(cast, partnership)
    response = client.post(look_url(cast, partnership), GOOD)
    assert (response.status_code, response["Location"]) == (303, section_url(cast, partnership))
    assert NOTICE not in client.get(section_url(cast, partnership)).content.decode()
    with workspace_scope(cast.workspace.pk):
        card = FitCard.objects.get(partnership=partnership)
    assert (card.incentives_seen, card.incentives_looked_by_id) == (
        "The risk grew",
        cast.actor("contributor").user_id,
    )
    read = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/fit-card/"))
    assert "The risk grew" in read.content.decode()
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        make_fact(cast, partnership, statement="A new chief")
    assert NOTICE in client.get(section_url(cast, partnership)).content.decode()


def test_correcting_a_fact_does_not_make_it_new(cast: Cast) -> None:
    partnership = make_partnership(cast)
    fact, by = make_fact(cast, partnership), cast.actor("contributor")
    partner_fact_update(by=by, partner_fact=fact, version=1, source="Their second letter")
    with workspace_scope(cast.workspace.pk):
        assert PartnerFact.objects.get().recorded_at == fact.recorded_at


def test_readers_are_told_and_are_not_sent_to_a_form(cast: Cast) -> None:
    partnership = make_partnership(cast)
    make_fact(cast, partnership)
    page = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/gate/"))
    assert "Nobody has looked at the conflict risks since" in page.content.decode()
    assert look_url(cast, partnership) not in page.content.decode()


def test_somebody_elses_look_meanwhile_is_shown(cast: Cast) -> None:
    partnership = make_partnership(cast)
    incentives_review(
        by=cast.actor("contributor"),
        fit_card=partnership.fit_card,
        version=1,
        incentives_seen="What the other wrote",
    )
    assert_stale_shows_both(
        cast.client("contributor"),
        look_url(cast, partnership),
        GOOD,
        "incentives_seen",
        mine="What I wrote",
        theirs="What the other wrote",
    )


@pytest.mark.parametrize(("field", "value"), bad_values(IncentivesReviewForm))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    url = look_url(cast, make_partnership(cast))
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, field, value)


def test_that_nothing_was_seen_wants_saying(cast: Cast) -> None:
    url = look_url(cast, make_partnership(cast))
    with nothing_written(cast):
        response = cast.client("contributor").post(url, GOOD | {"incentives_seen": "–"})
    assert response.status_code == 422
    assert "If nothing changed for you, say so and why." in response.content.decode()


@pytest.mark.parametrize("field", text_fields(IncentivesReviewForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    url = look_url(cast, make_partnership(cast))
    assert_markup_is_text(cast.client("contributor"), url, GOOD, field)
