"""The whole of a partnership, now and as it stood at any entry of the ledger."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.models import Head
from config.kernel.scope import workspace_scope
from evidence.actions.readings import reading_withdraw
from evidence.models import Reading
from partnerships.actions.card_rows import conflict_risk_delete, conflict_risk_update
from partnerships.actions.partnerships import partnership_update
from partnerships.models import ConflictRisk, Partnership
from reviews.dossier import Dossier
from reviews.selectors.dossier import content_digest, dossier_of
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import make_ready


def last_entry(cast: Cast) -> int:
    return int(Head.objects.get(workspace_id=cast.workspace.pk).sequence)


@pytest.fixture
def ready(cast: Cast) -> Partnership:
    """A partnership with something in every part that a decision looks at."""
    with workspace_scope(cast.workspace.pk):
        return make_ready(cast)


def changed_in_every_way(cast: Cast, ready: Partnership) -> None:
    """One row changed, one removed, one withdrawn, and the partnership renamed."""
    by = cast.actor("contributor")
    risk = ConflictRisk.objects.get(partnership=ready)
    conflict_risk_update(by=by, conflict_risk=risk, version=1, watcher="Somebody else")
    conflict_risk_delete(by=by, conflict_risk=risk, version=2)
    reading = Reading.objects.filter(criterion__claim__partnership=ready).first()
    if reading is not None:
        reading_withdraw(by=by, reading=reading, version=1, reason="Misread")
    ready.refresh_from_db()
    partnership_update(by=by, partnership=ready, version=ready.version, name="Renamed")


def test_a_past_entry_gives_back_the_dossier_as_it_was_then(cast: Cast, ready: Partnership) -> None:
    with workspace_scope(cast.workspace.pk):
        then, at = dossier_of(ready), last_entry(cast)
        changed_in_every_way(cast, ready)
        now = dossier_of(ready)
        assert dossier_of(ready, until=at) == then
        assert content_digest(now) != content_digest(then)
        assert dossier_of(ready, until=last_entry(cast)) == now


def test_each_entry_between_gives_a_dossier_of_its_own(cast: Cast, ready: Partnership) -> None:
    with workspace_scope(cast.workspace.pk):
        at = last_entry(cast)
        changed_in_every_way(cast, ready)
        told = [dossier_of(ready, until=entry) for entry in range(at, last_entry(cast) + 1)]
    watchers = [[risk.watcher for risk in each.fit_card.conflict_risks] for each in told]
    assert watchers[:3] == [["Head of Payments"], ["Somebody else"], []]
    assert len({content_digest(each) for each in told}) == len(told)


def test_before_its_first_entry_there_is_no_partnership(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        before = last_entry(cast)
        partnership = make_partnership(cast)
        with pytest.raises(Partnership.DoesNotExist):
            dossier_of(partnership, until=before)


@pytest.mark.parametrize("past", [False, True], ids=["now", "then"])
def test_it_takes_ten_queries_however_much_there_is(
    cast: Cast, ready: Partnership, past: bool
) -> None:
    with workspace_scope(cast.workspace.pk):
        until = last_entry(cast) if past else None
        with CaptureQueriesContext(connection) as queries:
            found = dossier_of(ready, until=until)
    assert len(queries) <= 10
    assert isinstance(found, Dossier)
    assert found.claims
