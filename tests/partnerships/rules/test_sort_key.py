"""Names sort and are found as people expect, whatever their accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.sort_key import LONGEST, sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ábaco", "abaco"),
        ("ZÜRICH Pay", "zurich pay"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ærø Søfart", "aero sofart"),
        ("  Two \t spaces\n", "two spaces"),
        ("Ｆｕｌｌ width", "full width"),
        ("ze\u200bro", "zero"),
        ("日本", "日本"),
        ("", ""),
    ],
)
def test_a_name_becomes_its_plain_key(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_accented_names_sort_between_plain_ones() -> None:
    assert sorted(["Zeta", "Ábaco", "beta"], key=sort_key) == ["Ábaco", "beta", "Zeta"]


@given(st.text())
def test_the_key_of_a_key_is_the_key(name: str) -> None:
    assert sort_key(sort_key(name)) == sort_key(name)


@given(st.text(max_size=900))
def test_a_key_always_fits_its_column(name: str) -> None:
    assert len(sort_key(name)) <= LONGEST


@given(st.text())
def test_only_a_name_without_any_character_has_an_empty_key(name: str) -> None:
    assert (sort_key(name) == "") == (name.strip() == "")


def test_even_a_letter_that_expands_fits() -> None:
    assert len(sort_key("ﷺ" * LONGEST)) <= LONGEST
