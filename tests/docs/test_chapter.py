"""The table of the chapter's points names pages and code that exist."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

CHAPTER = Path(__file__).parents[2] / "docs" / "chapter.md"
ROW = re.compile(r"\| ([\w.]+) \| (.+?) \| `([\w:]+)` \| `([\w.]+)` \|")


def rows() -> list[tuple[str, ...]]:
    return [
        match.groups() for match in map(ROW.fullmatch, CHAPTER.read_text().splitlines()) if match
    ]


def page_names() -> set[str]:
    return {
        f"{app}:{name}"
        for app, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }


def test_every_line_of_the_table_is_read() -> None:
    lines = [line for line in CHAPTER.read_text().splitlines() if line.startswith("| ")]
    assert len(rows()) == len(lines) - 1, "all but the heading"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]} {row[1]}")
def test_its_page_and_its_code_exist(row: tuple[str, ...]) -> None:
    _point, _asked, page, code = row
    assert page in page_names()
    importlib.import_module(code)


@pytest.mark.parametrize("section", ["inputs", "outputs", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"])
def test_no_section_is_left_out(section: str) -> None:
    assert section in {row[0] for row in rows()}


@pytest.mark.parametrize("section", ["5", "5.1", "5.2", "6", "6.1", "6.2"])
def test_nor_any_of_the_last_two(section: str) -> None:
    assert section in {row[0] for row in rows()}
