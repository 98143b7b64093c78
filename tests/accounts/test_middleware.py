"""Every page of a workspace runs as one of its members."""

from __future__ import annotations

import pytest

from tests.conftest import Cast


@pytest.mark.parametrize("path", ["", "partnerships/", "evidence/", "trail/", "members/"])
def test_no_page_of_a_workspace_is_kept_by_browser_or_proxy(cast: Cast, path: str) -> None:
    response = cast.client("auditor").get(cast.url(path))
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "address",
    ["/workspaces/", "/workspaces/new/", "/profile/", "/accounts/password/change/", "/nowhere/"],
)
def test_no_page_of_a_signed_in_person_is_kept_outside_a_workspace(
    cast: Cast, address: str
) -> None:
    response = cast.client("auditor").get(address)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_not_even_that_there_is_nothing_is_kept(cast: Cast) -> None:
    response = cast.client("auditor").get(cast.url("partnerships/999999999/"))
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"


def test_pages_for_everybody_say_nothing_of_it(cast: Cast) -> None:
    assert "no-store" not in cast.client("anonymous").get("/healthz").get("Cache-Control", "")
