"""How a phrasebook tells a finding, and where it sends people."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from django.db.models import TextChoices
from django.utils import translation

from config.kernel import scope
from config.kernel.findings import Finding, finding, is_blank
from config.kernel.scope import Scope
from config.kernel.sentences import Phrasebook, Place, at_field, choices, labels_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class ColourChoices(TextChoices):
    RED = "red", "Red as a rose"
    BLUE = "blue", "Sky blue"


LABELS = labels_of(Colour, ColourChoices)
BOOK = Phrasebook(
    sentences={
        "wall.late": "Paint it %(colour)s by %(day)s, %(litres)s litres.",
        "wall.other": "Choose among %(open)s.",
        "wall.steep": "100%% of the wall is steep.",
        "roof.bare": "Cover the roof of %(house)s.",
    },
    places={
        "wall": at_field("accounts:member_edit"),
        "wall.other": at_field("accounts:member_end"),
    },
    labels={Colour: LABELS},
)
LATE = finding(
    "wall.late",
    subject="7",
    field="colour",
    colour=Colour.RED,
    day=date(2026, 11, 16),
    litres=1200,
)


@pytest.fixture
def in_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Scope(workspace_id=1, user_id=1, slug="example")
    monkeypatch.setattr(scope, "current", lambda: here)


def test_facts_stand_in_the_readers_words() -> None:
    with translation.override("en"):
        assert BOOK.sentence(LATE).startswith("Paint it Red as a rose by 16 November 2026, 1")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (finding("wall.other", open=tuple(Colour)), "Choose among Red as a rose, Sky blue."),
        (finding("wall.steep"), "100% of the wall is steep."),
        (finding("roof.bare", house="100% mine"), "Cover the roof of 100% mine."),
    ],
)
def test_each_kind_of_fact_is_told(told: Finding, sentence: str) -> None:
    assert BOOK.sentence(told) == sentence


def test_a_code_without_sentence_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match=r"wall\.green"):
        BOOK.sentence(finding("wall.green"))


@pytest.mark.usefixtures("in_workspace")
def test_a_problem_carries_sentence_field_and_address() -> None:
    (problem,) = BOOK.problems([LATE])
    assert problem.field == "colour"
    assert problem.url == "/workspaces/example/members/7/edit/#id_colour"


def test_outside_a_workspace_a_problem_has_no_address() -> None:
    assert BOOK.problem(LATE).url is None


@pytest.mark.usefixtures("in_workspace")
def test_a_finding_is_met_on_its_own_page_before_that_of_its_noun() -> None:
    elsewhere = finding("wall.other", subject="7", open=())
    assert BOOK.place(elsewhere) == Place("accounts:member_end", ("7",))
    assert BOOK.problem(elsewhere).url == "/workspaces/example/members/7/end/"


@pytest.mark.usefixtures("in_workspace")
def test_a_place_without_spot_is_the_page() -> None:
    assert Place("accounts:member_list").url == "/workspaces/example/members/"


@pytest.mark.parametrize("found", [finding("wall.steep"), finding("roof.bare", subject="7")])
def test_what_has_no_row_or_no_page_has_no_place(found: Finding) -> None:
    assert BOOK.place(found) is None


def test_the_right_hand_book_has_the_last_word() -> None:
    both = BOOK | Phrasebook({"wall.steep": "Level the wall."})
    assert both.sentence(finding("wall.steep")) == "Level the wall."
    assert both.sentence(LATE) == BOOK.sentence(LATE)


def test_labels_become_choices_in_their_order() -> None:
    assert choices(LABELS) == [("red", "Red as a rose"), ("blue", "Sky blue")]


def test_words_that_the_model_does_not_know_are_a_mistake_of_ours() -> None:
    class Green(StrEnum):
        GREEN = "green"

    with pytest.raises(ValueError, match="green"):
        labels_of(Green, ColourChoices)


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        (" \n\t", True),
        ("–", True),
        ("...", True),
        ("?", True),
        ("0", False),
        ("é", False),
    ],
)
def test_a_text_without_letter_or_digit_says_nothing(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_findings_with_the_same_facts_are_one() -> None:
    assert finding("a.b", x=1, y=2) == finding("a.b", y=2, x=1)
    assert finding("a.b", x=1).value("x") == 1
    assert finding("a.b").value("x") is None
