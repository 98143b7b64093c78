"""Every page of a workspace runs as one of its members."""

from __future__ import annotations

import pytest

from tests.conftest import Cast


@pytest.mark.parametrize("path", ["", "partnerships/", "evidence/", "trail/", "members/"])
def test_no_page_of_a_workspace_is_kept_by_browser_or_proxy(cast: Cast, path: str) -> None:
    response = cast.client("auditor").get(cast.url(path))
    assert response["Cache-Control"] == "private, no-store"
