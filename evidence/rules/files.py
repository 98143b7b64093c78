"""Which files may be kept as evidence, and under which name they are given back.

A file is never shown by us: it is stored outside the web root and always downloaded. The list is
short because each kind on it can be opened and read by the people who must rely on it. An archive
is not on it: what it holds cannot be seen, searched or limited.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from config.kernel.findings import Finding, Findings, finding

MB = 2**20

#: In bytes.
MAX_SIZE = 25 * MB

#: How much of a file's beginning `file_findings` wants to see, in bytes.
HEAD = 4096

_LONGEST_NAME = 150
_FALLBACK_NAME = "evidence"
_FORBIDDEN = frozenset('<>:"|?*;%')


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file: the content type that we send, and what its first bytes look like."""

    content_type: str
    looks_right: Callable[[bytes], bool]


def _begins_with(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _is_text(head: bytes) -> bool:
    # A spreadsheet saves "Unicode text" with a byte order mark and many NUL bytes.
    return b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_PACKED = _begins_with(b"PK\x03\x04")
_JPEG = FileType("image/jpeg", _begins_with(b"\xff\xd8\xff"))

FILE_TYPES: dict[str, FileType] = {
    # Readers accept a PDF whose mark stands within the first kilobyte.
    "pdf": FileType("application/pdf", lambda head: b"%PDF-" in head[:1024]),
    "png": FileType("image/png", _begins_with(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "csv": FileType("text/csv", _is_text),
    "txt": FileType("text/plain", _is_text),
    "json": FileType("application/json", _is_text),
    "xlsx": FileType(f"{_OFFICE}spreadsheetml.sheet", _PACKED),
    "docx": FileType(f"{_OFFICE}wordprocessingml.document", _PACKED),
    "ods": FileType(f"{_OPEN_DOCUMENT}spreadsheet", _PACKED),
    "odt": FileType(f"{_OPEN_DOCUMENT}text", _PACKED),
}

#: For the `accept` attribute of a file input.
ACCEPTED = ",".join(f".{extension}" for extension in FILE_TYPES)


def file_findings(name: str, size: int, head: bytes) -> Findings:
    """Why a file may not be kept; empty when it may.

    `name` is the uploader's, `size` in bytes, `head` its first HEAD bytes. The content type that a
    browser declares plays no part: it is a guess by the name, and differs between machines.
    """
    return tuple(_file_findings(name, size, head))


def _file_findings(name: str, size: int, head: bytes) -> Iterator[Finding]:
    kind = FILE_TYPES.get(_extension(name))
    if kind is None:
        yield finding("file.type_not_kept", field="file", kept=", ".join(FILE_TYPES))
    if size == 0:
        yield finding("file.empty", field="file")
    elif size > MAX_SIZE:
        # Rounded up, so that a file just over the limit is not said to be as large as the limit.
        yield finding("file.too_large", field="file", megabytes=-(-size // MB), most=MAX_SIZE // MB)
    elif kind and not kind.looks_right(head):
        yield finding("file.not_what_its_name_says", field="file", extension=_extension(name))


def content_type_of(name: str) -> str:
    """The content type under which a file of this name is given back."""
    kind = FILE_TYPES.get(_extension(name))
    return kind.content_type if kind else "application/octet-stream"


def download_name(name: str) -> str:
    """A name that is safe in a header and on every file system, with its extension kept.

    Folders, control and direction-changing characters and those that some system forbids are gone.
    Never empty, at most 150 characters.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    cleaned = "".join(each if _is_harmless(each) else "_" for each in last).lstrip(" ").rstrip(" .")
    stem, dot, extension = cleaned.rpartition(".")
    if not dot:
        stem, extension = cleaned, ""
    ending = f".{extension}"[:12].rstrip(" ") if extension else ""
    return _usable_stem(stem)[: _LONGEST_NAME - len(ending)].rstrip(" .") + ending


def _extension(name: str) -> str:
    _stem, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot else ""


def _is_harmless(character: str) -> bool:
    if character == " ":
        return True
    # C are control and direction-changing characters, Z the other kinds of space.
    return character not in _FORBIDDEN and unicodedata.category(character)[0] not in "CZ"


def _usable_stem(stem: str) -> str:
    trimmed = stem.strip(" ._")
    return trimmed if trimmed and trimmed.upper() not in _RESERVED else f"{_FALLBACK_NAME}{trimmed}"


# Names that are devices on Windows, with any extension.
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)}
)
