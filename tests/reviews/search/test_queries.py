"""What is typed becomes a query that PostgreSQL reads, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.search.queries import MOST_WORDS, folded, query_of


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        ("  -- ", ""),
        ("Págo", "'pago':*"),
        ("Pagoflux  cards", "'pagoflux' & 'cards':*"),
        ("O'Brien & Söhne", "'o' & 'brien' & 'sohne':*"),
        ("snake_case", "'snake' & 'case':*"),
        ("a\\b", "'a' & 'b':*"),
    ],
)
def test_every_word_is_asked_for_and_the_last_may_be_begun(typed: str, query: str) -> None:
    assert query_of(typed) == query


def test_a_question_has_so_many_words_at_most() -> None:
    assert query_of("a " * 50).count("&") == MOST_WORDS - 1


@given(st.text())
def test_folding_twice_is_folding_once_and_leaves_words_alone(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert all(character.isalnum() or character == " " for character in once)
