"""What was typed and not saved leads back to its form."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Draft
from config.kernel.scope import workspace_scope
from reviews.desk.drafts import place_of
from tests.test_resolver import url
from tests.urls_by_role import ADDRESSES
from tests.world import World

WRITING = [
    name for name, each in ADDRESSES.items() if each.saves and each.get.get(each.saves.by) == 200
]


def form_of(context: Any) -> Any:
    """The form of a page, or the one that is open in a list of it."""
    rows = context.get("row_list")
    return context.get("form") or (rows.form if rows else None)


@pytest.mark.parametrize("name", WRITING)
def test_the_draft_of_every_form_is_found_again(world: World, name: str) -> None:
    saves = ADDRESSES[name].saves
    assert saves is not None
    response = world.client(saves.by).get(url(world, name))
    key = getattr(form_of(response.context or {}), "draft_key", "")
    if key:
        with workspace_scope(world.cast.workspace.pk, slug=world.cast.workspace.slug):
            _name, place = place_of(Draft(key=key))
        assert place, f"a draft of {key} has no way back"
        assert world.client(saves.by).get(place).status_code == 200
