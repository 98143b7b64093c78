"""Taking a partnership into the register, with its partner."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from partnerships.forms.partnerships import PartnershipCreateForm
from partnerships.models import Partner, Partnership
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partner, make_partnership

GOOD = {
    "partner": "Ábaco Pagos",
    "name": "Card acquiring",
    "purpose": "Settle in two days",
    "in_operation_since": "2024-02-29",
}


def test_a_new_name_becomes_a_new_partner(cast: Cast) -> None:
    response = cast.client("contributor").post(cast.url("partnerships/new/"), GOOD)
    with workspace_scope(cast.workspace.pk):
        partnership = Partnership.objects.select_related("partner", "fit_card").get()
    assert response.status_code == 303
    assert response["Location"] == cast.url(f"partnerships/{partnership.pk}/")
    assert partnership.partner.name == "Ábaco Pagos"
    assert str(partnership.in_operation_since) == "2024-02-29"


def test_a_known_name_is_the_known_partner(cast: Cast) -> None:
    partner = make_partner(cast, name="Ábaco Pagos")
    cast.client("contributor").post(
        cast.url("partnerships/new/"), GOOD | {"partner": "abaco  PAGOS"}
    )
    with workspace_scope(cast.workspace.pk):
        assert Partner.objects.count() == 1
        assert Partnership.objects.get().partner == partner


def test_another_workspaces_partner_of_the_name_is_not_touched(cast: Cast) -> None:
    theirs = make_partner(cast, "stranger", name="Ábaco Pagos")
    cast.client("contributor").post(cast.url("partnerships/new/"), GOOD)
    with workspace_scope(cast.workspace.pk):
        assert Partner.objects.get().pk != theirs.pk


def test_partners_are_offered_while_one_types(cast: Cast) -> None:
    make_partner(cast, name="Ábaco Pagos")
    make_partner(cast, name="Northwind")
    response = cast.client("contributor").get(
        cast.url("partners/"),
        {"partner": "aba"},
        HTTP_HX_REQUEST="true",
        HTTP_HX_TARGET="partner-options",
    )
    page = response.content.decode()
    assert page.strip().startswith('<datalist id="partner-options">')
    assert "Ábaco Pagos" in page
    assert "Northwind" not in page


def test_a_name_that_the_partner_has_is_refused_at_the_field(cast: Cast) -> None:
    make_partnership(cast, name=GOOD["name"], new_partner=GOOD["partner"])
    client = cast.client("contributor")
    with nothing_written(cast):
        assert_refused(client, cast.url("partnerships/new/"), GOOD, "name", GOOD["name"])


@pytest.mark.parametrize(
    ("field", "value"), bad_values(PartnershipCreateForm, leave_out=("version",))
)
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    with nothing_written(cast):
        assert_refused(
            cast.client("contributor"), cast.url("partnerships/new/"), GOOD, field, value
        )


@pytest.mark.parametrize("field", text_fields(PartnershipCreateForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    assert_markup_is_text(cast.client("contributor"), cast.url("partnerships/new/"), GOOD, field)


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
def test_contributors_add_partnerships(cast: Cast, role: str, status: int) -> None:
    assert cast.client(role).get(cast.url("partnerships/new/")).status_code == status
