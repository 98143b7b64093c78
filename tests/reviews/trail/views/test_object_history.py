"""Everything that happened to one object."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from partnerships.actions.card_rows import conflict_risk_delete
from partnerships.actions.partners import partner_update
from partnerships.models import ConflictRisk
from reviews.trail.registry import STORIES
from tests.conftest import Cast
from tests.factories import make_partner
from tests.reviews.stage import decide, make_ready


def test_it_shows_who_changed_which_field_from_what_to_what(cast: Cast) -> None:
    partner = make_partner(cast, name="Acme")
    partner_update(by=cast.actor("contributor"), partner=partner, version=None, name="Acme Ltd")
    body = cast.client("auditor").get(cast.url(f"history/partner/{partner.pk}/")).content.decode()
    assert "History of Acme Ltd" in body
    assert "<del>Acme</del>" in body
    assert "<ins>Acme Ltd</ins>" in body
    assert cast.url(f"partners/{partner.pk}/") in body


def test_what_was_removed_keeps_its_page(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_ready(cast)
        risk = ConflictRisk.objects.get()
        address = cast.url(f"history/conflict-risk/{risk.pk}/")
        conflict_risk_delete(by=cast.actor("contributor"), conflict_risk=risk, version=None)
    body = cast.client("auditor").get(address).content.decode()
    assert "Removed" in body
    assert "They earn per dispute" in body


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_every_kind_of_object_has_its_page(cast: Cast, story: object) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast), "commit")
        row = story.model.objects.first()  # type: ignore[attr-defined]
    if row is not None:
        address = cast.url(f"history/{story.slug}/{row.pk}/")  # type: ignore[attr-defined]
        assert cast.client("auditor").get(address).status_code == 200


@pytest.mark.parametrize("path", ["nothing/1", "partner/999999", "decision/1", "user/1"])
def test_what_is_not_there_is_not_found(cast: Cast, path: str) -> None:
    assert cast.client("auditor").get(cast.url(f"history/{path}/")).status_code == 404


def test_another_workspace_s_object_is_not_found(cast: Cast) -> None:
    partner = make_partner(cast, role="stranger", name="Theirs")
    assert cast.client("auditor").get(cast.url(f"history/partner/{partner.pk}/")).status_code == 404
