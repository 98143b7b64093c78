"""What tests of the demo share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the installation keeps its own: both workspaces of the demo have the same people."""
    return tmp_path_factory.mktemp("data")
