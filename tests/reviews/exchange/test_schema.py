"""The published schema and the code say the same of a dossier's shape."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from config.kernel.canonical import ShapeError, to_json
from reviews.dossier import Dossier, from_json
from reviews.exchange.demo_stories import DOSSIER, FOLDER
from reviews.exchange.schema import dossier_schema
from tests.reviews.parts import COMPLETE_DOSSIER, dossiers

PUBLISHED = Path(__file__).parents[3] / "docs" / "seam-dossier-1.schema.json"

FORMATS = FormatChecker(["date"])


@FORMATS.checks("date-time", raises=ValueError)
def _is_an_instant(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


VALIDATOR = Draft202012Validator(json.loads(dossier_schema()), format_checker=FORMATS)

#: What may stand in the place of any value and is wrong there.
WRONG: list[Any] = [None, True, 7, 1.5, "x\x00", "2026-02-30", "-0", [], [1], {}, {"more": 1}]


def code_takes(document: Any) -> bool:
    try:
        from_json(document)
    except ShapeError as refused:
        codes = {problem.code for problem in refused.problems}
        # What no schema can say.
        return codes <= {"refers_to_nothing", "refers_to_itself", "duplicate"}
    return True


def places(document: Any, found: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document."""
    members: Any = ()
    if isinstance(document, dict):
        members = document.items()
    elif isinstance(document, list):
        members = enumerate(document)
    for name, value in members:
        yield (*found, name)
        yield from places(value, (*found, name))


def changed(document: Any, place: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    """A copy of the document in which `change` was done to the member at `place`."""
    altered = copy.deepcopy(document)
    parent = altered
    for name in place[:-1]:
        parent = parent[name]
    change(parent, place[-1])
    return altered


def test_the_schema_is_published_as_the_code_has_it() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == dossier_schema(), (
        "run: manage.py dossier_schema > docs/seam-dossier-1.schema.json"
    )


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(dossier_schema()))


@given(dossiers())
def test_whatever_the_code_writes_the_schema_takes(dossier: Dossier) -> None:
    assert list(VALIDATOR.iter_errors(to_json(dossier))) == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob(f"*{DOSSIER}")), ids=lambda path: path.name)
def test_a_dossier_that_people_wrote_is_as_the_schema_has_it(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert list(VALIDATOR.iter_errors(document)) == []


@given(st.data())
def test_a_wrong_value_anywhere_is_refused_by_both(data: st.DataObject) -> None:
    document = to_json(COMPLETE_DOSSIER)
    place = data.draw(st.sampled_from(list(places(document))))
    wrong = data.draw(st.sampled_from(WRONG))

    def put(parent: Any, name: Any) -> None:
        parent[name] = wrong

    altered = changed(document, place, put)
    if isinstance(wrong, float):
        assert not code_takes(altered)  # a file with 1.5 in it is no dossier: there are no floats
    assert VALIDATOR.is_valid(altered) == code_takes(altered), place


@pytest.mark.parametrize("place", list(places(to_json(COMPLETE_DOSSIER))))
def test_a_member_that_is_missing_is_missed_by_both_or_by_neither(place: tuple[Any, ...]) -> None:
    def remove(parent: Any, name: Any) -> None:
        del parent[name]

    altered = changed(to_json(COMPLETE_DOSSIER), place, remove)
    assert VALIDATOR.is_valid(altered) == code_takes(altered)


@pytest.mark.parametrize("place", [(), ("partner",), ("claims", 0), ("claims", 0, "criteria", 0)])
def test_a_member_that_nobody_knows_is_refused_by_both(place: tuple[Any, ...]) -> None:
    def add(parent: Any, name: Any) -> None:
        parent[name] = "?"

    altered = changed(to_json(COMPLETE_DOSSIER), (*place, "rating"), add)
    assert not VALIDATOR.is_valid(altered)
    assert not code_takes(altered)
