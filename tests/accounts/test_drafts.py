"""What was typed survives until it is saved or discarded."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts import drafts
from accounts.models import Draft
from config.kernel.scope import workspace_scope
from partnerships.actions.partners import partner_update
from tests.conftest import Cast
from tests.factories import make_partner

KEY = "partner:new"


def kept(cast: Cast) -> list[Draft]:
    with workspace_scope(cast.workspace.pk):
        return list(Draft.objects.order_by("pk"))


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("contributor")


def save(cast: Cast, client: Client, key: str = KEY, **fields: object) -> int:
    return client.post(cast.url(f"drafts/{key}/"), fields).status_code


def test_a_form_offers_what_was_typed_and_fills_it_in_when_asked(
    cast: Cast, client: Client
) -> None:
    assert save(cast, client, name="Half a na", version="3") == 204
    page = client.get(cast.url("partners/new/")).content.decode()
    assert "Half a na" not in page
    assert "draft=restore" in page
    restored = client.get(cast.url("partners/new/?draft=restore")).content.decode()
    assert "Half a na" in restored


def test_a_draft_that_comes_back_late_does_not_run_over_a_newer_text(
    cast: Cast, client: Client
) -> None:
    with workspace_scope(cast.workspace.pk):
        partner = make_partner(cast, name="Northgate")
    address = cast.url(f"partners/{partner.pk}/edit/")
    save(cast, client, key=f"partner:{partner.pk}", name="Mine", version=partner.version)
    with workspace_scope(cast.workspace.pk):
        partner_update(
            by=cast.actor("contributor"), partner=partner, version=None, name="Somebody's"
        )
    form = client.get(f"{address}?draft=restore").context["form"]
    answer = client.post(
        address, {"name": form["name"].value(), "version": form["version"].value()}
    )
    assert answer.status_code == 409
    (conflict,) = answer.context["form"].conflicts
    assert (conflict.yours, conflict.theirs) == ("Mine", "Somebody's")


def test_a_later_draft_replaces_the_earlier_one(cast: Cast, client: Client) -> None:
    for text in ("a", "ab"):
        save(cast, client, name=text)
    assert [draft.fields for draft in kept(cast)] == [{"name": "ab"}]


def test_saving_the_form_ends_its_draft(cast: Cast, client: Client) -> None:
    save(cast, client, name="Typed")
    client.post(cast.url("partners/new/"), {"name": "Typed", "draft_key": KEY})
    assert kept(cast) == []


def test_a_form_that_was_refused_keeps_its_draft(cast: Cast, client: Client) -> None:
    save(cast, client, name="Typed")
    client.post(cast.url("partners/new/"), {"name": "", "draft_key": KEY})
    assert len(kept(cast)) == 1


def test_discarding_leads_back_to_the_form(cast: Cast, client: Client) -> None:
    save(cast, client, name="Typed")
    page = f"http://testserver{cast.url('partners/new/')}"
    answer = client.post(cast.url(f"drafts/{KEY}/discard/"), headers={"Referer": f"{page}?x=1"})
    assert (answer.status_code, answer["Location"]) == (303, page)
    assert kept(cast) == []


def test_discarding_never_leads_elsewhere(cast: Cast, client: Client) -> None:
    answer = client.post(
        cast.url(f"drafts/{KEY}/discard/"), headers={"Referer": "https://evil.example/"}
    )
    assert answer["Location"] == cast.url()


def test_a_draft_is_one_person_s(cast: Cast, client: Client) -> None:
    save(cast, client, name="Mine")
    save(cast, cast.client("administrator"), name="Theirs")
    cast.client("administrator").post(cast.url(f"drafts/{KEY}/discard/"))
    assert [draft.fields for draft in kept(cast)] == [{"name": "Mine"}]


def test_secrets_are_never_kept(cast: Cast, client: Client) -> None:
    save(cast, client, name="x", password="secret", csrfmiddlewaretoken="t")
    assert kept(cast)[0].fields == {"name": "x"}


def test_what_a_draft_cannot_hold_is_left_out_or_refused(cast: Cast, client: Client) -> None:
    assert save(cast, client, name="a\x00b") == 204
    assert kept(cast)[0].fields == {"name": "ab"}
    assert save(cast, client, **{"na\x00me": "ab", "pass\x00word": "ab"}) == 204
    assert kept(cast)[0].fields == {"name": "ab"}
    assert save(cast, client, name="x" * (drafts.LARGEST + 1)) == 413
    assert save(cast, client, key="k" * 300, name="long key") == 204


def test_the_oldest_drafts_give_way(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    for number in range(4):
        save(cast, client, key=f"partner:{number}", name=str(number))
    assert [draft.key for draft in kept(cast)] == ["partner:2", "partner:3"]


def test_a_box_that_was_unticked_stays_so_when_the_draft_comes_back(cast: Cast) -> None:
    admin = cast.client("administrator")
    pk = cast.members["contributor"].pk
    save(cast, admin, key=f"member:{pk}", gives_up="")
    page = admin.get(cast.url(f"members/{pk}/edit/?draft=restore")).content.decode()
    assert "checked" not in page
