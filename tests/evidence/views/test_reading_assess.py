"""Assessing what somebody else read."""

from __future__ import annotations

import pytest

from evidence.models import Reading
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership

UPHELD = {"verdict": "upheld", "why": "I counted the <b>refunds</b> too", "version": "1"}


@pytest.fixture
def reading(cast: Cast) -> Reading:
    partnership = make_partnership(cast)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    return make_reading(cast, make_artifact(cast, partnership.partner), criterion)


def assess(cast: Cast, reading: Reading) -> str:
    return cast.url(f"readings/{reading.pk}/assess/")


def artifact_page(cast: Cast, reading: Reading, role: str) -> str:
    return cast.client(role).get(cast.url(f"artifacts/{reading.artifact_id}/")).content.decode()


def test_the_page_shows_the_reading_and_starts_with_no_words(cast: Cast, reading: Reading) -> None:
    response = cast.client("approver").get(assess(cast, reading))
    page = response.content.decode()
    assert reading.why in page
    assert reading.criterion.statement in page
    assert response.context["form"]["why"].value() is None


def test_an_assessment_stands_beside_the_reading(cast: Cast, reading: Reading) -> None:
    assert assess(cast, reading) in artifact_page(cast, reading, "approver")
    response = cast.client("approver").post(assess(cast, reading), UPHELD)
    assert response.status_code == 303
    page = artifact_page(cast, reading, "auditor")
    assert "I counted the &lt;b&gt;refunds&lt;/b&gt; too" in page
    assert "Assessed by" in page
    assert "Not assessed by anybody else yet" not in page


def test_what_was_rejected_counts_no_more(cast: Cast, reading: Reading) -> None:
    rejected = UPHELD | {"verdict": "rejected"}
    assert cast.client("approver").post(assess(cast, reading), rejected).status_code == 303
    assert "Does not count." in artifact_page(cast, reading, "auditor")


def test_nobody_assesses_what_they_read(cast: Cast, reading: Reading) -> None:
    client = cast.client("contributor")
    page = client.get(assess(cast, reading)).content.decode()
    assert "You read this yourself" in page
    assert '<form class="form"' not in page
    refused = client.post(assess(cast, reading), UPHELD)
    assert refused.status_code == 422
    assert "You read this yourself" in refused.content.decode()
    assert assess(cast, reading) not in artifact_page(cast, reading, "contributor")


def test_an_assessment_says_why(cast: Cast, reading: Reading) -> None:
    response = cast.client("approver").post(assess(cast, reading), UPHELD | {"why": ""})
    assert response.status_code == 422
    assert "Say why you uphold or reject it" in response.content.decode()
    assert "checked" in response.content.decode()
