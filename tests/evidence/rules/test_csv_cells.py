"""No cell of an export runs on the machine of whoever opens it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.csv_cells import safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1+1",
        "\rtext",
        "\n=1",
        "  =1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹣1",
        "-",
        "-2+3+cmd|' /C calc'!A0",
        "+34 600 123 456",
        "-٣",
    ],
)
def test_what_could_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "Pilot", "1.5", "-5", "+5", "-1,234.56", "-3%", "a=b", "'=1", " ", "– dash", "日本"],
)
def test_what_cannot_run_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_a_safe_cell_is_safe_and_loses_nothing(text: str) -> None:
    cell = safe_cell(text)
    assert safe_cell(cell) == cell
    assert cell.endswith(text)
    assert not cell.startswith(("=", "@", "\t", "\r", "\n"))
