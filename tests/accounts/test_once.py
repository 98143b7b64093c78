"""What is sent twice is written once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, SentForm
from config.kernel import clock
from config.kernel.scope import person_scope, workspace_scope
from partnerships.models import Claim, Partner
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_partnership

NEW = {"name": "Second harbour", "time_zone": "Europe/Madrid"}
CLAIM = {
    "uncertainty": "whether refunds settle in two days",
    "capability": "card acquiring",
    "boundary": "they hold funds two days at most",
    "evidence_expected": "a pilot with real orders",
    "deferral_date": "2031-03-31",
    "does_not_establish": "that customers want cards",
}
PARTNER = {"name": "Northwind", "what_they_do": "", "website": ""}


def key_on(client: Client, address: str) -> str:
    """The key that the page gave its form."""
    page = client.get(address).content.decode()
    found = re.search(r'name="form_key" value="([0-9a-f]{32})"', page)
    assert found is not None
    return found[1]


def partners(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Partner.objects.filter(name__startswith="Northwind").count()


def test_a_second_click_leads_to_what_the_first_one_wrote(cast: Cast) -> None:
    client, address = cast.client("contributor"), cast.url("partners/new/")
    data = PARTNER | {"form_key": key_on(client, address)}
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert partners(cast) == 1
    htmx = client.post(address, data, headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == first["Location"]


def test_what_was_changed_in_between_is_another_form(cast: Cast) -> None:
    client, address = cast.client("contributor"), cast.url("partners/new/")
    data = PARTNER | {"form_key": key_on(client, address)}
    client.post(address, data)
    client.post(address, data | {"name": "Northwind Bank"})
    assert partners(cast) == 2


def test_what_was_refused_can_be_sent_again(cast: Cast) -> None:
    client, address = cast.client("contributor"), cast.url("partners/new/")
    data = PARTNER | {"form_key": key_on(client, address), "name": ""}
    assert [client.post(address, data).status_code for _ in range(2)] == [422, 422]
    assert not SentForm.objects.exists()


def test_another_person_s_key_is_theirs(cast: Cast) -> None:
    address = cast.url("partners/new/")
    data = PARTNER | {"form_key": "0" * 32}
    cast.client("contributor").post(address, data)
    assert cast.client("auditor").post(address, data).status_code == 403


@pytest.mark.parametrize("key", ["", "x", "0" * 31, "0" * 33, "\x00" * 32, "é" * 32])
def test_without_a_key_of_ours_each_form_is_its_own(cast: Cast, key: str) -> None:
    client, address = cast.client("contributor"), cast.url("partners/new/")
    client.post(address, PARTNER | {"form_key": key})
    client.post(address, PARTNER | {"name": "Northwind 2", "form_key": key})
    assert partners(cast) == 2


def test_a_workspace_is_opened_once(cast: Cast) -> None:
    client = cast.client("auditor")
    data = NEW | {"form_key": key_on(client, "/workspaces/new/")}
    first, second = client.post("/workspaces/new/", data), client.post("/workspaces/new/", data)
    assert first["Location"] == second["Location"]
    user = cast.user("auditor")
    with person_scope(user.pk):
        assert Membership.objects.filter(user=user).count() == 2


def test_two_clicks_at_the_same_moment_write_one_claim(committed_cast: Cast) -> None:
    cast = committed_cast
    partnership = make_partnership(cast)
    address = cast.url(f"partnerships/{partnership.pk}/claims/new/")
    data = CLAIM | {"form_key": "a" * 32}

    def click() -> Any:
        return cast.client("contributor").post(address, data)

    first, second = concurrently(click, click)
    assert (first.status_code, second.status_code) == (303, 303)  # type: ignore[union-attr]
    with workspace_scope(cast.workspace.pk):
        assert Claim.objects.filter(partnership=partnership).count() == 1


def test_a_key_is_kept_for_a_day(cast: Cast) -> None:
    client, address = cast.client("contributor"), cast.url("partners/new/")
    client.post(address, PARTNER | {"form_key": "1" * 32})
    with clock.moved_to(clock.now() + timedelta(days=2)):
        client.post(address, PARTNER | {"name": "Northwind 2", "form_key": "2" * 32})
    assert SentForm.objects.count() == 1
