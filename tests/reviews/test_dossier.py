"""A dossier is the same bytes for everybody, and comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from config.kernel.canonical import ShapeError, to_json
from reviews.dossier import FORMAT, Dossier, canonical_bytes, digest, from_json, parse
from tests.reviews.parts import COMPLETE_DOSSIER, dossiers

SEALED = Path(__file__).parent / "sealed"
WRITTEN: dict[str, Any] = to_json(COMPLETE_DOSSIER)
(CLAIM,) = COMPLETE_DOSSIER.claims


def problems(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(ShapeError) as refused:
        from_json(document)
    return [(problem.path, problem.code) for problem in refused.value.problems]


@given(dossiers())
def test_every_dossier_comes_back_as_it_was(dossier: Dossier) -> None:
    written = canonical_bytes(dossier)
    assert parse(written) == dossier
    assert parse(written.decode()) == dossier
    assert canonical_bytes(parse(written)) == written


def test_the_first_dossier_ever_sealed_still_loads_under_its_digest() -> None:
    sealed = (SEALED / "seam-dossier-1.json").read_bytes()
    assert digest(sealed) == "c2d5923f00e87e1c148822acef9c99f5142852cf73f37f83669ee49644d32d74"
    assert parse(sealed) == COMPLETE_DOSSIER


def test_the_format_is_named() -> None:
    assert WRITTEN["format"] == FORMAT == "seam-dossier/1"


def test_what_nobody_said_is_kept_as_null() -> None:
    assert WRITTEN["partnership"]["in_operation_since"] is None


@pytest.mark.parametrize("written", ["seam-dossier/2", "", None, 1, []])
def test_another_format_is_refused_before_anything_else(written: Any) -> None:
    assert problems(WRITTEN | {"format": written, "as_of": "x"}) == [("$.format", "expected")]


def test_a_document_without_format_is_refused() -> None:
    without = {name: value for name, value in WRITTEN.items() if name != "format"}
    assert problems(without) == [("$.format", "missing")]
    assert problems([]) == [("$", "expected")]


def test_a_dossier_from_before_a_field_existed_still_loads() -> None:
    older = json.loads(json.dumps(WRITTEN))
    del older["partnership"]["in_operation_since"]
    del older["readings"][0]["limits_here"]
    assert from_json(older) == COMPLETE_DOSSIER


@pytest.mark.parametrize(
    ("dossier", "problem"),
    [
        (
            replace(COMPLETE_DOSSIER, claims=(CLAIM, replace(CLAIM, criteria=()))),
            ("$.claims[1].id", "duplicate"),
        ),
        (
            replace(COMPLETE_DOSSIER, claims=(CLAIM, replace(CLAIM, id="999"))),
            ("$.claims[1].criteria[0].id", "duplicate"),
        ),
        (
            replace(COMPLETE_DOSSIER, artifacts=()),
            ("$.readings[0].artifact_id", "refers_to_nothing"),
        ),
        (
            replace(COMPLETE_DOSSIER, claims=(), pilots=(), measurements=()),
            ("$.readings[0].criterion_id", "refers_to_nothing"),
        ),
        (
            replace(
                COMPLETE_DOSSIER,
                partnership=replace(COMPLETE_DOSSIER.partnership, partner_id="99"),
            ),
            ("$.partnership.partner_id", "refers_to_nothing"),
        ),
        (
            replace(
                COMPLETE_DOSSIER, fit_card=replace(COMPLETE_DOSSIER.fit_card, partnership_id="9")
            ),
            ("$.fit_card.partnership_id", "refers_to_nothing"),
        ),
    ],
)
def test_rows_hang_together(dossier: Dossier, problem: tuple[str, str]) -> None:
    assert problems(to_json(dossier)) == [problem]


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", "{", '"\ud800"', '{"format": 1.5}'])
def test_what_is_no_dossier_is_refused(content: bytes | str) -> None:
    with pytest.raises(ShapeError):
        parse(content)
