"""Files of tests go into a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data_dir(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where uploaded files lie during one test."""
    settings.DATA_DIR = tmp_path / "data"  # type: ignore[attr-defined]
    return tmp_path / "data"
