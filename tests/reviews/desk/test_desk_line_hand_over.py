"""Handing a line over on its page: to whom, with which words, and giving it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from config.kernel.scope import workspace_scope
from reviews.desk.forms import HandOverForm
from reviews.models import DeskHandover
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import another_member


@pytest.fixture
def bo(cast: Cast) -> Membership:
    """Another contributor."""
    with workspace_scope(cast.workspace.pk):
        return another_member(cast, "contributor")


@pytest.fixture
def address(cast: Cast) -> str:
    """The page on which the contributor hands over a card that is not complete."""
    with workspace_scope(cast.workspace.pk):
        partnership = make_partnership(cast, name="Storage")
    return cast.url(f"desk/incomplete/partnership-{partnership.pk}/hand-over/")


@pytest.fixture
def good(bo: Membership) -> dict[str, Any]:
    return {"to": bo.user_id, "note": "I am away until Monday."}


def of(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def page_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def handover_of(cast: Cast) -> DeskHandover:
    with workspace_scope(cast.workspace.pk):
        return DeskHandover.objects.get()


def test_a_line_is_handed_over_on_its_page(
    cast: Cast, bo: Membership, address: str, good: dict[str, Any]
) -> None:
    client = cast.client("contributor")
    assert f'href="{address}"' in page_of(client, cast.url())
    assert bo.user.name in page_of(client, address)
    response = client.post(address, good)
    assert (response.status_code, response.url) == (303, cast.url())
    assert "Storage" not in page_of(client, cast.url())
    there = page_of(of(bo), cast.url())
    assert "Handed over by Contributor" in there
    assert "I am away until Monday." in there


def test_the_giver_finds_it_among_what_they_handed_over_and_takes_it_back(
    cast: Cast, bo: Membership, address: str, good: dict[str, Any]
) -> None:
    client = cast.client("contributor")
    client.post(address, good)
    assert "Handed over (1)" in page_of(client, cast.url())
    page = page_of(client, cast.url("desk/handed-over/"))
    back = cast.url(f"desk/handovers/{handover_of(cast).pk}/take-back/")
    assert back in page
    assert f"{bo.user.name} looks after it, handed over by Contributor" in page
    response = client.post(back, follow=True)
    assert "Taken back." in response.content.decode()
    assert "Storage" in page_of(client, cast.url())
    assert "Storage" not in page_of(of(bo), cast.url())
    assert "Nothing that you handed over waits" in page_of(client, cast.url("desk/handed-over/"))


def test_the_receiver_gives_it_back_with_a_button_on_their_desk(
    cast: Cast, bo: Membership, address: str, good: dict[str, Any]
) -> None:
    cast.client("contributor").post(address, good)
    back = cast.url(f"desk/handovers/{handover_of(cast).pk}/take-back/")
    assert back in page_of(of(bo), cast.url())
    assert "Given back." in of(bo).post(back, follow=True).content.decode()


def test_giving_back_twice_is_no_error(cast: Cast, address: str, good: dict[str, Any]) -> None:
    client = cast.client("contributor")
    client.post(address, good)
    back = cast.url(f"desk/handovers/{handover_of(cast).pk}/take-back/")
    client.post(back)
    with nothing_written(cast):
        response = client.post(back, follow=True)
    assert response.status_code == 200
    assert "This line was given back already." in response.content.decode()


def test_nobody_else_gives_it_back(cast: Cast, address: str, good: dict[str, Any]) -> None:
    cast.client("contributor").post(address, good)
    back = cast.url(f"desk/handovers/{handover_of(cast).pk}/take-back/")
    assert cast.client("administrator").post(back).status_code == 403
    assert cast.client("stranger").post(back).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_the_workspace_s_page_says_who_looks_after_it(
    cast: Cast, bo: Membership, address: str, good: dict[str, Any], role: str
) -> None:
    cast.client("contributor").post(address, good)
    page = page_of(cast.client(role), cast.url("overview/"))
    assert f"{bo.user.name} looks after it, handed over by Contributor" in page
    assert "Take back" not in page


def test_where_nobody_could_take_it_the_page_says_what_would_help(cast: Cast, address: str) -> None:
    page = page_of(cast.client("contributor"), address)
    assert "no other member has the role" in page
    assert 'name="note"' not in page


def test_a_line_of_nobody_s_desk_has_no_page(cast: Cast, address: str) -> None:
    client = cast.client("contributor")
    for path in ("incomplete/partnership-0", "incomplete/x", "review/a-b", "strange/partnership-1"):
        url = cast.url(f"desk/{path}/hand-over/")
        assert client.get(url).status_code == client.post(url, {"note": "x"}).status_code == 404
    assert cast.client("approver").get(address).status_code == 404


def test_a_line_that_went_while_somebody_typed_keeps_the_note(
    cast: Cast, address: str, good: dict[str, Any]
) -> None:
    client = cast.client("contributor")
    client.post(address, good)
    with nothing_written(cast):
        response = client.post(address, {**good, "note": "Please look at the exit."})
    assert response.status_code == 422
    page = response.content.decode()
    assert "does not stand on your desk now" in page
    assert "Please look at the exit." in page


@pytest.mark.parametrize(("field", "value"), bad_values(HandOverForm))
def test_bad_input_is_answered_in_words(
    cast: Cast, address: str, good: dict[str, Any], field: str, value: Any
) -> None:
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), address, good, field, value)


@pytest.mark.parametrize("field", text_fields(HandOverForm))
def test_markup_is_shown_as_it_was_typed(
    cast: Cast, bo: Membership, address: str, good: dict[str, Any], field: str
) -> None:
    assert_markup_is_text(cast.client("contributor"), address, good, field)
    assert "<script>alert" not in page_of(of(bo), cast.url())


def test_the_trail_tells_who_gave_what_to_whom(
    cast: Cast, bo: Membership, address: str, good: dict[str, Any]
) -> None:
    cast.client("contributor").post(address, good)
    page = page_of(cast.client("auditor"), cast.url("trail/"))
    assert f"“Storage” to {bo.user.name}" in page
    pk = handover_of(cast).pk
    page_of(cast.client("auditor"), cast.url(f"history/line-handed-over/{pk}/"))


def test_handing_over_costs_no_more_queries_on_a_longer_desk(
    cast: Cast, bo: Membership, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("contributor")

    def hand(count: int) -> None:
        for _ in range(count):
            with workspace_scope(cast.workspace.pk):
                pk = make_partnership(cast).pk
            url = cast.url(f"desk/incomplete/partnership-{pk}/hand-over/")
            assert client.post(url, {"to": bo.user_id, "note": "Away"}).status_code == 303

    hand(1)
    page_of(of(bo), cast.url())
    with CaptureQueriesContext(connection) as few:
        page_of(of(bo), cast.url())
    allowed = len(few)
    hand(2)
    page_of(of(bo), cast.url())
    with django_assert_max_num_queries(allowed):
        page_of(of(bo), cast.url())
