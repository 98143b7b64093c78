"""Correcting and withdrawing an artifact."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from evidence.models import Artifact
from tests.conftest import Cast
from tests.evidence.factories import a_pdf, make_artifact, make_reading
from tests.evidence.views.helpers import GOOD
from tests.factories import make_claim, make_criterion, make_partnership


@pytest.fixture
def artifact(cast: Cast) -> Artifact:
    return make_artifact(cast, title="First title", upload=a_pdf("first.pdf"))


def edit(cast: Cast, artifact: Artifact) -> str:
    return cast.url(f"artifacts/{artifact.pk}/edit/")


def now(cast: Cast, artifact: Artifact) -> Artifact:
    with workspace_scope(cast.workspace.pk):
        return Artifact.objects.select_related("file").get(pk=artifact.pk)


def test_the_form_shows_what_stands_and_the_file(cast: Cast, artifact: Artifact) -> None:
    page = cast.client("contributor").get(edit(cast, artifact)).content.decode()
    for said in ("First title", "first.pdf", "Another file instead", "2026-06-30", "checked"):
        assert said in page


def test_the_file_stays_unless_another_is_given(cast: Cast, artifact: Artifact) -> None:
    client = cast.client("contributor")
    assert client.post(edit(cast, artifact), {**GOOD, "version": "1"}).status_code == 303
    assert now(cast, artifact).file == artifact.file
    more = {**GOOD, "version": "2", "file": a_pdf("second.pdf", b"other")}
    assert client.post(edit(cast, artifact), more).status_code == 303
    assert now(cast, artifact).file.name == "second.pdf"


def test_the_file_can_be_removed_while_a_link_remains(cast: Cast, artifact: Artifact) -> None:
    client = cast.client("contributor")
    gone = {**GOOD, "version": "1", "remove_file": "on"}
    assert client.post(edit(cast, artifact), {**gone, "link": ""}).status_code == 422
    assert client.post(edit(cast, artifact), gone).status_code == 303
    assert now(cast, artifact).file is None


def test_who_saw_an_older_version_sees_both_texts(cast: Cast, artifact: Artifact) -> None:
    client = cast.client("contributor")
    client.post(edit(cast, artifact), {**GOOD, "version": "1", "limits": "Theirs came first"})
    response = client.post(
        edit(cast, artifact), {**GOOD, "version": "1", "limits": "Mine came second"}
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "Theirs came first" in page
    assert "Mine came second" in page
    again = {**GOOD, "version": "2", "limits": "Mine came second"}
    assert client.post(edit(cast, artifact), again).status_code == 303


def test_withdrawing_asks_why_and_shows_it_to_everybody(cast: Cast) -> None:
    partnership = make_partnership(cast)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    artifact = make_artifact(cast, partnership.partner)
    make_reading(cast, artifact, criterion)
    client, url = cast.client("contributor"), cast.url(f"artifacts/{artifact.pk}/withdraw/")
    assert criterion.statement in client.get(url).content.decode()
    refused = client.post(url, {"version": "1", "reason": " "})
    assert refused.status_code == 422
    assert "Say why it no longer counts" in refused.content.decode()
    done = client.post(url, {"version": "1", "reason": "The figures were <b>corrected</b>"})
    assert done.status_code == 303
    page = cast.client("auditor").get(cast.url(f"artifacts/{artifact.pk}/")).content.decode()
    assert "The figures were &lt;b&gt;corrected&lt;/b&gt;" in page
    assert "Withdrawn" in page


@pytest.mark.parametrize("path", ["edit/", "withdraw/", "readings/new/"])
def test_a_withdrawn_artifact_is_changed_no_more(cast: Cast, path: str) -> None:
    partnership = make_partnership(cast)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    artifact = make_artifact(cast, partnership.partner)
    client = cast.client("contributor")
    base = cast.url(f"artifacts/{artifact.pk}/")
    client.post(base + "withdraw/", {"version": "1", "reason": "Wrong period"})
    good = {**GOOD, "reason": "Again", "bearing": "supports", "why": "x", "version": "2"}
    response = client.post(base + path, {**good, "criterion": str(criterion.pk)})
    assert response.status_code == 422
    assert "was withdrawn" in response.content.decode()
    page = client.get(base).content.decode()
    assert f"artifacts/{artifact.pk}/edit/" not in page
