"""Scale steps: the register, and a step with what is open and how it could be taken."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from partnerships.actions import scale_steps as actions
from partnerships.actions.claims import claim_update
from partnerships.actions.partnerships import partnership_move
from partnerships.forms.scale_steps import OptionForm, ScaleStepForm
from partnerships.models import Claim, Option, ScaleStep, Uncertainty
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership, make_scale_step, make_uncertainty

GOOD = {
    "name": "Cards abroad",
    "capability_kind": "compliance",
    "capability_needed": "A licence",
    "gap_kind": "regulatory",
    "gap": "We have none",
    "planned_on": "2031-03-31",
    "still_owned": "Prices",
    "version": "1",
}
OPTION = {"kind": "build", "what_it_takes": "A year", "way_back": "None"}
LIST_QUERIES = 9
PAGE_QUERIES = 12


def url(cast: Cast, step: ScaleStep, path: str = "") -> str:
    return cast.url(f"scale-steps/{step.pk}/{path}")


def test_the_register_finds_names_and_counts_what_is_not_resolved(cast: Cast) -> None:
    step = make_scale_step(cast, name="Ábaco abroad", critical_path=True)
    make_uncertainty(cast, step)
    make_uncertainty(cast, step, state="resolved", state_reason="We asked")
    actions.option_create(by=cast.actor("contributor"), scale_step=step, kind="build")
    make_scale_step(cast, name="Northwind")
    response = cast.client("auditor").get(cast.url("scale-steps/"), {"q": "ABA"})
    (row,) = response.context["page"].rows
    assert (row.name, row.unresolved_count, row.option_count) == ("Ábaco abroad", 1, 1)
    assert "Critical path" in response.content.decode()


def test_an_empty_register_says_what_a_step_is_for(cast: Cast) -> None:
    page = cast.client("contributor").get(cast.url("scale-steps/")).content.decode()
    assert "Add the first scale step" in page
    read = cast.client("auditor").get(cast.url("scale-steps/")).content.decode()
    assert "No scale steps yet" in read
    assert "Add the first" not in read
    none = cast.client("auditor").get(cast.url("scale-steps/"), {"q": "x"}).content.decode()
    assert "No scale step is called that" in none


@pytest.mark.parametrize("count", [1, 5])
def test_lists_take_the_same_queries_however_long_they_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    step, by = make_scale_step(cast), cast.actor("contributor")
    for _ in range(count):
        make_scale_step(cast)
        partnership = make_partnership(cast)
        make_claim(cast, partnership, about=make_uncertainty(cast, step))
        actions.option_create(by=by, scale_step=step, kind="partnership", partnership=partnership)
    client = cast.client("auditor")
    with django_assert_num_queries(LIST_QUERIES):
        client.get(cast.url("scale-steps/"))
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(url(cast, step))


def test_options_stand_side_by_side_and_answer_the_same_questions(cast: Cast) -> None:
    step, by = make_scale_step(cast), cast.actor("contributor")
    partnership = make_partnership(cast, name="Card acquiring")
    actions.option_create(by=by, scale_step=step, kind="partnership", partnership=partnership)
    actions.option_create(by=by, scale_step=step, kind="do_without", way_back="Open every day")
    page = cast.client("auditor").get(url(cast, step)).content.decode()
    assert page.count('scope="col"') == 3, "the question, then two options"
    assert page.index("Card acquiring") < page.index("Do without")
    assert page.count("Not stated</td>") == 7
    assert "Open every day" in page


def test_claims_about_its_uncertainties_are_listed_and_lead_back(cast: Cast) -> None:
    step = make_scale_step(cast, name="Cards abroad")
    about = make_uncertainty(cast, step, statement="Whether it settles")
    claim = make_claim(cast, make_partnership(cast), about=about)
    assert f"claims/{claim.pk}/" in cast.client("auditor").get(url(cast, step)).content.decode()
    page = cast.client("auditor").get(cast.url(f"claims/{claim.pk}/")).content.decode()
    assert "Cards abroad" in page
    assert "Worth a thought" not in page


def test_a_claim_about_nothing_or_something_resolved_is_visible(cast: Cast) -> None:
    step, partnership = make_scale_step(cast), make_partnership(cast)
    about = make_uncertainty(cast, step)
    make_claim(cast, partnership)
    make_claim(cast, partnership, about=about)
    actions.uncertainty_update(
        by=cast.actor("contributor"),
        uncertainty=about,
        version=1,
        state="resolved",
        state_reason="We asked",
    )
    listed = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/claims/"))
    assert "About no scale step" in listed.content.decode()
    assert "About something resolved" in listed.content.decode()
    gate = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/gate/"))
    said = gate.content.decode()
    assert "The uncertainty that this claim is about is resolved." in said
    assert "This claim is about no uncertainty of a scale step." in said


def test_a_claim_is_offered_what_is_open_and_what_it_is_about_already(cast: Cast) -> None:
    step = make_scale_step(cast, name="Cards abroad")
    present = make_uncertainty(cast, step, state="resolved", state_reason="We asked")
    other = make_uncertainty(cast, step, state="resolved", state_reason="We asked")
    still_open = make_uncertainty(cast, step)
    claim = make_claim(cast, make_partnership(cast), about=present)
    client = cast.client("contributor")
    page = client.get(cast.url(f"claims/{claim.pk}/edit/")).content.decode()
    assert f'<option value="{present.pk}" selected>' in page
    assert f'<option value="{still_open.pk}">' in page
    assert f'<option value="{other.pk}"' not in page
    assert '<optgroup label="Cards abroad">' in page
    changed = {"uncertainty": "whether", "about": str(still_open.pk), "version": "1"}
    assert client.post(cast.url(f"claims/{claim.pk}/edit/"), changed).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Claim.objects.get(pk=claim.pk).about_id == still_open.pk


def test_another_workspaces_uncertainty_cannot_be_chosen(cast: Cast) -> None:
    theirs = make_uncertainty(cast, make_scale_step(cast, "stranger"), "stranger")
    new = cast.url(f"partnerships/{make_partnership(cast).pk}/claims/new/")
    good = {"uncertainty": "whether refunds settle"}
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), new, good, "about", str(theirs.pk))


def test_what_a_claim_rests_on_stays(cast: Cast) -> None:
    step = make_scale_step(cast)
    about = make_uncertainty(cast, step)
    claim = make_claim(cast, make_partnership(cast), about=about)
    client = cast.client("contributor")
    page = client.post(url(cast, step, "remove/"), {"version": "1"})
    assert page.status_code == 422
    assert "A claim is about an uncertainty of this step" in page.content.decode()
    by = cast.actor("contributor")
    with pytest.raises(DomainError, match="A claim is about this uncertainty"):
        actions.uncertainty_delete(by=by, uncertainty=about, version=1)
    claim_update(by=by, claim=claim, version=1, uncertainty="whether", about=None)
    assert client.post(url(cast, step, "remove/"), {"version": "1"}).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert (ScaleStep.objects.count(), Uncertainty.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"kind": "partnership"}, "partnership", "Choose the partnership"),
        ({"kind": "build", "partnership": "{name}"}, "partnership", "takes no partner"),
        ({"kind": "do_without"}, "kind", "among them already"),
        ({"kind": "partnership", "partnership": "Nobody's"}, "partnership", "No partnership is"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_at_the_field(
    cast: Cast, data: dict[str, str], field: str, sentence: str
) -> None:
    step, partnership = make_scale_step(cast), make_partnership(cast)
    by = cast.actor("contributor")
    actions.option_create(by=by, scale_step=step, kind="do_without")
    filled = {name: value.format(name=partnership.name) for name, value in data.items()}
    response = cast.client("contributor").post(url(cast, step, "options/new/"), filled)
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])


def test_an_option_finds_its_partnership_by_name_and_partner(cast: Cast) -> None:
    step, client = make_scale_step(cast), cast.client("contributor")
    for partner in ("Ábaco (Spain)", "Northwind"):
        make_partnership(cast, name="Card acquiring", new_partner=partner)
    both = {"kind": "partnership", "partnership": "card acquiring"}
    refused = client.post(url(cast, step, "options/new/"), both)
    assert "Several are called that" in str(refused.context["form"].errors["partnership"])
    one = both | {"partnership": "Card acquiring (abaco (spain))"}
    assert client.post(url(cast, step, "options/new/"), one).status_code == 303
    with workspace_scope(cast.workspace.pk):
        option = Option.objects.get()
        assert option.partnership.partner.name == "Ábaco (Spain)"
    form = client.get(cast.url(f"options/{option.pk}/edit/")).context["form"]
    assert form["partnership"].value() == "Card acquiring (Ábaco (Spain))"


def test_what_has_ended_is_neither_offered_nor_found(cast: Cast) -> None:
    make_partnership(cast, name="Card acquiring", new_partner="Ábaco")
    ended = make_partnership(cast, name="Card clearing", new_partner="Northwind")
    partnership_move(by=cast.actor("approver"), partnership=ended, standing="unwound")
    offered = cast.client("contributor").get(
        cast.url("partnerships/"),
        {"partnership": "card"},
        HTTP_HX_REQUEST="true",
        HTTP_HX_TARGET="partnership-options",
    )
    page = offered.content.decode()
    assert page.strip().startswith('<datalist id="partnership-options">')
    assert "Card acquiring (Ábaco)" in page
    assert "Card clearing" not in page
    typed = {"kind": "partnership", "partnership": "Card clearing"}
    new = url(cast, make_scale_step(cast), "options/new/")
    refused = cast.client("contributor").post(new, typed)
    assert "No partnership is called that" in str(refused.context["form"].errors)


def test_an_option_comes_goes_and_changes_in_place(cast: Cast) -> None:
    step, client = make_scale_step(cast), cast.client("contributor")
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "option-rows"}
    form = client.get(url(cast, step, "options/new/"), **headers).content.decode()
    assert 'id="option-form"' in form
    made = client.post(url(cast, step, "options/new/"), OPTION, **headers).content.decode()
    assert "Build it ourselves" in made
    with workspace_scope(cast.workspace.pk):
        option = Option.objects.get()
    edit, remove = (cast.url(f"options/{option.pk}/{verb}/") for verb in ("edit", "remove"))
    assert 'id="option-form"' in client.get(edit, **headers).content.decode()
    changed = client.post(edit, OPTION | {"way_back": "A year", "version": "1"}, **headers)
    assert "A year" in changed.content.decode()
    assert "Remove this option?" in client.get(remove, **headers).content.decode()
    gone = client.post(remove, {"version": "2"}, **headers).content.decode()
    assert "None named yet" in gone


@pytest.mark.parametrize(("field", "value"), bad_values(OptionForm, leave_out=("version",)))
def test_bad_input_in_an_option_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    new = url(cast, make_scale_step(cast), "options/new/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), new, OPTION, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(ScaleStepForm))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    edit = url(cast, make_scale_step(cast), "edit/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), edit, GOOD, field, value)


@pytest.mark.parametrize("field", text_fields(ScaleStepForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    edit = url(cast, make_scale_step(cast), "edit/")
    assert_markup_is_text(cast.client("contributor"), edit, GOOD, field)


@pytest.mark.parametrize("field", text_fields(OptionForm))
def test_markup_in_an_option_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    new = url(cast, make_scale_step(cast), "options/new/")
    assert_markup_is_text(cast.client("contributor"), new, OPTION, field)


def test_an_older_page_is_refused_with_both_texts(cast: Cast) -> None:
    step, client = make_scale_step(cast, name=GOOD["name"]), cast.client("contributor")
    client.post(url(cast, step, "edit/"), GOOD | {"gap": "What the other wrote"})
    assert_stale_shows_both(
        client,
        url(cast, step, "edit/"),
        GOOD,
        "gap",
        mine="What I wrote",
        theirs="What the other wrote",
    )


def test_a_name_that_is_taken_is_refused_at_the_field(cast: Cast) -> None:
    make_scale_step(cast, name=GOOD["name"])
    with nothing_written(cast):
        client, new = cast.client("contributor"), cast.url("scale-steps/new/")
        assert_refused(client, new, GOOD, "name", "CARDS  abroad")
