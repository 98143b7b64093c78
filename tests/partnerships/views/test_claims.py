"""Claims: the sentence with blanks to fill, read back as the sentence."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from config.kernel.scope import workspace_scope
from partnerships.forms.claims import ClaimForm
from partnerships.models import Claim, Partnership
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import (
    complete_claim,
    complete_fit_card,
    make_claim,
    make_criterion,
    make_partnership,
    make_scale_step,
    make_uncertainty,
)

GOOD = {
    "uncertainty": "whether refunds settle in two days",
    "capability": "card acquiring",
    "boundary": "they hold funds two days at most",
    "evidence_expected": "a pilot with real orders",
    "deferral_date": "2031-03-31",
    "does_not_establish": "that customers want cards",
}


def new_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/claims/new/")


def edit_url(cast: Cast, claim: Claim) -> str:
    return cast.url(f"claims/{claim.pk}/edit/")


def sentence_on(page: str) -> str:
    return " ".join(strip_tags(page).split())


def test_a_claim_reads_back_as_the_sentence(cast: Cast) -> None:
    partnership = make_partnership(cast, new_partner="Ábaco")
    response = cast.client("contributor").post(new_url(cast, partnership), GOOD, follow=True)
    said = sentence_on(response.content.decode())
    assert (
        "We believe Ábaco can reduce uncertainty about whether refunds settle in two days because "
        "they provide card acquiring, under boundary they hold funds two days at most, with "
        "evidence a pilot with real orders."
    ) in said
    assert "If evidence remains ambiguous by 31 March 2031, we defer." in said
    assert "does not establish that customers want cards." in said


def test_what_was_chosen_need_not_be_written_again(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    about = make_uncertainty(cast, make_scale_step(cast), statement="whether ice holds")
    chosen = GOOD | {"uncertainty": "", "about": str(about.pk)}
    assert client.post(new_url(cast, partnership), chosen).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Claim.objects.get().uncertainty == "whether ice holds"


def test_the_first_claim_begins_with_what_the_card_says(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    card = complete_fit_card(cast, partnership)
    form = client.get(new_url(cast, partnership)).context["form"]
    assert form["capability"].value() == card.capability
    make_claim(cast, partnership)
    assert not client.get(new_url(cast, partnership)).context["form"]["capability"].value()


def test_the_form_reads_as_the_sentence_too(cast: Cast) -> None:
    partnership = make_partnership(cast, new_partner="Ábaco")
    page = cast.client("contributor").get(new_url(cast, partnership)).content.decode()
    labels = [
        " ".join(strip_tags(label).split())
        for label in re.findall(r"<label.*?</label>", page, re.DOTALL)
    ]
    assert labels == [
        "Uncertainty of a scale step",
        "We believe Ábaco can reduce uncertainty about",
        "because they provide",
        "under boundary",
        "with evidence",
        "If evidence remains ambiguous by",
        "This partnership reduces that uncertainty; it does not establish",
    ]


def test_blanks_are_shown_as_blanks_with_what_would_fill_them(cast: Cast) -> None:
    claim = make_claim(cast, make_partnership(cast))
    response = cast.client("auditor").get(cast.url(f"claims/{claim.pk}/"))
    page = response.content.decode()
    assert page.count('class="unsaid"') == 5
    assert "Say which capability the partner provides." in page
    states = [condition.state for condition in response.context["conditions"]]
    assert states == ["met", *["unknown"] * 6]


def test_a_deferral_date_that_passed_is_not_met(cast: Cast) -> None:
    from datetime import date

    claim = complete_claim(cast, make_partnership(cast))
    cast.client("contributor").post(
        edit_url(cast, claim), GOOD | {"deferral_date": str(date(2020, 1, 1)), "version": "1"}
    )
    response = cast.client("auditor").get(cast.url(f"claims/{claim.pk}/"))
    states = {str(c.text): c.state for c in response.context["conditions"]}
    assert states["Deferral date"] == "not_met"


def test_several_claims_stand_in_the_list_each_with_what_it_lacks(cast: Cast) -> None:
    partnership = make_partnership(cast)
    complete_claim(cast, partnership)
    make_claim(cast, partnership, uncertainty="whether it scales")
    page = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/claims/"))
    said = sentence_on(page.content.decode())
    assert "Nothing missing" in said
    assert "6 things missing" in said
    assert "claims/new/" not in page.content.decode()


def test_an_empty_list_says_what_a_claim_is_for(cast: Cast) -> None:
    partnership = make_partnership(cast)
    url = cast.url(f"partnerships/{partnership.pk}/claims/")
    assert "Write the first claim" in cast.client("contributor").get(url).content.decode()
    page = cast.client("auditor").get(url).content.decode()
    assert "No claim yet" in page
    assert "Write the first claim" not in page


#: What every page of a workspace takes, the partnership, its claims, their criteria.
QUERIES = 11


@pytest.mark.parametrize("claims", [1, 6])
def test_the_list_takes_the_same_queries_however_many_claims_there_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, claims: int
) -> None:
    partnership = make_partnership(cast)
    for _ in range(claims):
        make_criterion(cast, complete_claim(cast, partnership))
    client = cast.client("auditor")
    client.get(
        cast.url(f"partnerships/{partnership.pk}/claims/")
    )  # what was written is judged once
    with django_assert_num_queries(QUERIES):
        client.get(cast.url(f"partnerships/{partnership.pk}/claims/"))


@pytest.mark.parametrize("criteria", [1, 6])
def test_a_claim_takes_the_same_queries_however_many_criteria_it_has(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, criteria: int
) -> None:
    claim = make_claim(cast, make_partnership(cast))
    for _ in range(criteria):
        make_criterion(cast, claim)
    client = cast.client("auditor")
    client.get(cast.url(f"claims/{claim.pk}/"))  # what was written is judged once
    with django_assert_num_queries(QUERIES - 1):
        client.get(cast.url(f"claims/{claim.pk}/"))


def test_a_claim_is_removed_with_its_criteria_after_a_question(cast: Cast) -> None:
    client, claim = cast.client("contributor"), complete_claim(cast, make_partnership(cast))
    url = cast.url(f"claims/{claim.pk}/remove/")
    assert "Remove this claim?" in client.get(url).content.decode()
    assert client.post(url, {"version": "1"}).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert not Claim.objects.exists()


def test_an_older_page_is_refused_with_both_texts(cast: Cast) -> None:
    client, claim = cast.client("contributor"), make_claim(cast, make_partnership(cast))
    theirs = GOOD | {"boundary": "What the other wrote", "version": "1"}
    client.post(edit_url(cast, claim), theirs)
    assert_stale_shows_both(
        client,
        edit_url(cast, claim),
        GOOD,
        "boundary",
        mine="What I wrote",
        theirs="What the other wrote",
    )


@pytest.mark.parametrize(("field", "value"), bad_values(ClaimForm, leave_out=("version",)))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    url = new_url(cast, make_partnership(cast))
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, field, value)


@pytest.mark.parametrize("value", ["many", "9" * 40, "-1", "0", "99"])
def test_a_version_that_never_was_is_refused(cast: Cast, value: str) -> None:
    url = edit_url(cast, make_claim(cast, make_partnership(cast)))
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, GOOD, "version", value)


@pytest.mark.parametrize("field", text_fields(ClaimForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    url = new_url(cast, make_partnership(cast))
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
    claim = make_claim(cast, make_partnership(cast))
    client, partnership = cast.client(role), claim.partnership
    for path in (f"claims/{claim.pk}/", f"partnerships/{partnership.pk}/claims/"):
        assert client.get(cast.url(path)).status_code == reads
    for path in (
        f"partnerships/{partnership.pk}/claims/new/",
        f"claims/{claim.pk}/edit/",
        f"claims/{claim.pk}/remove/",
    ):
        assert client.get(cast.url(path)).status_code == writes


def test_another_workspaces_claim_does_not_exist_here(cast: Cast) -> None:
    theirs = make_claim(cast, make_partnership(cast, "stranger"), "stranger")
    for path in ("", "edit/", "remove/"):
        url = cast.url(f"claims/{theirs.pk}/{path}")
        assert cast.client("contributor").get(url).status_code == 404


@pytest.mark.parametrize("path", ["partnerships/{pk}/", "partnerships/{pk}/claims/"])
def test_a_claim_is_opened_by_a_link_that_says_so(cast: Cast, path: str) -> None:
    partnership = make_partnership(cast)
    claim = make_claim(cast, partnership)
    page = cast.client("auditor").get(cast.url(path.format(pk=partnership.pk))).content.decode()
    assert re.search(rf'<a href="{cast.url(f"claims/{claim.pk}/")}">Open the claim', page)
