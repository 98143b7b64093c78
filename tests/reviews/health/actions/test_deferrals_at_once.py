"""Two workers that notice the same deferral at the same moment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from reviews.health.actions import deferrals
from reviews.models import DeferralEffect
from reviews.tasks import pass_time
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership


def test_each_is_written_by_itself_so_that_the_ledger_is_never_held_for_the_next(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = committed_cast.workspace
    passed = clock.today(workspace.zone) - timedelta(days=2)
    for _ in range(2):
        make_claim(committed_cast, make_partnership(committed_cast), deferral_date=passed)
    looks: list[Partnership] = []
    first_unwritten = deferrals._first_unwritten

    def breaking_off(partnership: Partnership, today: date) -> Any:
        looks.append(partnership)
        if len(looks) > 2:  # the first one's, that there is no other, then the second one's
            raise RuntimeError
        return first_unwritten(partnership, today)

    monkeypatch.setattr(deferrals, "_first_unwritten", breaking_off)
    with pytest.raises(RuntimeError):
        pass_time(workspace)
    with workspace_scope(workspace.pk):
        assert DeferralEffect.objects.filter(workspace=workspace).count() == 1


def test_one_of_them_writes_it(committed_cast: Cast) -> None:
    workspace = committed_cast.workspace
    passed = clock.today(workspace.zone) - timedelta(days=2)
    make_claim(committed_cast, make_partnership(committed_cast), deferral_date=passed)
    done = concurrently(*[lambda: pass_time(workspace)] * 3)
    assert sorted(each["took_effect"] for each in done) == [0, 0, 1]
    with workspace_scope(workspace.pk):
        assert DeferralEffect.objects.filter(workspace=workspace).count() == 1
        assert Entry.objects.filter(kind="deferral.took_effect").count() == 1
