"""The standing table, spelt out a second time, by hand, and compared in full."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from config.kernel.findings import Finding
from partnerships.rules.standing import (
    TRANSITIONS,
    DecisionKind,
    Standing,
    kinds_open,
    next_standing,
    standing_diagram,
)

DOCS = Path(__file__).resolve().parents[3] / "docs"

# from: commit, defer, renegotiate, unwind. "?" asks for a partnership in operation.
TABLE = {
    "candidate": ("committed", "deferred", "-", "unwinding?"),
    "deferred": ("committed", "deferred", "renegotiating?", "unwinding?"),
    "committed": ("committed", "deferred", "renegotiating", "unwinding"),
    "renegotiating": ("committed", "deferred", "renegotiating", "unwinding"),
    "unwinding": ("-", "-", "renegotiating", "unwound"),
    "unwound": ("-", "-", "-", "-"),
}
EVERY_CELL = [
    (Standing(standing), kind, in_operation, cell)
    for (standing, cells), in_operation in product(TABLE.items(), (False, True))
    for kind, cell in zip(DecisionKind, cells, strict=True)
]


@pytest.mark.parametrize(("standing", "kind", "in_operation", "cell"), EVERY_CELL)
def test_every_cell_of_the_table_holds(
    standing: Standing, kind: DecisionKind, in_operation: bool, cell: str
) -> None:
    result = next_standing(standing, kind, in_operation)
    if cell == "-" or (cell.endswith("?") and not in_operation):
        assert isinstance(result, Finding)
    else:
        assert result == cell.removesuffix("?")


def test_the_table_knows_every_standing() -> None:
    assert set(TRANSITIONS) == set(Standing)


@pytest.mark.parametrize(("standing", "in_operation"), list(product(Standing, (False, True))))
def test_exactly_the_open_kinds_lead_somewhere(standing: Standing, in_operation: bool) -> None:
    leading = [
        kind
        for kind in DecisionKind
        if isinstance(next_standing(standing, kind, in_operation), Standing)
    ]
    assert list(kinds_open(standing, in_operation)) == leading


@pytest.mark.parametrize("standing", Standing)
def test_operation_opens_kinds_and_never_closes_one(standing: Standing) -> None:
    assert set(kinds_open(standing, False)) <= set(kinds_open(standing, True))


@pytest.mark.parametrize(
    ("standing", "kind", "code"),
    [
        (Standing.CANDIDATE, DecisionKind.UNWIND, "standing.not_in_operation"),
        (Standing.DEFERRED, DecisionKind.RENEGOTIATE, "standing.not_in_operation"),
        (Standing.CANDIDATE, DecisionKind.RENEGOTIATE, "standing.no_such_move"),
        (Standing.UNWINDING, DecisionKind.COMMIT, "standing.no_such_move"),
        (Standing.UNWOUND, DecisionKind.COMMIT, "standing.unwound_is_final"),
    ],
)
def test_a_refusal_says_why_and_what_is_open(
    standing: Standing, kind: DecisionKind, code: str
) -> None:
    refusal = next_standing(standing, kind, in_operation=False)
    assert isinstance(refusal, Finding)
    assert refusal.code == code
    assert refusal.value("open") == kinds_open(standing, in_operation=False)


def test_the_documented_picture_is_the_table() -> None:
    documented = (DOCS / "standing.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{standing_diagram()}\n```\n" in documented
