from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.bootstrap import checks, locks
from config.bootstrap.places import Places

Program = Callable[..., Path]


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch, program: Program) -> None:
    @contextmanager
    def prepared(places: Places, env: Mapping[str, str]) -> Iterator[dict[str, str]]:
        yield dict(env)

    monkeypatch.setattr(checks, "prepared", prepared)
    monkeypatch.setattr(locks, "problems", lambda places: iter(()))
    program("seam/.venv/bin/python")
    program("seam/.venv/bin/lint-imports")


def test_all_in_order_ends_well(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.check(places, {}) == 0
    said = capsys.readouterr().out
    assert said.endswith("9 of 9 checks found nothing to mend.\n")
    for name in ("lint", "types", "imports", "migrations", "container files", "locks"):
        assert f"  {name} … fine" in said


def test_one_that_finds_something_is_shown_and_does_not_hide_the_others(
    places: Places, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    program("seam/.venv/bin/lint-imports", says="accounts imports reviews", code=1)
    assert checks.check(places, {}) == 1
    said = capsys.readouterr().out
    assert "imports … FOUND" in said
    assert "accounts imports reviews" in said
    assert "8 of 9 checks found nothing to mend." in said


def test_a_lock_out_of_step_counts(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "problems", lambda places: iter(["runtime.txt names an address"]))
    assert checks.check(places, {}) == 1
