"""Every action's entry can be told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.kernel.protection import audited_models
from reviews.trail.registry import STORIES
from reviews.trail.sentences import TELLINGS, kind_choices, telling_of

ROOT = Path(__file__).parents[3]
RECORDING = {"recorded", "recorded_in"}


def kinds_in(path: Path) -> Iterator[str]:
    """The kinds with which a module opens recordings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RECORDING:
            for keyword in node.keywords:
                if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)


def recorded_kinds() -> set[str]:
    return {
        kind
        for app in ("accounts", "partnerships", "evidence", "reviews")
        for path in (ROOT / app).rglob("*.py")
        for kind in kinds_in(path)
    }


def test_every_kind_that_the_code_records_has_a_sentence() -> None:
    kinds = recorded_kinds()
    assert len(kinds) > 20
    assert kinds <= set(TELLINGS)


@pytest.mark.parametrize("kind", sorted(TELLINGS))
def test_a_sentence_says_who_did_it(kind: str) -> None:
    said = str(telling_of(kind).sentence).format(who="Ada", name="Harbour {strange} name")
    assert said.startswith("Ada ")
    assert said[-1] not in "."


def test_a_kind_of_another_version_is_told_as_far_as_possible() -> None:
    assert "Ada" in str(telling_of("future.thing").sentence).format(who="Ada", name="it")


def test_the_filter_offers_every_kind() -> None:
    assert {kind for kind, _label in kind_choices([*TELLINGS, "of.tomorrow"])} == set(TELLINGS)


def test_every_audited_model_has_a_history_page() -> None:
    assert {story.model for story in STORIES} == set(audited_models())
    assert len({story.slug for story in STORIES}) == len(STORIES)
