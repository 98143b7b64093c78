"""The whole of a partnership on one page and in one file, as of any moment."""

from __future__ import annotations

import hashlib

import pytest

from accounts.ledger.models import Head
from config.kernel.scope import workspace_scope
from partnerships.actions.partnerships import partnership_update
from partnerships.models import Partnership
from reviews.dossier import parse
from reviews.selectors.dossier import dossier_of, frozen
from tests.conftest import Cast
from tests.reviews.stage import make_ready


@pytest.fixture
def ready(cast: Cast) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        return make_ready(cast, name="Cold storage")


def renamed(cast: Cast, ready: Partnership) -> int:
    """Call it something else; returns the number of the entry before that."""
    with workspace_scope(cast.workspace.pk):
        before = int(Head.objects.get(workspace_id=cast.workspace.pk).sequence)
        partnership_update(
            by=cast.actor("contributor"), partnership=ready, version=None, name="Warm storage"
        )
    return before


def page(cast: Cast, ready: Partnership) -> str:
    return cast.url(f"partnerships/{ready.pk}/dossier/")


def test_the_page_shows_it_as_it_stands_and_as_it_stood(cast: Cast, ready: Partnership) -> None:
    client, before = cast.client("auditor"), renamed(cast, ready)
    now = client.get(page(cast, ready)).content.decode()
    then = client.get(page(cast, ready), {"until": str(before)}).content.decode()
    assert '<h3 id="dossier-partnership">Warm storage</h3>' in now
    assert '<h3 id="dossier-partnership">Cold storage</h3>' in then
    assert f"dossier/export/?until={before}" in then


def test_the_file_is_the_dossier_under_its_digest(cast: Cast, ready: Partnership) -> None:
    response = cast.client("auditor").get(page(cast, ready) + "export/")
    with workspace_scope(cast.workspace.pk):
        dossier = dossier_of(ready)
    assert parse(response.content) == dossier
    sealed = response.content.removesuffix(b"\n")
    assert hashlib.sha256(sealed).hexdigest() == frozen(dossier)[1]
    assert f"cold-storage-entry-{dossier.as_of}.seam.json" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_file_of_a_past_moment_is_what_was_known_then(cast: Cast, ready: Partnership) -> None:
    before = renamed(cast, ready)
    response = cast.client("auditor").get(page(cast, ready) + "export/", {"until": str(before)})
    assert parse(response.content).partnership.name == "Cold storage"


@pytest.mark.parametrize("until", ["soon", "999999999", "1999-01-01", "x" * 41, "1"])
@pytest.mark.parametrize("where", ["", "export/"])
def test_a_moment_that_cannot_be_had_is_refused_in_words(
    cast: Cast, ready: Partnership, where: str, until: str
) -> None:
    response = cast.client("auditor").get(page(cast, ready) + where, {"until": until})
    assert response.status_code == 422
    told = response.content.decode()
    assert "error-summary" in told
    assert "Cold storage" in told
