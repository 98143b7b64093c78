"""Pilots as people see them."""

from __future__ import annotations

import pytest

from evidence.models import Pilot
from tests.conftest import Cast
from tests.evidence.factories import make_pilot, make_pilot_criterion
from tests.factories import make_claim, make_criterion, make_partnership

SAID = {
    "ends_on": "2026-06-30",
    "results": "97 of 100 settled",
    "title": "Pilot in one market",
    "limits": "Low season",
    "auditable": "by_us",
    "version": "1",
}


@pytest.fixture
def pilot(cast: Cast) -> Pilot:
    return make_pilot(cast, make_partnership(cast), question="Do refunds settle?")


def test_without_a_criterion_the_page_says_what_to_do(cast: Cast, pilot: Pilot) -> None:
    client, url = cast.client("contributor"), cast.url(f"pilots/{pilot.pk}/conclude/")
    assert "bears on no success criterion yet" in client.get(url).content.decode()
    assert client.post(url, SAID).status_code == 422


def test_the_list_says_which_pilot_bears_on_nothing_yet(cast: Cast, pilot: Pilot) -> None:
    client, url = (
        cast.client("contributor"),
        cast.url(f"partnerships/{pilot.partnership_id}/pilots/"),
    )
    assert "Choose what it bears on" in client.get(url).content.decode()
    assert "Choose what" not in cast.client("auditor").get(url).content.decode()
    make_pilot_criterion(cast, pilot, make_criterion(cast, make_claim(cast, pilot.partnership)))
    assert "Choose what it bears on" not in client.get(url).content.decode()


def test_a_concluded_pilot_leads_to_its_evidence_and_is_closed(cast: Cast, pilot: Pilot) -> None:
    criterion = make_criterion(cast, make_claim(cast, pilot.partnership))
    row = make_pilot_criterion(cast, pilot, criterion)
    client, url = cast.client("contributor"), cast.url(f"pilots/{pilot.pk}/")
    assert f"pilots/{pilot.pk}/conclude/" in client.get(url).content.decode()
    said = SAID | {f"bearing_{row.pk}": "supports", f"why_{row.pk}": "97 of 100 in two days"}
    done = client.post(url + "conclude/", said)
    assert done.status_code == 303
    artifact = client.get(done["Location"]).content.decode()
    for text in ("Pilot in one market", "97 of 100 in two days", "Do refunds settle?"):
        assert text in artifact
    page = client.get(url).content.decode()
    assert "Concluded" in page
    assert "Pilot in one market" in page
    assert "conclude/" not in page
    assert "/edit/" not in page
    listed = client.get(cast.url(f"partnerships/{pilot.partnership_id}/pilots/"))
    assert "Do refunds settle?" in listed.content.decode()


def test_a_criterion_is_chosen_in_place(cast: Cast, pilot: Pilot) -> None:
    criterion = make_criterion(cast, make_claim(cast, pilot.partnership), statement="On Friday")
    url = cast.url(f"pilots/{pilot.pk}/pilot-criteria/new/")
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "pilot_criterion-rows"}
    done = cast.client("contributor").post(url, {"criterion": criterion.pk}, **headers)
    assert done.status_code == 200
    assert "On Friday" in done.content.decode()
