"""One section a screen: what is typed is kept, saved, refused in words, and nobody's in the way."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from accounts.drafts import keep
from accounts.models import Draft
from config.kernel.scope import workspace_scope
from partnerships.actions.card_rows import CONFLICT_RISKS
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.forms.fit_cards import SECTION_FORMS
from partnerships.models import FitCard, Partnership
from partnerships.rules.fit_cards import FIELDS, Section
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

#: What is no text, as it is typed.
FIGURES = {
    "exit_days": "60",
    "exit_cost": "30000.50",
    "exit_currency": "EUR",
    "portability": "full",
}


def section_url(cast: Cast, partnership: Partnership, section: str) -> str:
    return cast.url(f"partnerships/{partnership.pk}/fit-card/{section}/")


def good(section: Section) -> dict[str, str]:
    said = {name: FIGURES.get(name, f"Said about {name}") for name in FIELDS[section]}
    return {"version": "1"} | said


def each_section(cases: Any, *, leave_out: tuple[str, ...] = ()) -> list[Any]:
    """(section, field, value) or (section, field) for every field of every section."""
    found = []
    for section, form_class in SECTION_FORMS.items():
        for case in cases(form_class, leave_out=leave_out):
            values = case.values if hasattr(case, "values") else (case,)
            name = case.id if hasattr(case, "id") else case
            found.append(pytest.param(section, *values, id=f"{section}-{name}"))
    return found


def test_the_forms_are_the_sections_of_the_rules() -> None:
    written = {
        section: tuple(name for name in form_class.base_fields if name != "version")
        for section, form_class in SECTION_FORMS.items()
    }
    assert written == FIELDS
    assert list(SECTION_FORMS) == list(Section)


def test_whoever_goes_on_finds_the_next_section(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    for section, following in pairwise(Section):
        onward = good(section) | {"onward": "1"}
        response = client.post(section_url(cast, partnership, section), onward)
        assert response["Location"] == section_url(cast, partnership, following)
    last = list(Section)[-1]
    assert "Save and go on" not in client.get(section_url(cast, partnership, last)).content.decode()


@pytest.mark.parametrize("section", list(Section))
def test_what_was_typed_is_saved_and_leads_back_to_the_list(cast: Cast, section: Section) -> None:
    partnership = make_partnership(cast)
    response = cast.client("contributor").post(
        section_url(cast, partnership, section), good(section)
    )
    assert response.status_code == 303
    assert response["Location"] == cast.url(f"partnerships/{partnership.pk}/fit-card/")
    with workspace_scope(cast.workspace.pk):
        card = FitCard.objects.get()
        for name in FIELDS[section]:
            assert str(getattr(card, name)) == good(section)[name]


@pytest.mark.parametrize("of_row", [False, True])
def test_a_row_that_was_typed_beside_the_section_is_said_to_be_a_draft(
    cast: Cast, of_row: bool
) -> None:
    partnership, by = make_partnership(cast), cast.actor("contributor")
    row = CONFLICT_RISKS.create(by=by, partnership=partnership, description="Rivals")
    number = row.pk if of_row else f"new:{partnership.pk}"
    with workspace_scope(cast.workspace.pk):
        keep(by=by, key=f"conflict_risk:{number}", fields={"description": "They also sell"})
    client = cast.client("contributor")
    for section, said in ((Section.INCENTIVES, True), (Section.EXIT, False)):
        url = section_url(cast, partnership, section)
        data = good(section) | {"version": str(client.get(url).context["form"]["version"].value())}
        page = client.post(url, data, follow=True).content.decode()
        assert ("One conflict risk is still a draft" in page) is said


@pytest.mark.parametrize("section", list(Section))
def test_a_section_says_what_it_is_for_and_what_is_unknown(cast: Cast, section: Section) -> None:
    response = cast.client("contributor").get(section_url(cast, make_partnership(cast), section))
    page = response.content.decode()
    form = SECTION_FORMS[section]
    assert str(form.question) in page
    assert str(form.purpose) in page
    states = {str(each.text): each.state for each in response.context["conditions"]}
    assert states.pop("Currency", "met") == "met", "asked for once there is an amount"
    assert set(states.values()) == {"unknown"}
    assert "(optional)" not in page


def test_another_section_saved_meanwhile_is_in_nobodys_way(cast: Cast) -> None:
    partnership = make_partnership(cast)
    fit_card_section_update(
        by=cast.actor("contributor"), fit_card=partnership.fit_card, version=1, incentives="theirs"
    )
    response = cast.client("contributor").post(
        section_url(cast, partnership, Section.CADENCE), good(Section.CADENCE)
    )
    assert response.status_code == 303


@pytest.mark.parametrize("section", list(Section))
def test_the_same_section_saved_meanwhile_shows_both_texts(cast: Cast, section: Section) -> None:
    partnership = make_partnership(cast)
    field = next(name for name in FIELDS[section] if name not in FIGURES)
    fit_card_section_update(
        by=cast.actor("contributor"),
        fit_card=partnership.fit_card,
        version=1,
        **{field: "What the other wrote"},
    )
    assert_stale_shows_both(
        cast.client("contributor"),
        section_url(cast, partnership, section),
        good(section),
        field,
        mine="What I wrote",
        theirs="What the other wrote",
    )


def test_a_draft_is_offered_restored_and_gone_once_saved(cast: Cast) -> None:
    client, partnership = cast.client("contributor"), make_partnership(cast)
    url = section_url(cast, partnership, Section.CADENCE)
    key = f"fit_card:{partnership.pk}:cadence"
    client.post(cast.url(f"drafts/{key}/"), {"operational_cadence": "Half a sen"})
    assert "You have a draft" in client.get(url).content.decode()
    assert "Half a sen" in client.get(url, {"draft": "restore"}).content.decode()
    client.post(url, good(Section.CADENCE) | {"draft_key": key})
    with workspace_scope(cast.workspace.pk):
        assert not Draft.objects.exists()


@pytest.mark.parametrize(("section", "field", "value"), each_section(bad_values))
def test_bad_input_is_answered_in_words(
    cast: Cast, section: Section, field: str, value: str
) -> None:
    url = section_url(cast, make_partnership(cast), section)
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good(section), field, value)


@pytest.mark.parametrize(("section", "field"), each_section(text_fields))
def test_markup_is_shown_as_it_was_typed(cast: Cast, section: Section, field: str) -> None:
    url = section_url(cast, make_partnership(cast), section)
    assert_markup_is_text(cast.client("contributor"), url, good(section), field)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("contributor", 200),
        ("approver", 403),
        ("auditor", 403),
        ("administrator", 403),
        ("stranger", 404),
        ("anonymous", 302),
    ],
)
def test_contributors_write_sections(cast: Cast, role: str, status: int) -> None:
    url = section_url(cast, make_partnership(cast), Section.EXIT)
    assert cast.client(role).get(url).status_code == status


def test_a_section_that_no_card_has_is_not_found(cast: Cast) -> None:
    url = section_url(cast, make_partnership(cast), "score")
    assert cast.client("contributor").get(url).status_code == 404


def test_another_workspaces_card_does_not_exist_here(cast: Cast) -> None:
    url = section_url(cast, make_partnership(cast, "stranger"), Section.EXIT)
    assert cast.client("contributor").post(url, good(Section.EXIT)).status_code == 404
