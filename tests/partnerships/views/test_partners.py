"""The outside organisations: list, page, form."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from partnerships.actions.partners import partner_update
from partnerships.forms.partners import PartnerForm
from partnerships.models import Partner
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partner, make_partnership

GOOD = {
    "name": "Ábaco Pagos",
    "what_they_do": "Acquire card payments",
    "website": "https://example.org/",
    "version": "1",
}

#: What every page of a workspace takes, and the list or the partner with partnerships and facts.
LIST_QUERIES = 9
PAGE_QUERIES = 12


def edit_url(cast: Cast, partner: Partner) -> str:
    return cast.url(f"partners/{partner.pk}/edit/")


def test_a_partner_shows_its_partnerships_and_leads_to_a_new_one(cast: Cast) -> None:
    partner = make_partner(cast, name="Ábaco & Søn")
    make_partnership(cast, partner=partner, name="Card acquiring")
    url = cast.url(f"partners/{partner.pk}/")
    page = cast.client("contributor").get(url).content.decode()
    assert "Card acquiring" in page
    assert "partnerships/new/?with=%C3%81baco+%26+S%C3%B8n" in page
    assert "partnerships/new/" not in cast.client("auditor").get(url).content.decode()
    form = cast.client("contributor").get(cast.url("partnerships/new/"), {"with": partner.name})
    assert 'value="Ábaco &amp; Søn"' in form.content.decode()


def test_the_list_finds_names_whatever_case_and_accents(cast: Cast) -> None:
    make_partner(cast, name="Ábaco")
    make_partner(cast, name="Northwind")
    page = cast.client("auditor").get(cast.url("partners/"), {"q": "ABA"}).content.decode()
    assert "Ábaco" in page
    assert "Northwind" not in page


def test_what_is_found_takes_the_place_of_the_list(cast: Cast) -> None:
    make_partner(cast, name="Ábaco")
    url, client = cast.url("partners/"), cast.client("auditor")
    page = client.get(url).content.decode()
    assert f'hx-get="{url}"' in page
    assert 'hx-target="#partners" hx-swap="outerHTML" hx-push-url="true"' in page
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "partners"}
    found = client.get(url, {"q": "aba"}, **asked).content.decode().strip()
    assert found.startswith('<div id="partners">')


@pytest.mark.parametrize("count", [1, 9])
def test_lists_take_the_same_queries_however_long_they_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    partner = make_partner(cast)
    for _ in range(count):
        make_partnership(cast, partner=partner)
        make_partner(cast)
    client = cast.client("auditor")
    with django_assert_num_queries(LIST_QUERIES):
        client.get(cast.url("partners/"))
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(cast.url(f"partners/{partner.pk}/"))


def test_a_name_that_is_taken_is_refused_at_the_field(cast: Cast) -> None:
    make_partner(cast, name=GOOD["name"])
    with nothing_written(cast):
        assert_refused(
            cast.client("contributor"), cast.url("partners/new/"), GOOD, "name", "abaco pagos"
        )


def test_an_older_page_is_refused_with_both_texts(cast: Cast) -> None:
    partner = make_partner(cast, name=GOOD["name"])
    partner_update(
        by=cast.actor("contributor"),
        partner=partner,
        version=1,
        name=GOOD["name"],
        what_they_do="What the other wrote",
    )
    assert_stale_shows_both(
        cast.client("contributor"),
        edit_url(cast, partner),
        GOOD,
        "what_they_do",
        mine="What I wrote",
        theirs="What the other wrote",
    )


@pytest.mark.parametrize(("field", "value"), bad_values(PartnerForm))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    url = edit_url(cast, make_partner(cast))
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, field, value)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "no address", "ftp://"])
def test_a_website_is_an_address_that_can_be_opened(cast: Cast, value: str) -> None:
    url = cast.url("partners/new/")
    assert_refused(cast.client("contributor"), url, GOOD, "website", value)


@pytest.mark.parametrize("field", text_fields(PartnerForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    url = edit_url(cast, make_partner(cast))
    assert_markup_is_text(cast.client("contributor"), url, GOOD, field)


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("contributor", 200, 200),
        ("approver", 200, 403),
        ("auditor", 200, 403),
        ("administrator", 200, 403),
        ("stranger", 404, 404),
        ("anonymous", 302, 302),
    ],
)
def test_who_reads_and_who_writes(cast: Cast, role: str, reads: int, writes: int) -> None:
    partner, client = make_partner(cast), cast.client(role)
    for path in ("partners/", f"partners/{partner.pk}/"):
        assert client.get(cast.url(path)).status_code == reads
    for path in ("partners/new/", f"partners/{partner.pk}/edit/"):
        assert client.get(cast.url(path)).status_code == writes


def test_no_partners_yet_is_one_thing_to_do_and_no_empty_table(cast: Cast) -> None:
    page = cast.client("contributor").get(cast.url("partners/")).content.decode()
    assert page.count("partners/new/") == 1
    assert "<table" not in page
    assert 'class="filters"' not in page


def test_a_search_without_answer_leads_back_to_all(cast: Cast) -> None:
    make_partner(cast, name="Acme")
    page = cast.client("contributor").get(cast.url("partners/?q=zzz")).content.decode()
    assert "Show all partners" in page
    assert "<table" not in page
