"""One document, one spelling; strict reading with the path of each problem."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.kernel.canonical import ShapeError, canonical_bytes, digest, loads, read, to_json


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    id: str
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    name: str
    height: int
    alive: bool
    colour: Colour
    planted: date
    seen: datetime
    leaves: tuple[Leaf, ...] = ()
    note: str = ""


TREE = Tree(
    name="Ørn",
    height=12,
    alive=True,
    colour=Colour.RED,
    planted=date(2026, 11, 16),
    seen=datetime(2026, 11, 16, 10, 30, tzinfo=timezone(timedelta(hours=1))),
    leaves=(Leaf(id="1", cost=Decimal("1.50")), Leaf(id="2")),
)
WRITTEN = {
    "name": "Ørn",
    "height": 12,
    "alive": True,
    "colour": "red",
    "planted": "2026-11-16",
    "seen": "2026-11-16T09:30:00.000000Z",
    "leaves": [{"id": "1", "cost": "1.50"}, {"id": "2", "cost": None}],
    "note": "",
}

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
INSTANTS = st.datetimes(timezones=st.just(UTC))
TREES = st.builds(
    Tree,
    name=TEXTS,
    height=st.integers(),
    alive=st.booleans(),
    colour=st.sampled_from(Colour),
    planted=st.dates(),
    seen=INSTANTS,
    leaves=st.lists(st.builds(Leaf, id=TEXTS, cost=st.none() | DECIMALS)).map(tuple),
    note=TEXTS,
)


def problems(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(ShapeError) as refused:
        read(Tree, document)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def test_a_tree_has_its_plain_form() -> None:
    assert to_json(TREE) == WRITTEN


def test_members_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical_bytes(Leaf(id="é")) == '{"cost":null,"id":"é"}'.encode()


def test_a_digest_is_that_of_the_bytes() -> None:
    assert digest(b"abc").startswith("ba7816bf")
    assert len(digest(b"")) == 64


@given(TREES)
def test_every_tree_comes_back_as_it_was(tree: Tree) -> None:
    written = canonical_bytes(tree)
    again = read(Tree, loads(written))
    assert again == tree
    assert canonical_bytes(again) == written


@pytest.mark.parametrize(("value", "written"), [(2**53 - 1, 2**53 - 1), (-(2**53), f"-{2**53}")])
def test_large_integers_are_strings(value: int, written: int | str) -> None:
    assert to_json(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("1E+3", "1000"), ("0.10", "0.10"), ("-0.00", "0.00"), ("1E-7", "0.0000001")],
)
def test_decimals_are_written_plainly(value: str, written: str) -> None:
    assert to_json(Decimal(value)) == written


@pytest.mark.parametrize(
    "value",
    [1.5, {1}, datetime(2026, 1, 1), Decimal("NaN"), object(), b"bytes"],  # noqa: DTZ001
)
def test_what_has_no_single_spelling_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        to_json(value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": 1}, ("$.name", "expected")),
        ({"name": None}, ("$.name", "expected")),
        ({"name": "a\x00b"}, ("$.name", "expected")),
        ({"name": "\ud800"}, ("$.name", "expected")),
        ({"height": True}, ("$.height", "expected")),
        ({"height": 2**53}, ("$.height", "expected")),
        ({"height": "12"}, ("$.height", "expected")),
        ({"height": "x"}, ("$.height", "expected")),
        ({"alive": "yes"}, ("$.alive", "expected")),
        ({"colour": "green"}, ("$.colour", "expected")),
        ({"colour": []}, ("$.colour", "expected")),
        ({"planted": "20261116"}, ("$.planted", "expected")),
        ({"planted": "2026-02-30"}, ("$.planted", "expected")),
        ({"seen": "2026-11-16T09:30:00Z"}, ("$.seen", "expected")),
        ({"seen": "2026-11-16T09:30:00.000000+01:00"}, ("$.seen", "expected")),
        ({"leaves": {}}, ("$.leaves", "expected")),
        ({"leaves": [7]}, ("$.leaves[0]", "expected")),
        ({"leaves": [{"id": "1"}, {"cost": None}]}, ("$.leaves[1].id", "missing")),
        ({"leaves": [{"id": "1", "cost": "1e3"}]}, ("$.leaves[0].cost", "expected")),
        ({"leaves": [{"id": "1", "cost": "01"}]}, ("$.leaves[0].cost", "expected")),
        ({"leaves": [{"id": "1", "cost": "-0"}]}, ("$.leaves[0].cost", "expected")),
        ({"hight": 1}, ("$.hight", "unknown")),
        ({"a b": 1}, ('$["a b"]', "unknown")),
    ],
)
def test_each_problem_is_named_with_its_path(
    change: dict[str, Any], problem: tuple[str, str]
) -> None:
    assert problems(WRITTEN | change) == [problem]


def test_all_problems_come_at_once() -> None:
    found = problems(WRITTEN | {"name": 1, "planted": "soon", "extra": None})
    assert {path for path, _code in found} == {"$.name", "$.planted", "$.extra"}


def test_a_problem_says_what_would_be_right() -> None:
    with pytest.raises(ShapeError, match="one of red, blue"):
        read(Tree, WRITTEN | {"colour": "green"})


def test_a_member_that_came_later_may_be_missing() -> None:
    older = {name: value for name, value in WRITTEN.items() if name != "note"}
    assert read(Tree, older) == TREE


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_a_document_of_another_kind_is_refused(document: Any) -> None:
    assert problems(document) == [("$", "expected")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_json"),
        (b"\xff", "not_json"),
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"9" * 5_000, "not_json"),
        (b'{"a": 1, "a": 2}', "duplicate"),
        (b'{"a": 1.0}', "float"),
        (b'{"a": NaN}', "float"),
    ],
    ids=["empty", "no UTF-8", "cut off", "deep", "long number", "twice", "float", "NaN"],
)
def test_only_strict_json_is_read(content: bytes, code: str) -> None:
    with pytest.raises(ShapeError) as refused:
        loads(content)
    assert [problem.code for problem in refused.value.problems] == [code]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_document_is_more_than_refused(document: Any) -> None:
    with pytest.raises(ShapeError):
        read(Tree, loads(json.dumps(document).encode()))
