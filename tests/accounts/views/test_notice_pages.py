"""One's own notices, and how one wants them by mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.notices import notices_queue
from accounts.models import Notice, NoticePreference
from accounts.notices import Due
from accounts.rules.notices import Delivery, Kind
from accounts.selectors.notices import deliveries
from accounts.unsubscribing import unsubscribe_link
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def tell(cast: Cast, *numbers: int, role: str = "contributor") -> None:
    due = [
        Due(
            cast.user(role).pk,
            Kind.PROPOSAL_WAITS,
            f"proposal:{n}",
            f"/quay/{n}/",
            params={"what": f"Quay {n}"},
        )
        for n in numbers
    ]
    with workspace_scope(cast.workspace.pk):
        notices_queue(workspace=cast.workspace, due=due)


def page(cast: Cast, role: str = "contributor", path: str = "notices/") -> str:
    return cast.client(role).get(cast.url(path)).content.decode()


def test_the_page_tells_and_every_page_counts_what_is_unread(cast: Cast) -> None:
    tell(cast, 1, 2)
    assert "A proposal waits for your word: Quay 1." in page(cast)
    assert "2 unread notices" in page(cast, path="members/")
    assert "Quay" not in page(cast, "approver")


def test_one_is_read_or_all_are(cast: Cast) -> None:
    tell(cast, 1, 2, 3)
    with workspace_scope(cast.workspace.pk):
        pk = Notice.objects.filter(user=cast.user("contributor")).earliest("pk").pk
    client = cast.client("contributor")
    assert client.post(cast.url(f"notices/{pk}/read/")).status_code == 303
    assert "2 unread notices" in page(cast)
    client.post(cast.url("notices/read/"))
    assert "unread notice" not in page(cast)
    assert "Mark all as read" not in page(cast)


def test_nobody_reads_what_somebody_else_is_told(cast: Cast) -> None:
    tell(cast, 1)
    with workspace_scope(cast.workspace.pk):
        pk = Notice.objects.get(user=cast.user("contributor")).pk
    assert cast.client("approver").post(cast.url(f"notices/{pk}/read/")).status_code == 404


def test_many_take_as_many_queries_as_one_and_the_count_takes_none(cast: Cast) -> None:
    counted = []
    for numbers in (range(1), range(1, 30)):
        tell(cast, *numbers)
        with CaptureQueriesContext(connection) as queries:
            page(cast)
        counted.append(len(queries))
    assert counted[0] == counted[1]


# How one wants them ---------------------------------------------------------------------------

WISHES: dict[str, Any] = {kind.value: "weekly" for kind in Kind} | {
    "time_zone": "Pacific/Kiritimati"
}


def test_what_was_chosen_is_kept_and_shown(cast: Cast) -> None:
    client, address = cast.client("contributor"), reverse("accounts:notice_preferences")
    assert client.post(address, WISHES).status_code == 303
    user = cast.user("contributor")
    assert set(deliveries([user.pk]).values()) == {Delivery.WEEKLY}
    user.refresh_from_db()
    assert user.time_zone == "Pacific/Kiritimati"
    assert client.get(address).content.decode().count('value="weekly" selected') == len(Kind)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("proposal_waits", ""),
        ("proposal_waits", "hourly"),
        ("proposal_waits", "weekly\x00"),
        ("time_zone", "Europe/Nowhere"),
        ("time_zone", "../etc/passwd"),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_words(cast: Cast, field: str, value: str) -> None:
    client, address = cast.client("contributor"), reverse("accounts:notice_preferences")
    response = client.post(address, WISHES | {field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not NoticePreference.objects.filter(user=cast.user("contributor")).exists()


def path_of(cast: Cast, about: str) -> str:
    return "/" + unsubscribe_link(cast.user("contributor").pk, about).split("/", 3)[3]


def test_one_post_without_a_session_ends_letters_of_a_kind(cast: Cast) -> None:
    client, path = Client(enforce_csrf_checks=True), path_of(cast, "review_due")
    asked = client.get(path)
    assert asked.status_code == 200
    assert 'method="post"' in asked.content.decode()
    assert not NoticePreference.objects.filter(user=cast.user("contributor")).exists()
    for _ in range(2):
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    wishes = deliveries([cast.user("contributor").pk])
    assert wishes == {(cast.user("contributor").pk, "review_due"): Delivery.NEVER}


def test_no_more_of_a_digest_means_no_more_of_what_it_held(cast: Cast) -> None:
    Client().post(path_of(cast, "daily"))
    kinds = {kind for _user, kind in deliveries([cast.user("contributor").pk])}
    dates = {"deferral_effect", "in_question", "review_due", "evidence_lapses", "term_ends"}
    assert kinds == dates


@pytest.mark.parametrize("change", [lambda path: path[:-2] + "x/", lambda path: path + "more"])
def test_a_link_that_was_changed_does_nothing(cast: Cast, change: Any) -> None:
    assert Client().post(change(path_of(cast, "review_due"))).status_code == 404
    assert not NoticePreference.objects.exists()


def test_a_link_of_somebody_who_is_no_more_does_nothing(cast: Cast) -> None:
    path = "/" + unsubscribe_link(2**40, "review_due").split("/", 3)[3]
    assert Client().post(path).status_code == 404
