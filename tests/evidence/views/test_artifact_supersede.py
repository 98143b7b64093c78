"""Letting another artifact take the place of one."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from evidence.models import Artifact
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partner, make_partnership


@pytest.fixture
def artifact(cast: Cast) -> Artifact:
    return make_artifact(cast, title="SLA history, 2025")


def supersede(cast: Cast, artifact: Artifact) -> str:
    return cast.url(f"artifacts/{artifact.pk}/supersede/")


def test_only_what_is_in_force_about_the_same_partner_is_offered(
    cast: Cast, artifact: Artifact
) -> None:
    newer = make_artifact(cast, artifact.partner, title="SLA history, 2026")
    elsewhere = make_artifact(cast, make_partner(cast), title="Somebody else's")
    form = cast.client("contributor").get(supersede(cast, artifact)).context["form"]
    offered = dict(form.fields["replacement"].choices)
    assert offered[str(newer.pk)].startswith("SLA history, 2026")
    assert str(artifact.pk) not in offered
    assert str(elsewhere.pk) not in offered


def test_without_another_artifact_the_page_says_what_to_do(cast: Cast, artifact: Artifact) -> None:
    page = cast.client("contributor").get(supersede(cast, artifact)).content.decode()
    assert "There is no other artifact to take its place" in page
    assert cast.url(f"artifacts/new/?partner={artifact.partner_id}") in page


def test_the_page_names_the_criteria_that_lose_a_reading(cast: Cast) -> None:
    partnership = make_partnership(cast, name="Card acquiring")
    criterion = make_criterion(cast, make_claim(cast, partnership))
    artifact = make_artifact(cast, partnership.partner)
    make_artifact(cast, partnership.partner)
    make_reading(cast, artifact, criterion)
    page = cast.client("contributor").get(supersede(cast, artifact)).content.decode()
    assert criterion.statement in page
    assert "Card acquiring" in page


def test_both_artifacts_name_each_other_afterwards(cast: Cast, artifact: Artifact) -> None:
    newer = make_artifact(cast, artifact.partner, title="SLA history, 2026")
    client = cast.client("contributor")
    chosen = {"replacement": str(newer.pk), "version": "1"}
    assert client.post(supersede(cast, artifact), chosen).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Artifact.objects.get(pk=artifact.pk).superseded_by_id == newer.pk
    auditor = cast.client("auditor")
    older_page = auditor.get(cast.url(f"artifacts/{artifact.pk}/")).content.decode()
    newer_page = auditor.get(cast.url(f"artifacts/{newer.pk}/")).content.decode()
    assert "SLA history, 2026" in older_page
    assert "Took the place of" in newer_page
    assert "SLA history, 2025" in newer_page


def test_nothing_chosen_is_said_at_the_field(cast: Cast, artifact: Artifact) -> None:
    make_artifact(cast, artifact.partner)
    response = cast.client("contributor").post(supersede(cast, artifact), {"version": "1"})
    assert response.status_code == 422
    assert "Choose the artifact that takes its place" in response.content.decode()


def test_what_was_superseded_is_superseded_no_more(cast: Cast, artifact: Artifact) -> None:
    newer = make_artifact(cast, artifact.partner)
    client = cast.client("contributor")
    chosen = {"replacement": str(newer.pk), "version": "1"}
    client.post(supersede(cast, artifact), chosen)
    again = client.post(supersede(cast, artifact), chosen | {"version": "2"})
    assert again.status_code == 422
    assert "Another artifact took the place of this one" in again.content.decode()
