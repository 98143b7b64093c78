"""A deferral that took effect is written down once, whoever looks and however often."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.actions.workspaces import workspace_update
from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.scope import workspace_scope
from partnerships.actions.positions import positions_refresh
from partnerships.models import Partnership, Position
from reviews.health.actions.deferrals import deferral_take_effect, deferrals_take_effect
from reviews.models import DeferralEffect
from reviews.tasks import pass_time
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership
from tests.reviews import stage

pytestmark = pytest.mark.django_db

#: Where a day begins first, half an hour off the others, and where clocks go back.
ZONES = ("Pacific/Kiritimati", "America/St_Johns", "Europe/Madrid")
#: Clocks go back in Madrid in the night after this day.
DAY = date(2026, 10, 24)


def waiting(cast: Cast, day: date = DAY) -> Partnership:
    """A candidate whose claim has a date and nothing that supports it."""
    partnership = make_partnership(cast)
    make_claim(cast, partnership, deferral_date=day)
    return partnership


def effects(cast: Cast) -> list[date]:
    with workspace_scope(cast.workspace.pk):
        rows = DeferralEffect.objects.filter(workspace_id=cast.workspace.pk)
        return list(rows.values_list("deferral_date", flat=True))


def entries(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Entry.objects.filter(kind="deferral.took_effect", by_id=None).count()


@pytest.mark.parametrize("zone", ZONES)
def test_it_takes_effect_when_the_day_is_over_in_the_workspace_s_zone(
    cast: Cast, zone: str
) -> None:
    workspace = workspace_update(
        by=cast.actor("administrator"),
        workspace=cast.workspace,
        version=None,
        name=cast.workspace.name,
        time_zone=zone,
    )
    midnight = datetime(2026, 10, 25, tzinfo=ZoneInfo(zone))
    with clock.moved_to(midnight - timedelta(days=30)):
        waiting(cast)
    with clock.moved_to(midnight - timedelta(seconds=1)):
        assert pass_time(workspace) == {"took_effect": 0, "left": 0}
    with clock.moved_to(midnight):
        assert pass_time(workspace) == {"took_effect": 1, "left": 0}
    assert effects(cast) == [DAY]


def test_it_is_written_once_by_the_system_in_the_partnership_s_trail(cast: Cast) -> None:
    partnership = waiting(cast)
    with clock.moved_to(datetime(2026, 11, 2, tzinfo=ZoneInfo("UTC"))):
        for _ in range(3):
            pass_time(cast.workspace)
    assert effects(cast) == [DAY]
    with workspace_scope(cast.workspace.pk):
        (entry,) = Entry.objects.filter(kind="deferral.took_effect")
        assert (entry.by_id, entry.thread_id) == (None, partnership.pk)


def test_two_claims_of_one_partnership_are_two_deferrals(cast: Cast) -> None:
    partnership = waiting(cast)
    make_claim(cast, partnership, deferral_date=DAY - timedelta(days=3))
    with clock.moved_to(datetime(2026, 11, 2, tzinfo=ZoneInfo("UTC"))):
        assert pass_time(cast.workspace)["took_effect"] == 2
    assert entries(cast) == 2


def test_a_claim_with_its_evidence_defers_nothing(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        stage.make_ready(cast)
    later = clock.now() + timedelta(days=40)
    with clock.moved_to(later):
        pass_time(cast.workspace)
    with workspace_scope(cast.workspace.pk):
        deferred = Position.objects.filter(deferred_since__isnull=False)
        assert len(effects(cast)) == deferred.count()


def test_what_was_decided_meanwhile_is_seen_under_the_lock(cast: Cast) -> None:
    partnership = waiting(cast)
    by = Actor.system(cast.workspace.pk)
    with (
        workspace_scope(cast.workspace.pk),
        clock.moved_to(datetime(2026, 11, 2, tzinfo=ZoneInfo("UTC"))),
    ):
        today = clock.today(cast.workspace.zone)
        positions_refresh(cast.workspace.pk, today)
        stage.decide(cast, partnership, "defer")
        assert deferral_take_effect(by=by, partnership=partnership, today=today) is None
        assert deferrals_take_effect(by=by, today=today) == 0
    assert effects(cast) == []
