"""A partnership that is being renegotiated: old and new side by side, and the ways out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from config.kernel.scope import workspace_scope
from partnerships.actions.boundaries import responsibility_update
from partnerships.actions.card_rows import conflict_risk_create, integration_point_update
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.models import Partnership
from reviews.decisions.forms import RenegotiateForm
from reviews.models import Proposal
from tests.bad_input import assert_refused, bad_values, nothing_written
from tests.conftest import Cast
from tests.reviews import stage

ASKED = {
    "matters": ["terms", "incentives"],
    "what_is_to_change": "Notice of three months",
    "rationale": "They were sold",
}

FALLBACK = "Alternative or fallback without the partner"

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    partnership = stage.make_ready(cast)
    stage.decide(cast, partnership, "commit")
    return again(cast, partnership)


def again(cast: Cast, partnership: Partnership) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        partnership.refresh_from_db()
    return partnership


def renegotiated(cast: Cast, partnership: Partnership) -> Partnership:
    """Proposed through the form, and authorised."""
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/renegotiate/")
    cast.client("contributor").post(url, {**ASKED, "step": "propose"})
    with workspace_scope(cast.workspace.pk):
        proposal = Proposal.objects.select_related("partnership").get(state="open")
    stage.authorise(cast, proposal)
    return again(cast, partnership)


def url_of(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/renegotiation/")


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_what_it_is_about_travels_through_the_check_into_the_decision(
    cast: Cast, partnership: Partnership
) -> None:
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/renegotiate/")
    checked = cast.client("contributor").post(url, ASKED).content.decode()
    assert 'name="matters" value="terms"' in checked
    assert 'name="matters" value="incentives"' in checked
    assert "The terms, The incentives" in checked
    renegotiated(cast, partnership)
    with workspace_scope(cast.workspace.pk):
        decision = partnership.decisions.get(kind="renegotiate")
    assert decision.terms["matters"] == ["terms", "incentives"]


def test_old_and_new_stand_side_by_side_under_what_it_is_about(
    cast: Cast, partnership: Partnership
) -> None:
    renegotiated(cast, partnership)
    conflict_risk_create(
        by=cast.actor("contributor"), partnership=partnership, description="They sell to rivals"
    )
    page = page_of(cast.client("contributor"), url_of(cast, partnership))
    assert "Notice of three months" in page
    assert "They sell to rivals" in page
    assert "Card payments in two countries" in page
    assert page.index("The terms</h3>") < page.index("The boundary</h3>")
    for kind in ("commit", "defer", "unwind"):
        assert f"decisions/new/{kind}/" in page


def sides_of(page: str, label: str) -> list[str]:
    """What stands in the two columns beside `label`, as text."""
    rows = [each for each in re.split("<tr|</tr>", page) if f'<th scope="row">{label}</th>' in each]
    cells = rows[0].split("<td")[1:]
    return [" ".join(re.sub("<[^>]*>", " ", each.partition(">")[2]).split()) for each in cells]


def change_one_of_each_matter(cast: Cast, partnership: Partnership) -> None:
    by: Any = {"by": cast.actor("contributor"), "version": None}
    with workspace_scope(cast.workspace.pk):
        owned = partnership.responsibilities.order_by("pk").first()
        point = partnership.integration_points.get()
        card = partnership.fit_card
    responsibility_update(responsibility=owned, person="Rui Sá", **by)
    integration_point_update(integration_point=point, fallback="Cash at the till", **by)
    said: Any = {"incentives": "They earn per day now", "exit_days": 30}
    fit_card_section_update(fit_card=card, **said, **by)


def test_each_of_the_four_kinds_of_change_reads_in_two_columns(
    cast: Cast, partnership: Partnership
) -> None:
    renegotiated(cast, partnership)
    change_one_of_each_matter(cast, partnership)
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    who = f"By {cast.user('contributor').name} on"
    for label, old, new in (
        ("Named person", "Ana Roca", "Rui Sá"),
        (
            "Alternative or fallback without the partner",
            "Invoices by bank transfer",
            "Cash at the till",
        ),
        ("Incentives", "Stated: incentives", "They earn per day now"),
        ("Time to leave", "90 days", "30 days"),
    ):
        then, today = sides_of(page, label)
        assert then == old
        assert today.startswith(f"{new} {who}")


def test_what_came_in_stands_on_one_side_alone(cast: Cast, partnership: Partnership) -> None:
    renegotiated(cast, partnership)
    conflict_risk_create(
        by=cast.actor("contributor"),
        partnership=partnership,
        description="They sell to rivals",
        watcher="Head of Payments",
    )
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert sides_of(page, "Conflict risk")[0] == "Not there"
    assert sides_of(page, "Conflict risk")[1].startswith("They sell to rivals")
    assert sides_of(page, "Who watches")[1] == "Head of Payments"


def test_what_is_to_change_and_did_not_leads_to_where_it_changes(
    cast: Cast, partnership: Partnership
) -> None:
    renegotiated(cast, partnership)
    url, there = url_of(cast, partnership), f"partnerships/{partnership.pk}/fit-card/incentives/"
    assert there in page_of(cast.client("contributor"), url)
    assert there not in page_of(cast.client("auditor"), url)


def test_terms_that_are_proposed_stand_beside_those_agreed(
    cast: Cast, partnership: Partnership
) -> None:
    renegotiated(cast, partnership)
    stage.make_proposal(cast, partnership)
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert page.count("Card payments in two countries") == 2
    assert "A proposal is open" in page


def test_a_decision_from_before_there_were_matters_still_reads(
    cast: Cast, partnership: Partnership
) -> None:
    stage.decide(cast, partnership, "renegotiate")
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert "Who answers within the first hour" in page


def test_what_is_not_renegotiated_says_so(cast: Cast, partnership: Partnership) -> None:
    page = page_of(cast.client("auditor"), url_of(cast, partnership))
    assert "not being renegotiated" in page


@pytest.mark.parametrize(
    ("field", "value"), [each for each in bad_values(RenegotiateForm) if each.values[0] != "seen"]
)
def test_bad_input_is_answered_in_words(
    cast: Cast, partnership: Partnership, field: str, value: Any
) -> None:
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/renegotiate/")
    good = {**ASKED, "matters": "terms"}
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good, field, value)


def test_more_changes_take_no_more_queries(
    cast: Cast, partnership: Partnership, django_assert_max_num_queries: Any
) -> None:
    renegotiated(cast, partnership)
    client, url = cast.client("contributor"), url_of(cast, partnership)
    risk = {"by": cast.actor("contributor"), "partnership": partnership}
    conflict_risk_create(description="One", **risk)
    client.get(url)
    with django_assert_max_num_queries(60) as few:
        client.get(url)
    for number in range(4):
        conflict_risk_create(description=f"Risk {number}", **risk)
    client.get(url)
    with django_assert_max_num_queries(60) as many:
        client.get(url)
    assert len(many) <= len(few)
