"""Checkouts, programs and folders that exist for one test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.bootstrap.places import Places

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An empty checkout."""
    checkout = tmp_path / "seam"
    checkout.mkdir(exist_ok=True)
    return Places(checkout).make()


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Path]:
    """Makes a program that says something and ends with an exit code."""

    def make(path: Path | str, says: str = "", code: int = 0) -> Path:
        made = tmp_path / path
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
        made.chmod(0o755)
        return made

    return make


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder that other users may enter, as a server under root needs."""
    made = Path(tempfile.mkdtemp(prefix="seam-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)
