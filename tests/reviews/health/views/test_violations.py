"""Noting a violation, and how it was put right, on their pages."""

from __future__ import annotations

from typing import Any

import pytest

from config.kernel.scope import workspace_scope
from partnerships.models import Partnership, Responsibility
from reviews.health.forms import ViolationForm, ViolationResolveForm
from reviews.models import Violation
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.reviews.health.stage import in_days, note_violation, open_review
from tests.reviews.stage import make_ready

GOOD = {"what": "They changed the gateway", "severity": "serious", "seen_on": "2026-05-04"}
RIGHT = {"resolved_on": "2026-05-05", "resolved_how": "Rolled back & written down", "version": "1"}


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_ready(cast)


def note(cast: Cast, partnership: Partnership) -> str:
    return cast.url(f"partnerships/{partnership.pk}/violations/new/")


def health(cast: Cast, partnership: Partnership, role: str = "contributor") -> str:
    url = cast.url(f"partnerships/{partnership.pk}/health/")
    return " ".join(cast.client(role).get(url).content.decode().split())


def test_it_is_noted_and_put_right(cast: Cast, partnership: Partnership) -> None:
    with workspace_scope(cast.workspace.pk):
        duty = Responsibility.objects.order_by("pk")[0]
    client = cast.client("contributor")
    done = client.post(note(cast, partnership), GOOD | {"responsibility": duty.pk})
    assert done.status_code == 303
    assert done["Location"].endswith(f"/partnerships/{partnership.pk}/health/")
    with workspace_scope(cast.workspace.pk):
        violation = Violation.objects.get()
    assert (violation.responsibility_id, violation.review_id) == (duty.pk, None)
    shown = health(cast, partnership)
    assert "They changed the gateway" in shown
    url = cast.url(f"violations/{violation.pk}/resolve/")
    assert url in shown
    assert url not in health(cast, partnership, "approver")
    assert client.post(url, RIGHT).status_code == 303
    shown = health(cast, partnership)
    assert "Rolled back &amp; written down" in shown
    assert url not in shown
    assert "Rolled back &amp; written down" in client.get(url).content.decode()


def test_within_a_review_it_is_the_reviews(cast: Cast, partnership: Partnership) -> None:
    review = open_review(cast, partnership)
    client = cast.client("contributor")
    done = client.post(f"{note(cast, partnership)}?review={review.pk}", GOOD)
    assert done["Location"].endswith(f"/health-reviews/{review.pk}/boundary/")
    assert "They changed the gateway" in client.get(done["Location"]).content.decode()
    with workspace_scope(cast.workspace.pk):
        assert Violation.objects.get().review_id == review.pk


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999"])
def test_another_review_is_none(cast: Cast, partnership: Partnership, asked: str) -> None:
    url = f"{note(cast, partnership)}?review={asked}"
    assert cast.client("contributor").get(url).status_code == 404


def test_the_overview_counts_what_is_not_put_right(cast: Cast, partnership: Partnership) -> None:
    note_violation(cast, partnership)
    url = cast.url(f"partnerships/{partnership.pk}/")
    shown = cast.client("auditor").get(url).content.decode()
    assert "1 violation is not put right" in shown
    log = cast.client("auditor").get(cast.url("evidence/")).content.decode()
    assert "Violated" in log


@pytest.mark.parametrize(("field", "value"), bad_values(ViolationForm, leave_out=("version",)))
def test_a_bad_note_is_answered_in_words(
    cast: Cast, partnership: Partnership, field: str, value: Any
) -> None:
    with nothing_written(cast):
        client = cast.client("contributor")
        assert_refused(client, note(cast, partnership), GOOD, field, value)


@pytest.mark.parametrize("field", text_fields(ViolationForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, partnership: Partnership, field: str) -> None:
    right = {"resolved_on": "2026-05-05"} if field == "resolved_how" else {}
    assert_markup_is_text(cast.client("contributor"), note(cast, partnership), GOOD | right, field)


@pytest.mark.parametrize(("field", "value"), bad_values(ViolationResolveForm))
def test_a_bad_end_is_answered_in_words(
    cast: Cast, partnership: Partnership, field: str, value: Any
) -> None:
    violation = note_violation(cast, partnership, seen_on=in_days(-300))
    good = RIGHT | {"resolved_on": in_days(-1).isoformat()}
    with nothing_written(cast):
        url = cast.url(f"violations/{violation.pk}/resolve/")
        assert_refused(cast.client("contributor"), url, good, field, value)
