"""Somebody looks at the register while somebody else writes, on two connections."""

from __future__ import annotations

from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.actions.positions import positions_refresh
from partnerships.models import Position
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.reviews.stage import declare, make_ready


def test_a_look_at_what_is_being_written_does_not_cover_it(committed_cast: Cast) -> None:
    """Stale before the writing began: whoever looks meanwhile sees none of it."""
    cast = committed_cast
    with workspace_scope(cast.workspace.pk):
        ready = make_ready(cast)

    def look() -> int:
        with workspace_scope(cast.workspace.pk):
            return positions_refresh(cast.workspace.pk, clock.today(cast.workspace.zone))

    with workspace_scope(cast.workspace.pk):
        declare(cast, ready, "structural")
        assert concurrently(look) == [1], "somebody is at it, so it waits"
    assert look() == 0
    with workspace_scope(cast.workspace.pk):
        assert Position.objects.get(partnership=ready).bar == 3
