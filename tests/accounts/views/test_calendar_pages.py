"""The calendar feed: a secret link, whole days, rights at every fetch."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from accounts.actions.memberships import membership_end
from accounts.models import CalendarFeed
from config.kernel.scope import workspace_scope
from partnerships.actions.claims import claim_update
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership
from tests.reviews import stage

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 28)  # an hour short in Madrid


def make_link(cast: Cast, role: str = "auditor") -> str:
    """The path of a fresh link, as the page shows it once."""
    response = cast.client(role).post(reverse("accounts:calendar_feed"))
    return "/" + str(response.context["link"]).split("/", 3)[3]


def events(path: str) -> dict[str, dict[str, object]]:
    """What a calendar program without any session reads, by title."""
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(response.content)
    return {str(event["summary"]): dict(event) for event in calendar.walk("VEVENT")}


def test_days_are_whole_and_keep_their_uid_when_they_move(cast: Cast) -> None:
    partnership = make_partnership(cast, name="Quay")
    claim = make_claim(cast, partnership, deferral_date=DAY)
    path = make_link(cast)
    event = events(path)["Deferral date: Quay"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DAY, date(2027, 3, 29))  # type: ignore[attr-defined]
    with workspace_scope(cast.workspace.pk):
        claim.refresh_from_db()
        claim_update(
            by=cast.actor("contributor"),
            claim=claim,
            version=None,
            uncertainty=claim.uncertainty,
            deferral_date=date(2027, 4, 1),
        )
    moved = events(path)["Deferral date: Quay"]
    assert moved["DTSTART"].dt == date(2027, 4, 1)  # type: ignore[attr-defined]
    assert moved["UID"] == event["UID"]


def test_the_dates_of_a_commitment_and_its_review_are_there(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        stage.decide(cast, stage.make_ready(cast, name="Quay"), "commit")
    found = events(make_link(cast))
    assert str(found["Health review due: Quay"]["URL"]).endswith("/health/")
    assert set(found) >= {
        "Last day to give notice: Quay",
        "The term ends: Quay",
        "Health review due: Quay",
    }


def test_the_last_day_that_there_is_breaks_nobody_s_calendar(cast: Cast) -> None:
    make_claim(cast, make_partnership(cast, name="Quay"), deferral_date=date.max)
    event = events(make_link(cast))["Deferral date: Quay"]
    assert event["DTSTART"].dt == date.max  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "page", ["notice_preferences", "calendar_feed", "profile_edit", "account_change_password"]
)
def test_a_page_outside_of_a_workspace_has_a_way_back(cast: Cast, page: str) -> None:
    name = page if page.startswith("account_") else f"accounts:{page}"
    shown = cast.client("auditor").get(reverse(name)).content.decode()
    crumbs = shown[shown.index('class="breadcrumbs"') :].partition("</nav>")[0]
    assert f'href="{reverse("accounts:workspace_list")}"' in crumbs


def test_a_fresh_link_ends_the_former_and_a_revoked_one_is_not_there(cast: Cast) -> None:
    first, second = make_link(cast), make_link(cast)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    cast.client("auditor").post(reverse("accounts:calendar_feed"), {"revoke": "1"})
    assert Client().get(second).status_code == 404


def test_the_secret_is_nowhere_but_in_the_link(cast: Cast) -> None:
    secret = make_link(cast).split("/")[2]
    assert CalendarFeed.objects.get().secret_digest != secret
    page = cast.client("auditor").get(reverse("accounts:calendar_feed"))
    assert secret not in page.content.decode()


def test_whoever_leaves_a_workspace_no_longer_reads_its_days(cast: Cast) -> None:
    make_claim(cast, make_partnership(cast), deferral_date=DAY)
    path = make_link(cast)
    assert len(events(path)) == 1
    membership_end(by=cast.actor("administrator"), membership=cast.members["auditor"], version=None)
    assert events(path) == {}


def test_a_stranger_reads_none_of_it(cast: Cast) -> None:
    make_claim(cast, make_partnership(cast), deferral_date=DAY)
    assert events(make_link(cast, "stranger")) == {}


def test_many_dates_take_as_many_queries_as_one(cast: Cast) -> None:
    path, counted = make_link(cast), []
    for _ in range(2):
        make_claim(cast, make_partnership(cast), deferral_date=DAY)
        events(path)  # judges what is new
        with CaptureQueriesContext(connection) as queries:
            events(path)
        counted.append(len(queries))
    assert counted[0] == counted[1]
