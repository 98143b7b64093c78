"""Finding what has a page, as one types."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.kernel import clock
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_withdraw
from partnerships.actions.claims import claim_delete
from partnerships.actions.partners import partner_update
from partnerships.models import Partner
from reviews.models import SearchEntry
from reviews.search.indexing import rebuild
from reviews.search.selectors import found
from tests.conftest import Cast
from tests.evidence.factories import make_artifact
from tests.factories import make_claim, make_partner, make_partnership
from tests.reviews.stage import decide, make_ready


def names(cast: Cast, text: str, kind: str = "") -> list[str]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        return [each.name for each in found(cast.workspace.pk, text, kind).finds]


def test_a_partnership_is_found_by_its_name_its_purpose_and_its_partner(cast: Cast) -> None:
    make_partnership(cast, name="Cards at our checkout", purpose="Sell in Évora")
    assert names(cast, "checkout") == ["Cards at our checkout"]
    assert names(cast, "evora") == ["Cards at our checkout"]
    assert names(cast, "cards sell") == ["Cards at our checkout"]
    assert names(cast, "cards storage") == []


def test_case_and_accents_do_not_matter_and_the_last_word_may_be_begun(cast: Cast) -> None:
    make_partner(cast, name="Älvsjö Betalning AB")
    assert names(cast, "ÄLVSJO") == ["Älvsjö Betalning AB"]
    assert names(cast, "alvsjo beta") == ["Älvsjö Betalning AB"]
    assert names(cast, "alv betalning") == [], "only the last word may be begun"


def test_a_name_comes_before_other_words(cast: Cast) -> None:
    make_partnership(cast, name="Storage", purpose="Where cards are kept")
    make_partnership(cast, name="Cards", purpose="Storage of tokens")
    assert names(cast, "cards", "partnership") == ["Cards", "Storage"]


def test_a_decision_stands_with_its_day_in_the_workspace_in_words(cast: Cast) -> None:
    with (
        workspace_scope(cast.workspace.pk),
        clock.moved_to(datetime(2027, 3, 1, 23, 30, tzinfo=UTC)),
    ):
        decide(cast, make_ready(cast, name="Payments"), "defer")
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        (find,) = found(cast.workspace.pk, "payments", "decision").finds
    assert find.beside == "2 March 2027", "in Madrid it was past midnight"


def test_claims_artifacts_scale_steps_and_decisions_are_found(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast, name="Payments")
        decide(cast, partnership, "defer")
    make_artifact(cast, title="Incident log of the winter")
    assert names(cast, "incident") == ["Incident log of the winter"]
    assert names(cast, "refunds", "claim") == ["whether refunds settle within two days"]
    assert names(cast, "payments", "decision") == ["Payments: Defer"]
    assert names(cast, "eight weeks", "decision") == ["Payments: Defer"]


def test_what_is_renamed_is_found_by_its_new_name_and_so_is_what_belongs_to_it(
    cast: Cast,
) -> None:
    partnership = make_partnership(cast)
    with workspace_scope(cast.workspace.pk):
        partner = Partner.objects.get(pk=partnership.partner_id)
    partner_update(
        by=cast.actor("contributor"), partner=partner, version=partner.version, name="Quillfrost"
    )
    assert set(names(cast, "quillfrost")) == {"Quillfrost", partnership.name}


def test_what_is_removed_is_found_no_more(cast: Cast) -> None:
    claim = make_claim(cast, make_partnership(cast), uncertainty="whether zebras pay")
    assert names(cast, "zebras") == ["whether zebras pay"]
    claim_delete(by=cast.actor("contributor"), claim=claim, version=claim.version)
    assert names(cast, "zebras") == []


def test_what_was_withdrawn_is_still_found(cast: Cast) -> None:
    artifact = make_artifact(cast, title="Winter log")
    artifact_withdraw(
        by=cast.actor("contributor"), artifact=artifact, version=1, reason="Counted twice"
    )
    assert names(cast, "winter") == ["Winter log"]


def test_nothing_of_another_workspace_is_found(cast: Cast) -> None:
    make_partnership(cast, "stranger", name="Cards elsewhere")
    assert names(cast, "cards") == []


def test_a_workspace_from_before_the_search_is_written_at_the_first_question(cast: Cast) -> None:
    make_partnership(cast, name="Cards")
    with workspace_scope(cast.workspace.pk):
        SearchEntry.objects.all().delete()
    body = cast.client("auditor").get(cast.url("search/?q=cards")).content.decode()
    assert "/partnerships/" in body
    assert names(cast, "cards", "partnership") == ["Cards"]


def test_writing_it_anew_gives_the_same(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast), "commit")
        columns = ("kind", "row_id", "name", "beside", "name_key", "words_key", "document")
        before = sorted(SearchEntry.objects.values_list(*columns))
        rebuild(cast.workspace.pk)
        assert sorted(SearchEntry.objects.values_list(*columns)) == before


def test_the_page_says_when_nothing_matches_and_keeps_what_was_typed(cast: Cast) -> None:
    body = cast.client("auditor").get(cast.url("search/?q=zzz<b>")).content.decode()
    assert "Nothing has all these words" in body
    assert 'value="zzz&lt;b&gt;"' in body


def test_a_search_takes_the_same_queries_however_much_is_found(cast: Cast) -> None:
    client, address = cast.client("auditor"), cast.url("search/?q=cards")
    make_partnership(cast, name="Cards")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(40):
        make_partner(cast, name=f"Cards {number}")
    with CaptureQueriesContext(connection) as many:
        body = client.get(address).content.decode()
    assert len(many) == len(few)
    assert "There is more." in body


def test_strangers_find_no_page(cast: Cast) -> None:
    assert cast.client("stranger").get(cast.url("search/?q=a")).status_code == 404


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_whatever_is_typed_is_a_question_and_no_failure(cast: Cast, text: str) -> None:
    client = cast.client("auditor")
    assert client.get(cast.url("search/"), {"q": text}).status_code == 200
