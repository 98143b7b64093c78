"""The boundary design, along the seam."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from config.kernel.scope import workspace_scope
from partnerships.actions.boundaries import escalation_step_create, responsibility_create
from partnerships.forms.boundaries import BoundaryDesignForm
from partnerships.models import EscalationStep, Partnership, Responsibility
from partnerships.rules.policy import DEFAULT
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partnership, settle_boundary

GOOD = {
    "decision_rights": "Prices",
    "quality_thresholds": "One in a hundred",
    "shared_cadence": "Every second Thursday",
    "version": "1",
}
PAGE_QUERIES = 12


def url(cast: Cast, partnership: Partnership, path: str = "") -> str:
    return cast.url(f"partnerships/{partnership.pk}/boundary/{path}")


def states(cast: Cast, partnership: Partnership) -> dict[str, str]:
    response = cast.client("auditor").get(url(cast, partnership))
    return {str(each.text): each.state for each in response.context["conditions"]}


def test_an_empty_design_says_what_would_make_it_clear(cast: Cast) -> None:
    partnership = make_partnership(cast)
    found = states(cast, partnership)
    assert set(found.values()) == {"unknown"}
    assert len(found) == 5 + 1  # the texts, and whether the responsibilities are settled
    response = cast.client("auditor").get(url(cast, partnership))
    named = [str(each.text) for each in response.context["unsettled"]]
    assert len(named) == len(DEFAULT.required_responsibilities)
    assert "Support escalation" in named


def test_what_the_policy_asks_for_leads_to_a_form_that_names_it_already(cast: Cast) -> None:
    partnership = make_partnership(cast)
    contributor = cast.client("contributor")
    page = contributor.get(url(cast, partnership))
    found = {str(each.text): each.href for each in page.context["unsettled"]}
    assert found["Data handling"] in page.content.decode()
    form = contributor.get(found["Data handling"]).context["form"]
    assert form["name"].value() == "data handling"
    read_only = cast.client("auditor").get(url(cast, partnership)).content.decode()
    assert found["Data handling"] not in read_only


def test_whom_to_tell_says_for_what_and_what_is_left_to_settle(cast: Cast) -> None:
    partnership = make_partnership(cast)
    row = responsibility_create(
        by=cast.actor("contributor"),
        partnership=partnership,
        name="incidents",
        party="us",
        person="Night desk",
        audited_how="Weekly",
    )
    contributor = cast.client("contributor")
    form = contributor.get(cast.url(f"responsibilities/{row.pk}/escalation-steps/new/"))
    assert "Incidents" in form.content.decode()
    detail = contributor.get(cast.url(f"responsibilities/{row.pk}/")).content.decode()
    assert "Still to settle" in detail
    assert "Data handling" in detail


def test_a_settled_design_is_met_throughout(cast: Cast) -> None:
    partnership = make_partnership(cast)
    settle_boundary(cast, partnership)
    found = states(cast, partnership)
    assert set(found.values()) == {"met"}
    assert "Responsibilities" in found


def test_each_responsibility_stands_on_the_side_of_its_party(cast: Cast) -> None:
    partnership = make_partnership(cast, new_partner="Árbol")
    by = cast.actor("contributor")
    for name, party, other in (
        ("quality", "us", ""),
        ("incidents", "partner", ""),
        ("data handling", "other", "Registry"),
        ("change control", "", ""),
    ):
        responsibility_create(
            by=by, partnership=partnership, name=name, party=party, other_party=other
        )
    page = cast.client("auditor").get(url(cast, partnership)).content.decode()
    listed = page[page.index("<h4>") :]
    order = ["Ours", "Quality", "Árbol", "Incidents", "Registry", "Data handling"]
    places = [listed.index(word) for word in [*order, "Not settled yet", "Change control"]]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("party", "other_party", "sentence"),
    [("other", "", "Name the institution"), ("us", "Registry", "You named an institution")],
)
def test_an_institution_is_named_if_and_only_if_it_is_another(
    cast: Cast, party: str, other_party: str, sentence: str
) -> None:
    new = url(cast, make_partnership(cast), "responsibilities/new/")
    data = {"name": "incidents", "party": party, "other_party": other_party}
    with nothing_written(cast):
        response = cast.client("contributor").post(new, data)
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors["other_party"])


def test_the_form_offers_what_the_policy_asks_for_and_nobody_settled(cast: Cast) -> None:
    partnership = make_partnership(cast)
    by = cast.actor("contributor")
    responsibility_create(by=by, partnership=partnership, name="Incidents")
    new = url(cast, partnership, "responsibilities/new/")
    page = cast.client("contributor").get(new).content.decode()
    assert '<option value="quality">' in page
    assert '<option value="incidents">' not in page
    assert 'list="id_name_offered"' in page


def test_a_responsibility_goes_with_whom_to_tell(cast: Cast) -> None:
    by, partnership = cast.actor("contributor"), make_partnership(cast)
    row = responsibility_create(by=by, partnership=partnership, name="incidents")
    escalation_step_create(by=by, responsibility=row, who="Ana", within=1, unit="hours")
    page = cast.client("auditor").get(cast.url(f"responsibilities/{row.pk}/")).content.decode()
    assert "Within 1 hour" in page
    removed = cast.client("contributor").post(
        cast.url(f"responsibilities/{row.pk}/remove/"), {"version": "1"}
    )
    assert removed.status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert (Responsibility.objects.count(), EscalationStep.objects.count()) == (0, 0)


@pytest.mark.parametrize("times", [1, 4])
def test_the_page_takes_the_same_queries_however_much_is_settled(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, times: int
) -> None:
    partnership = make_partnership(cast)
    for _ in range(times):
        settle_boundary(cast, partnership)
    client = cast.client("auditor")
    client.get(url(cast, partnership))  # what was written is judged once
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(url(cast, partnership))


@pytest.mark.parametrize(("field", "value"), bad_values(BoundaryDesignForm))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    edit = url(cast, make_partnership(cast), "edit/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), edit, GOOD, field, value)


@pytest.mark.parametrize("field", text_fields(BoundaryDesignForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    client, edit = cast.client("contributor"), url(cast, make_partnership(cast), "edit/")
    assert_markup_is_text(client, edit, GOOD, field)


def test_an_older_page_is_refused_with_both_texts(cast: Cast) -> None:
    client, edit = cast.client("contributor"), url(cast, make_partnership(cast), "edit/")
    client.post(edit, GOOD | {"shared_cadence": "What the other wrote"})
    mine, theirs = "What I wrote", "What the other wrote"
    assert_stale_shows_both(client, edit, GOOD, "shared_cadence", mine=mine, theirs=theirs)
