"""Asking for another policy: one form with every value."""

from __future__ import annotations

from typing import Any

import pytest

from config.kernel.scope import workspace_scope
from reviews.gate.forms import PolicyForm, bar_field, field_at, grid_field
from reviews.gate.rules.policy import DEFAULT
from reviews.gate.selectors.policies import policy_asked
from reviews.models import PolicyChange
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.reviews.gate.policies import LAXER, STRICTER, adopt, filled_in, make_change

GOOD = filled_in(bar_3_observed_within_days=120)
#: The bars have the same fields, and so have the places of the grid: one of each is tried.
ALIKE = tuple(
    name
    for name in PolicyForm.base_fields
    if name.startswith(("grid_", "bar_")) and not name.startswith(("grid_0_0", "bar_1_"))
)


def post(cast: Cast, data: dict[str, Any], role: str = "administrator") -> Any:
    return cast.client(role).post(cast.url("policy/propose/"), data)


def test_the_form_holds_every_value_of_the_policy_in_force(cast: Cast) -> None:
    form = cast.client("administrator").get(cast.url("policy/propose/")).context["form"]
    assert form[bar_field(4, "trend_periods")].value() == 6
    assert form[grid_field(3, 2)].value() == 4
    assert form["costly_exit"].value() == "100000"
    assert len(form.fields) == 4 * 13 + 12 + 4 + 2


def test_what_is_posted_unchanged_is_the_policy_as_it_stands(cast: Cast) -> None:
    with nothing_written(cast):
        response = post(cast, filled_in())
    assert response.status_code == 422
    assert "This is the policy as it stands" in response.content.decode()


def test_what_differs_is_asked_for(cast: Cast) -> None:
    response = post(cast, GOOD)
    assert response.status_code == 303
    with workspace_scope(cast.workspace.pk):
        change = PolicyChange.objects.get()
        assert policy_asked(change).bars == STRICTER.bars
        assert policy_asked(change).limits == DEFAULT.limits
    assert response.url.endswith(f"/policy/changes/{change.pk}/")


def test_a_box_without_a_tick_is_no(cast: Cast) -> None:
    data = {name: value for name, value in GOOD.items() if name != "bar_4_named_authoriser"}
    assert post(cast, data).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert policy_asked(PolicyChange.objects.get()).bar(4).named_authoriser is False


def test_responsibilities_are_lines_each_once(cast: Cast) -> None:
    lines = "Incidents\r\n incidents \r\n\r\n--\r\nsettlement  of  refunds"
    assert post(cast, filled_in(required_responsibilities=lines)).status_code == 303
    with workspace_scope(cast.workspace.pk):
        limits = policy_asked(PolicyChange.objects.get()).limits
    assert limits.required_responsibilities == ("Incidents", "settlement of refunds")


def test_without_an_amount_there_is_no_currency(cast: Cast) -> None:
    assert post(cast, filled_in(costly_exit="")).status_code == 303
    with workspace_scope(cast.workspace.pk):
        limits = policy_asked(PolicyChange.objects.get()).limits
    assert (limits.costly_exit, limits.costly_exit_currency) == (None, "")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("bar_3_observed_within_days", "400", "Bar 3 cannot ask for less here than bar 2."),
        ("bar_2_approvers", "6", "Enter a number from 1 to 5."),
        ("grid_3_2", "1", "name bar 4 or higher"),
        ("costly_exit", "0", "Enter an amount above 0"),
        ("costly_exit_currency", "", "Say in which currency"),
        ("required_responsibilities", "x" * 201, "Shorten each name to 200 characters."),
        ("required_responsibilities", "a\u202eb", "Leave out the invisible character"),
        ("required_responsibilities", "\n".join(f"duty {n}" for n in range(51)), "50"),
    ],
)
def test_absurd_values_are_told_at_their_field(
    cast: Cast, field: str, value: str, sentence: str
) -> None:
    with nothing_written(cast):
        response = post(cast, GOOD | {field: value})
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])
    assert f'href="#id_{field}"' in response.content.decode()


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("$.bars[2].observed_within_days", "bar_3_observed_within_days"),
        ("$.grid[0][2]", "grid_0_2"),
        ("$.limits.required_responsibilities[4]", "required_responsibilities"),
        ("$.limits.costly_exit", "costly_exit"),
        ("$.version", ""),
        ("$.bars", ""),
        ("reason", ""),
    ],
)
def test_each_path_has_its_field(path: str, field: str) -> None:
    assert field_at(path) == field


def test_every_field_of_the_form_is_found_by_a_path() -> None:
    paths = [f"$.bars[{n}].{name}" for n in range(4) for name in DEFAULT.bars[0].__slots__]
    paths += [f"$.grid[{row}][{column}]" for row in range(4) for column in range(3)]
    assert {field_at(path) for path in paths} < set(PolicyForm.base_fields)


def test_a_policy_that_changed_meanwhile_is_shown_with_both_values(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        adopt(cast, LAXER)
    response = post(cast, filled_in(bar_1_observed_within_days=380))
    assert response.status_code == 409
    (conflict,) = [each for each in response.context["form"].conflicts if each.name != "reason"]
    assert (conflict.yours, conflict.theirs) == ("380", "400")
    again = filled_in(bar_1_observed_within_days=380, version=2)
    assert post(cast, again).status_code == 303


def test_an_open_change_stands_before_the_form_and_keeps_what_was_typed(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_change(cast)
    client = cast.client("administrator")
    body = client.get(cast.url("policy/propose/")).content.decode()
    assert "A change is open" in body
    assert 'name="reason"' not in body
    response = post(cast, GOOD | {"reason": "Typed at the same time"})
    assert response.status_code == 422
    assert "Typed at the same time" in response.content.decode()
    assert "A change of the policy is open" in response.content.decode()


def test_what_was_typed_is_kept_as_a_draft(cast: Cast) -> None:
    client = cast.client("administrator")
    client.post(cast.url("drafts/policy/"), {"reason": "Half a reason"})
    assert "You have a draft" in client.get(cast.url("policy/propose/")).content.decode()
    form = client.get(cast.url("policy/propose/?draft=restore")).context["form"]
    assert form["reason"].value() == "Half a reason"
    assert form["bar_4_trend_periods"].value() == 6


@pytest.mark.parametrize("role", ["contributor", "approver", "auditor"])
def test_others_are_told_whom_to_tell(cast: Cast, role: str) -> None:
    response = post(cast, GOOD, role)
    assert response.status_code == 403
    assert "Tell one of them what should change" in response.content.decode()


@pytest.mark.parametrize(("field", "value"), bad_values(PolicyForm, leave_out=ALIKE))
def test_bad_input_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    with nothing_written(cast):
        assert_refused(
            cast.client("administrator"), cast.url("policy/propose/"), GOOD, field, value
        )


@pytest.mark.parametrize("field", text_fields(PolicyForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, field: str) -> None:
    client, address = cast.client("administrator"), cast.url("policy/propose/")
    assert_markup_is_text(client, address, GOOD, field)
