"""Triggers that were seen: the list, noting one, proposing and setting aside, with bad input."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from config.kernel.scope import workspace_scope
from evidence.actions.measurements import values_record
from evidence.models import Measurement
from evidence.rules.series import Figure
from partnerships.models import Partnership
from reviews.health.sighting_forms import SetAsideForm, SightingForm
from reviews.models import Sighting
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.evidence.factories import make_artifact
from tests.reviews import stage

GOOD = {"seen_on": "2026-05-01", "what": "Two months below nine in ten"}
REASON = {"reason": "It was a drill"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(cast: Cast) -> Partnership:
    partnership = stage.make_ready(cast)
    stage.decide(cast, partnership, "commit")
    with workspace_scope(cast.workspace.pk):
        partnership.refresh_from_db()
    return partnership


@pytest.fixture
def note_url(cast: Cast, committed: Partnership) -> str:
    with workspace_scope(cast.workspace.pk):
        return cast.url(f"triggers/{committed.triggers.get().pk}/sightings/new/")


@pytest.fixture
def list_url(cast: Cast, committed: Partnership) -> str:
    return cast.url(f"partnerships/{committed.pk}/sightings/")


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_noting_leads_to_the_list_and_the_proposal(
    cast: Cast, note_url: str, list_url: str
) -> None:
    client = cast.client("contributor")
    assert "Note it and propose" in page_of(client, note_url)
    response = client.post(note_url, GOOD)
    assert (response.status_code, response.url) == (303, list_url)
    page = page_of(client, list_url)
    assert GOOD["what"] in page
    assert "Proposed" in page


def test_the_page_says_beforehand_that_nothing_would_be_proposed(
    cast: Cast, committed: Partnership, note_url: str
) -> None:
    stage.make_proposal(cast, committed, "defer")
    client = cast.client("contributor")
    page = page_of(client, note_url)
    assert "nothing is proposed yet" in page
    assert "A proposal for this partnership is open" in page
    assert "See the open proposal" in page
    client.post(note_url, GOOD)
    with workspace_scope(cast.workspace.pk):
        assert Sighting.objects.get().proposal is None


def test_an_artifact_of_the_log_can_be_chosen(
    cast: Cast, committed: Partnership, note_url: str, list_url: str
) -> None:
    with workspace_scope(cast.workspace.pk):
        partner = committed.partner
    artifact = make_artifact(cast, partner, title="Report of May")
    client = cast.client("contributor")
    assert "Report of May" in page_of(client, note_url)
    client.post(note_url, {**GOOD, "artifact": artifact.pk})
    assert "Report of May" in page_of(client, list_url)


@pytest.mark.parametrize(("field", "value"), bad_values(SightingForm))
def test_bad_input_is_answered_in_words(cast: Cast, note_url: str, field: str, value: Any) -> None:
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), note_url, GOOD, field, value)


def test_a_day_to_come_is_refused_at_its_field(cast: Cast, note_url: str) -> None:
    with nothing_written(cast):
        client = cast.client("contributor")
        assert_refused(client, note_url, GOOD, "seen_on", "2999-01-01")


@pytest.mark.parametrize("field", text_fields(SightingForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, note_url: str, field: str) -> None:
    assert_markup_is_text(cast.client("contributor"), note_url, GOOD, field)


def aside_url(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"sightings/{stage.see_by_measurement(cast, partnership).pk}/set-aside/")


def test_an_approver_sets_aside_what_the_measurement_saw(
    cast: Cast, committed: Partnership, list_url: str
) -> None:
    url, client = aside_url(cast, committed), cast.client("approver")
    assert "Set aside with a reason" in page_of(client, list_url)
    assert client.post(url, {**REASON, "version": 1}).status_code == 303
    assert REASON["reason"] in page_of(client, list_url)
    assert "set aside already" in page_of(client, url)


@pytest.mark.parametrize(("field", "value"), bad_values(SetAsideForm))
def test_a_reason_that_cannot_be_kept_is_refused(
    cast: Cast, committed: Partnership, field: str, value: Any
) -> None:
    url = aside_url(cast, committed)
    with nothing_written(cast):
        assert_refused(cast.client("approver"), url, {**REASON, "version": 1}, field, value)


def test_what_the_measurement_saw_offers_to_propose(
    cast: Cast, committed: Partnership, list_url: str
) -> None:
    sighting = stage.see_by_measurement(cast, committed)
    client = cast.client("contributor")
    page = page_of(client, list_url)
    assert "by the measurement" in page
    assert "Propose what it calls for" in page
    url = cast.url(f"sightings/{sighting.pk}/propose/")
    assert "Unwinding is proposed" in page_of(client, url)
    response = client.post(url)
    assert "/proposals/" in response.url
    assert "This cannot be proposed now" in page_of(client, url)
    assert client.post(url).status_code == 422


def test_an_auditor_reads_and_is_offered_nothing(
    cast: Cast, committed: Partnership, list_url: str
) -> None:
    stage.see_by_measurement(cast, committed)
    page = page_of(cast.client("auditor"), list_url)
    assert "Propose what it calls for" not in page
    assert "Note that it was seen" not in page


def test_an_empty_list_says_what_to_do(cast: Cast, list_url: str) -> None:
    assert "No trigger was seen so far" in page_of(cast.client("auditor"), list_url)


def test_the_triggers_lead_to_noting_one(cast: Cast, committed: Partnership, note_url: str) -> None:
    page = page_of(cast.client("contributor"), cast.url(f"partnerships/{committed.pk}/triggers/"))
    assert note_url in page


def test_a_longer_list_takes_no_more_queries(
    cast: Cast, committed: Partnership, list_url: str, django_assert_max_num_queries: Any
) -> None:
    stage.see_by_measurement(cast, committed)
    client = cast.client("contributor")
    with django_assert_max_num_queries(60) as few:
        client.get(list_url)
    with workspace_scope(cast.workspace.pk):
        measurement = Measurement.objects.select_related("partnership").get()
    for month in (2, 3, 4):
        values_record(
            by=cast.actor("contributor"),
            measurement=measurement,
            figures=[Figure(date(2026, month, 1), Decimal(80))],
        )
    client.get(list_url)
    with django_assert_max_num_queries(60) as many:
        client.get(list_url)
    assert len(many) <= len(few)
