"""Looking at an artifact again."""

from __future__ import annotations

import pytest

from evidence.models import Artifact
from tests.conftest import Cast
from tests.evidence.factories import make_artifact

LOOKED = {
    "looked_on": "2026-07-10",
    "seen": "Still <b>true</b>, the contract runs on",
    "holds_until": "2031-01-31",
    "version": "1",
}


@pytest.fixture
def artifact(cast: Cast) -> Artifact:
    return make_artifact(cast, limits="One market, in autumn")


def look(cast: Cast, artifact: Artifact) -> str:
    return cast.url(f"artifacts/{artifact.pk}/revalidate/")


def test_the_form_starts_empty_beside_the_limits(cast: Cast, artifact: Artifact) -> None:
    response = cast.client("contributor").get(look(cast, artifact))
    form = response.context["form"]
    assert [form[name].value() for name in ("looked_on", "seen", "holds_until")] == [None] * 3
    assert "One market, in autumn" in response.content.decode()


def test_a_look_stands_on_the_page_and_moves_the_end(cast: Cast, artifact: Artifact) -> None:
    client = cast.client("contributor")
    response = client.post(look(cast, artifact), LOOKED)
    assert response.status_code == 303
    page = cast.client("auditor").get(response["Location"]).content.decode()
    assert "Looked at again by" in page
    assert "Still &lt;b&gt;true&lt;/b&gt;, the contract runs on" in page
    assert page.count("31 January 2031") == 2, "beside the look, and among the facts"


def test_a_look_before_the_observation_is_refused_and_kept(cast: Cast, artifact: Artifact) -> None:
    early = LOOKED | {"looked_on": "1999-01-01"}
    response = cast.client("contributor").post(look(cast, artifact), early)
    assert response.status_code == 422
    assert response.context["form"].errors["looked_on"]
    assert "the contract runs on" in response.content.decode()


def test_a_look_says_what_was_seen(cast: Cast, artifact: Artifact) -> None:
    response = cast.client("contributor").post(look(cast, artifact), LOOKED | {"seen": " "})
    assert response.status_code == 422
    assert "Say what was seen" in response.content.decode()
