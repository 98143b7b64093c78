"""Each finding of the desk has its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviews.desk.rules.handing import hand_over_gaps, hand_over_refusal, looked_after
from reviews.desk.rules.lines import Line, Nearness
from reviews.desk.sentences import BOOK
from reviews.sentences import BOOK as LEFT
from reviews.vocabulary import LineKind
from tests.reviews.desk.rules.test_handing import ANA, BO, CY, LINE, handing
from tests.sentences import assert_worded


def test_each_finding_has_a_sentence_and_each_sentence_a_finding() -> None:
    lines: list[tuple[Line | None, int]] = [
        (None, ANA),
        (replace(LINE, holders=frozenset()), ANA),
        (replace(LINE, holders=frozenset({ANA})), ANA),
        (looked_after(LINE, [handing(ANA, BO)]), CY),
    ]
    found = [refusal for line, by in lines if (refusal := hand_over_refusal(line, by))]
    own = {code: text for code, text in BOOK.sentences.items() if code not in LEFT.sentences}
    assert_worded(replace(BOOK, sentences=own), [*found, *hand_over_gaps(LINE, ANA, ANA, "")])


@pytest.mark.parametrize("word", [*Nearness, *LineKind])
def test_every_word_of_the_desk_has_a_label(word: Nearness | LineKind) -> None:
    assert str(BOOK.label(word))
