"""Adding an artifact: whose, what, and the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.kernel.scope import workspace_scope
from evidence.models import Artifact
from evidence.rules.files import MAX_SIZE
from partnerships.models import Partner
from tests.conftest import Cast
from tests.evidence.factories import a_pdf
from tests.evidence.views.helpers import GOOD, fragment
from tests.factories import make_partner


@pytest.fixture
def partner(cast: Cast) -> Partner:
    return make_partner(cast, name="Northwind Payments")


@pytest.fixture
def url(cast: Cast, partner: Partner) -> str:
    return cast.url(f"artifacts/new/?partner={partner.pk}")


def artifacts(cast: Cast) -> list[Artifact]:
    with workspace_scope(cast.workspace.pk):
        return list(Artifact.objects.select_related("file", "partner"))


def test_without_a_partner_one_is_chosen_first(cast: Cast, partner: Partner) -> None:
    client = cast.client("contributor")
    page = client.get(cast.url("artifacts/new/?q=northw")).content.decode()
    assert f"partner={partner.pk}" in page
    part = client.get(cast.url("artifacts/new/?q=nobody"), **fragment("partners"))
    assert "No partner is called that" in part.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize("asked", ["0", "-1", "²", "x", "", "9" * 40, "1; DROP"])
def test_a_partner_that_is_no_id_is_asked_for_again(
    cast: Cast, partner: Partner, asked: str
) -> None:
    response = cast.client("contributor").get(cast.url("artifacts/new/"), {"partner": asked})
    assert response.status_code == (404 if asked == "0" else 200)


def test_a_complete_artifact_is_added_and_shown(cast: Cast, partner: Partner, url: str) -> None:
    client = cast.client("contributor")
    response = client.post(url, {**GOOD, "file": a_pdf("Q2 report.pdf")})
    assert response.status_code == 303
    (artifact,) = artifacts(cast)
    assert response["Location"] == cast.url(f"artifacts/{artifact.pk}/")
    assert (artifact.partner, artifact.file.name) == (partner, "Q2 report.pdf")
    page = client.get(response["Location"]).content.decode()
    for said in ("SLA history, first half", "One market only", "Our gateway logs", "Q2 report.pdf"):
        assert said in page
    assert "30 June 2026" in page


def test_htmx_is_sent_on_too(cast: Cast, url: str) -> None:
    response = cast.client("contributor").post(url, GOOD, **fragment("form"))
    assert response.status_code == 200
    assert response["HX-Redirect"] == cast.url(f"artifacts/{artifacts(cast)[0].pk}/")


def test_what_the_rules_miss_is_said_at_its_field_and_the_text_is_kept(
    cast: Cast, url: str
) -> None:
    bad = {**GOOD, "observed_on": "2999-01-01", "limits": "Keep this sentence"}
    response = cast.client("contributor").post(url, bad)
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == ["observed_on"]
    page = response.content.decode()
    assert "Keep this sentence" in page
    assert page.count(form.errors["observed_on"][0]) == 2
    assert artifacts(cast) == []


def test_a_file_has_to_be_chosen_again_and_the_form_says_so(
    cast: Cast, url: str, data_dir: Path
) -> None:
    bad = {**GOOD, "title": "", "file": a_pdf()}
    response = cast.client("contributor").post(url, bad)
    assert response.status_code == 422
    assert "Choose the file again" in response.content.decode()
    assert not [path for path in data_dir.rglob("*") if path.is_file()]


def test_a_refusal_by_the_rules_says_so_too(cast: Cast, url: str) -> None:
    bad = {**GOOD, "observed_on": "2999-01-01", "file": a_pdf()}
    response = cast.client("contributor").post(url, bad)
    assert "Choose the file again" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.pdf", b"", "This file is empty"),
        ("tool.exe", b"MZ", "of one of these kinds"),
        ("report.pdf", b"MZ\x90\x00", "is not what its ending"),
        ("page.html", b"<html>", "of one of these kinds"),
        ("picture.svg", b"<svg/>", "of one of these kinds"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(
    cast: Cast, url: str, name: str, content: bytes, says: str
) -> None:
    upload = SimpleUploadedFile(name, content)
    response = cast.client("contributor").post(url, {**GOOD, "file": upload})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert list(response.context["form"].errors) == ["file"]


def test_a_file_that_is_too_large_costs_no_disk(cast: Cast, url: str, data_dir: Path) -> None:
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7" + bytes(MAX_SIZE))
    response = cast.client("contributor").post(url, {**GOOD, "file": large})
    assert response.status_code == 422
    assert "at most 25 MB" in response.content.decode()
    assert not data_dir.exists()


def test_the_largest_file_is_taken_whole(cast: Cast, url: str) -> None:
    largest = SimpleUploadedFile("largest.pdf", b"%PDF-1.7".ljust(MAX_SIZE, b"."))
    assert cast.client("contributor").post(url, {**GOOD, "file": largest}).status_code == 303
    assert artifacts(cast)[0].file.size == MAX_SIZE


@pytest.mark.parametrize("name", ["../../x.pdf", "a\nb.pdf", "é" * 300 + ".pdf", "fdp\u202e.pdf"])
def test_odd_file_names_are_tamed(cast: Cast, url: str, name: str) -> None:
    response = cast.client("contributor").post(url, {**GOOD, "file": a_pdf(name)})
    assert response.status_code == 303
    kept = artifacts(cast)[0].file.name
    assert len(kept) <= 150
    assert not set(kept) & set("/\\\n\u202e")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org/x", "data:text/html,x", "no address"]
)
def test_only_pages_are_linked_to(cast: Cast, url: str, link: str) -> None:
    response = cast.client("contributor").post(url, {**GOOD, "link": link})
    assert response.status_code == 422
    assert "link" in response.context["form"].errors


def test_markup_in_every_text_is_shown_as_text(cast: Cast, url: str) -> None:
    markup = "<script>alert(1)</script>{{ 7|add:7 }}"
    client = cast.client("contributor")
    typed = {**GOOD, "title": markup, "limits": markup, "audited_how": markup}
    response = client.post(url, typed, follow=True)
    page = response.content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}") >= 3


def test_no_field_is_filled_in_beforehand(cast: Cast, url: str) -> None:
    page = cast.client("contributor").get(url).content.decode()
    assert " checked" not in page
    assert 'enctype="multipart/form-data"' in page
    assert "data-draft" in page


@pytest.mark.parametrize("name", ["a." + "x" * 300, "a." + "é" * 250, "." + "x" * 300])
@pytest.mark.parametrize("path", ["artifacts/new/?partner={}", "partners/{}/", ""])
def test_a_file_with_an_endless_extension_breaks_no_page(
    cast: Cast, partner: Partner, name: str, path: str
) -> None:
    """Any address takes a file in, whatever it does with it."""
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    response = cast.client("contributor").post(
        cast.url(path.format(partner.pk)),
        f"--b\r\n{head}\r\n\r\nx\r\n--b--\r\n".encode(),
        content_type="multipart/form-data; boundary=b",
    )
    assert response.status_code < 500
    assert artifacts(cast) == []
