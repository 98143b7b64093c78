"""The exit path as text, and the text of the terms as steps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.dossier import ExitStepPart
from reviews.decisions.rules.way_out import Step, path_as_text, steps_from

PATH = (
    ExitStepPart(id="1", step="Export the tokens", owner="Head of Payments"),
    ExitStepPart(id="2", step="End the\ncontract"),
)
TEXT = "1. Export the tokens (Head of Payments)\n2. End the contract"
WHOLE = (Step("Export the tokens", "Head of Payments"), Step("End the\ncontract"))


def test_the_path_reads_as_numbered_lines() -> None:
    assert path_as_text(PATH) == TEXT
    assert path_as_text(()) == ""


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (TEXT, WHOLE),
        ("", WHOLE),
        ("1. export THE tokens", WHOLE[:1]),
        ("- Tell the users\n* End the contract\n\n", (Step("Tell the users"), WHOLE[1])),
        ("Tell the users", (*WHOLE, Step("Tell the users"))),
        ("2026 is the last year", (*WHOLE, Step("2026 is the last year"))),
    ],
)
def test_each_line_becomes_a_step_with_what_the_path_knows_of_it(text: Any, steps: Any) -> None:
    assert steps_from(text, PATH) == steps


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=10)), max_size=6))
def test_no_text_of_people_breaks_the_steps(said: Any) -> None:
    path = tuple(ExitStepPart(id=str(n), step=a, owner=b) for n, (a, b) in enumerate(said))
    steps = steps_from(path_as_text(path), path)
    assert all(each.step.strip() for each in steps)
