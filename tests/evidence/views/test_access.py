"""Who sees and changes evidence: every page, every role."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.conftest import MEMBERS, Cast
from tests.evidence.factories import a_pdf, make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership

READ = (
    "evidence/",
    "evidence/export/",
    "evidence/export/?partnership={partnership}",
    "partnerships/{partnership}/evidence/",
    "artifacts/{artifact}/",
    "artifacts/{artifact}/file/",
)
WRITE = (
    "artifacts/new/",
    "artifacts/new/?partner={partner}",
    "artifacts/{artifact}/edit/",
    "artifacts/{artifact}/withdraw/",
    "artifacts/{artifact}/readings/new/",
    "readings/{reading}/edit/",
    "readings/{reading}/withdraw/",
)


@dataclass(frozen=True)
class Scene:
    """One artifact with one reading, and the ids by which pages name them."""

    cast: Cast
    ids: dict[str, int]

    def url(self, path: str) -> str:
        return self.cast.url(path.format(**self.ids))


def make_scene(cast: Cast, role: str = "contributor") -> Scene:
    partnership = make_partnership(cast, role)
    criterion = make_criterion(cast, make_claim(cast, partnership, role), role)
    artifact = make_artifact(cast, partnership.partner, role, upload=a_pdf())
    reading = make_reading(cast, artifact, criterion, role)
    ids = {
        "partner": partnership.partner_id,
        "partnership": partnership.pk,
        "artifact": artifact.pk,
        "reading": reading.pk,
    }
    return Scene(cast, ids)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.mark.parametrize("role", MEMBERS)
@pytest.mark.parametrize("path", READ)
def test_every_member_reads_evidence(scene: Scene, path: str, role: str) -> None:
    response = scene.cast.client(role).get(scene.url(path))
    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize("path", WRITE)
def test_contributors_write_evidence(scene: Scene, path: str) -> None:
    assert scene.cast.client("contributor").get(scene.url(path)).status_code == 200


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
@pytest.mark.parametrize("path", WRITE)
def test_other_members_are_told_who_writes(scene: Scene, path: str, role: str) -> None:
    client = scene.cast.client(role)
    for response in (client.get(scene.url(path)), client.post(scene.url(path), {})):
        assert response.status_code == 403
        assert b"Contributors write here" in response.content


@pytest.mark.parametrize("path", READ + WRITE)
def test_a_stranger_learns_nothing(scene: Scene, path: str) -> None:
    client = scene.cast.client("stranger")
    assert client.get(scene.url(path)).status_code == 404
    assert client.post(scene.url(path), {}).status_code == 404


@pytest.mark.parametrize("path", [path for path in READ + WRITE if "{" in path])
@pytest.mark.parametrize("role", ["contributor", "auditor"])
def test_what_belongs_to_another_workspace_does_not_exist_here(
    cast: Cast, path: str, role: str
) -> None:
    theirs = make_scene(cast, role="stranger")
    expected = {404} if role == "contributor" or path in READ else {403, 404}
    assert cast.client(role).get(theirs.url(path)).status_code in expected


@pytest.mark.parametrize("path", READ + WRITE)
def test_nobody_reads_without_signing_in(scene: Scene, path: str) -> None:
    response = Client().get(scene.url(path))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("path", ["artifacts/{n}/", "readings/{n}/edit/", "artifacts/{n}/file/"])
def test_ids_beyond_any_row_are_not_found(cast: Cast, path: str) -> None:
    url = cast.url(path.format(n=10**30))
    assert cast.client("contributor").get(url).status_code == 404


def test_pages_offer_forms_to_those_who_may_use_them(scene: Scene) -> None:
    for path in ("evidence/", "partnerships/{partnership}/evidence/", "artifacts/{artifact}/"):
        mine = scene.cast.client("contributor").get(scene.url(path)).content
        theirs = scene.cast.client("auditor").get(scene.url(path)).content
        assert b"artifacts/new/" in mine or b"/edit/" in mine
        assert b"artifacts/new/" not in theirs
        assert b"/edit/" not in theirs
