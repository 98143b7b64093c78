"""Two workers that notice the same deferral at the same moment."""

from __future__ import annotations

from datetime import timedelta

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.scope import workspace_scope
from reviews.models import DeferralEffect
from reviews.tasks import pass_time
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership


def test_one_of_them_writes_it(committed_cast: Cast) -> None:
    workspace = committed_cast.workspace
    passed = clock.today(workspace.zone) - timedelta(days=2)
    make_claim(committed_cast, make_partnership(committed_cast), deferral_date=passed)
    done = concurrently(*[lambda: pass_time(workspace)] * 3)
    assert sorted(each["took_effect"] for each in done) == [0, 0, 1]
    with workspace_scope(workspace.pk):
        assert DeferralEffect.objects.filter(workspace=workspace).count() == 1
        assert Entry.objects.filter(kind="deferral.took_effect").count() == 1
