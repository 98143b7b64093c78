from __future__ import annotations

import re

import pytest

from config.bootstrap.steps import step


def test_a_step_says_what_it_does_how_it_went_and_how_long_it_took(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with step("Packages") as current:
        current.outcome = "as in the lock"
    assert re.fullmatch(r"  Packages … as in the lock \(\d+\.\d s\)\n", capsys.readouterr().out)


def test_a_step_that_fails_leaves_the_line_to_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ZeroDivisionError), step("Packages"):
        _ = 1 / 0
    assert capsys.readouterr().out == "  Packages … \n"
