"""Which files are kept, and what they are called when they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.files import (
    ACCEPTED,
    FILE_TYPES,
    MAX_SIZE,
    content_type_of,
    download_name,
    file_findings,
)

HEADS = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xe1",
    "csv": b"a,b\n1,2\n",
    "txt": "Größe\n".encode("latin-1"),
    "json": b"{}",
    "xlsx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
}


def codes(name: str, size: int, head: bytes) -> list[str]:
    return [each.code for each in file_findings(name, size, head)]


@pytest.mark.parametrize("extension", FILE_TYPES)
def test_each_kind_is_kept_when_it_is_what_it_says(extension: str) -> None:
    assert codes(f"Report.{extension.upper()}", 10, HEADS[extension]) == []


@pytest.mark.parametrize("extension", FILE_TYPES)
def test_each_kind_is_refused_when_it_is_a_program(extension: str) -> None:
    assert codes(f"Report.{extension}", 10, b"MZ\x90\x00\x03") == ["file.not_what_its_name_says"]


@pytest.mark.parametrize("name", ["run.exe", "page.html", "pic.svg", "all.zip", "noextension", ""])
def test_other_kinds_are_refused(name: str) -> None:
    assert codes(name, 10, b"text") == ["file.type_not_kept"]


def test_sizes_have_limits() -> None:
    head = HEADS["pdf"]
    assert codes("a.pdf", MAX_SIZE, head) == []
    assert codes("a.pdf", MAX_SIZE + 1, head) == ["file.too_large"]
    assert codes("a.pdf", 0, b"") == ["file.empty"]


def test_a_size_just_over_the_limit_is_not_told_as_the_limit() -> None:
    (refusal,) = file_findings("a.pdf", MAX_SIZE + 1, HEADS["pdf"])
    assert refusal.value("megabytes") == 26


def test_every_fault_is_named_at_once() -> None:
    assert codes("a.exe", MAX_SIZE + 1, b"") == ["file.type_not_kept", "file.too_large"]


def test_text_saved_as_utf_16_is_text() -> None:
    assert codes("a.csv", 10, "a,b".encode("utf-16")) == []


def test_the_content_type_is_ours_and_never_one_that_a_browser_shows() -> None:
    assert content_type_of("a.PDF") == "application/pdf"
    assert content_type_of("a.html") == "application/octet-stream"


def test_the_file_input_offers_what_is_kept() -> None:
    assert ACCEPTED.startswith(".pdf,.png")


@pytest.mark.parametrize(
    ("name", "given_back"),
    [
        ("Pilot result.pdf", "Pilot result.pdf"),
        ("Prüfbericht.pdf", "Prüfbericht.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\report.pdf", "report.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ('quo"te;.pdf', "quo_te.pdf"),
        ("gpj.\u202etxe.pdf", "gpj._txe.pdf"),
        ("con.txt", "evidencecon.txt"),
        (".pdf", "evidence.pdf"),
        ("", "evidence"),
        ("...", "evidence"),
        (" a.b ", "a.b"),
        ("report. ", "report"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_download_has_a_safe_name(name: str, given_back: str) -> None:
    assert download_name(name) == given_back


@given(st.text(max_size=300))
def test_a_download_name_is_always_usable(name: str) -> None:
    safe = download_name(name)
    assert 1 <= len(safe) <= 150
    assert not set(safe) & set('/\\"\r\n\x00')
    assert safe == safe.strip(" ")
    assert download_name(safe) == safe
