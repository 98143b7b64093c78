"""Files are downloaded, never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence import storage
from tests.conftest import Cast
from tests.evidence.factories import a_pdf, make_artifact


def test_the_file_comes_as_a_download_in_a_sandbox(cast: Cast) -> None:
    upload = a_pdf("Bericht für März.pdf")
    artifact = make_artifact(cast, upload=upload)
    response = cast.client("auditor").get(cast.url(f"artifacts/{artifact.pk}/file/"))
    upload.seek(0)
    assert b"".join(response) == upload.read()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''Bericht%20f%C3%BCr%20M%C3%A4rz.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(artifact.file.size)


def test_nothing_is_asked_of_the_database_while_it_streams(cast: Cast) -> None:
    artifact = make_artifact(cast, upload=a_pdf())
    response = cast.client("contributor").get(cast.url(f"artifacts/{artifact.pk}/file/"))
    with CaptureQueriesContext(connection) as queries:
        assert b"".join(response)
    assert len(queries) == 0


def test_an_artifact_without_a_file_has_none_to_download(cast: Cast) -> None:
    artifact = make_artifact(cast)
    response = cast.client("contributor").get(cast.url(f"artifacts/{artifact.pk}/file/"))
    assert response.status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_said_in_words(cast: Cast) -> None:
    artifact = make_artifact(cast, upload=a_pdf())
    storage.remove(cast.workspace.pk, artifact.file.sha256)
    client = cast.client("contributor")
    response = client.get(cast.url(f"artifacts/{artifact.pk}/file/"), follow=True)
    assert "missing on the server" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("page.txt", b"<script>alert(1)</script>"), ("data.csv", b"=1+1")]
)
def test_text_that_could_run_is_downloaded_too(
    cast: Cast, data_dir: Path, name: str, content: bytes
) -> None:
    artifact = make_artifact(cast, upload=SimpleUploadedFile(name, content))
    response = cast.client("contributor").get(cast.url(f"artifacts/{artifact.pk}/file/"))
    assert response["Content-Disposition"].startswith("attachment;")
    assert b"".join(response) == content
