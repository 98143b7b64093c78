"""Entries as sentences, with what they changed, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.actions.card_rows import conflict_risk_delete
from partnerships.actions.partners import partner_update
from partnerships.actions.partnerships import partnership_update
from partnerships.models import ConflictRisk
from reviews.models import Proposal
from reviews.trail import selectors
from reviews.trail.registry import BY_SLUG
from reviews.trail.selectors import TrailFilter
from tests.conftest import Cast
from tests.evidence.factories import make_measurement
from tests.factories import make_partner, make_partnership
from tests.reviews.stage import decide, make_ready


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield


def trail(cast: Cast, **wanted: object) -> list[selectors.Told]:
    page = selectors.trail_page(cast.workspace.pk, TrailFilter(**wanted))  # type: ignore[arg-type]
    return selectors.told(page.rows)


def test_an_entry_says_who_did_what(cast: Cast) -> None:
    make_partner(cast, name="Acme")
    newest = trail(cast)[0]
    assert newest.what == "Contributor added the partner Acme"
    changes = {change.label: (change.before, change.after) for change in newest.changes}
    assert changes == {"Name": ("", "Acme")}


def test_a_change_shows_before_and_after_of_what_changed(cast: Cast) -> None:
    partnership = make_partnership(cast, name="Payments")
    partnership_update(
        by=cast.actor("contributor"),
        partnership=partnership,
        version=None,
        name="Payments",
        purpose="To be paid",
        in_operation_since=clock.today(),
    )
    changes = {change.label: (change.before, change.after) for change in trail(cast)[0].changes}
    assert changes["Purpose"] == ("", "To be paid")
    assert set(changes) == {"Purpose", "In operation since"}


@pytest.mark.parametrize("figure", ["97.3", "0.000001", "60000", "0"])
def test_a_figure_is_told_as_it_was_typed(cast: Cast, figure: str) -> None:
    make_measurement(cast, make_partnership(cast), target=Decimal(figure))
    changes = {change.label: (change.before, change.after) for change in trail(cast)[0].changes}
    assert changes["Target"] == ("", figure)


def test_a_sealed_decision_is_told_with_all_that_it_moved(cast: Cast) -> None:
    partnership = make_ready(cast)
    decision = decide(cast, partnership, "commit")
    newest = trail(cast)[0]
    assert newest.what == "Approver authorised the decision: Commit"
    assert newest.reason == "The evidence bears it."
    assert newest.href.endswith(f"/decisions/{decision.pk}/")
    labels = {change.label: change.after for change in newest.changes}
    assert labels["Partnership: Standing"] == "Committed"
    assert labels["Proposal: State"] == "Authorised"


def test_the_trail_narrows_by_person_kind_and_period(cast: Cast) -> None:
    make_partner(cast)
    with clock.moved_to(clock.now() - timedelta(days=40)):
        make_partner(cast, name="Of old")
    contributor = cast.user("contributor").pk
    today = clock.today()
    assert {told.entry.by_id for told in trail(cast, by_id=contributor)} == {contributor}
    assert {told.entry.kind for told in trail(cast, kind="partner.created")} == {"partner.created"}
    old = trail(cast, until=today - timedelta(days=20))
    assert [told.what for told in old] == ["Contributor added the partner Of old"]
    assert len(trail(cast, since=today)) == len(trail(cast)) - 1


def test_the_timeline_holds_the_partnership_its_partner_and_nothing_else(cast: Cast) -> None:
    ours, other = make_ready(cast), make_ready(cast)
    partner_update(by=cast.actor("contributor"), partner=ours.partner, version=None, name="Renamed")
    threads = {(entry.thread_type, entry.thread_id) for entry in selectors.timeline_page(ours).rows}
    assert threads == {
        ("partnerships.partnership", ours.pk),
        ("partnerships.partner", ours.partner_id),
    }
    assert ("partnerships.partnership", other.pk) not in threads


def test_pages_follow_each_other_without_gap(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE_SIZE", 3)
    partnership = make_ready(cast)
    seen, after = [], None
    while True:
        page = selectors.timeline_page(partnership, after)
        seen += [entry.sequence for entry in page.rows]
        after = page.next_cursor
        if after is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) > 6


def test_a_removed_object_keeps_its_history(cast: Cast) -> None:
    make_ready(cast)
    risk = ConflictRisk.objects.get()
    conflict_risk_delete(by=cast.actor("contributor"), conflict_risk=risk, version=None)
    story = BY_SLUG["conflict-risk"]
    told = selectors.told_history(story, selectors.history_page(story, risk.pk).rows)
    assert "removed the conflict risk" in told[0].what
    assert told[0].changes[0].before
    assert told[-1].changes[0].after


def test_an_entry_of_very_many_rows_shows_the_first_and_counts_the_rest(cast: Cast) -> None:
    with recorded(by=cast.actor("contributor"), kind="partner.created", subject=cast.workspace):
        for _number in range(30):
            make_partner(cast)
    newest = trail(cast)[0]
    assert len(newest.changes) == selectors.ROWS_SHOWN
    assert newest.more == 30 - selectors.ROWS_SHOWN


def queries(call: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()  # type: ignore[operator]
    return len(captured)


def test_a_page_takes_the_same_few_queries_whatever_is_on_it(cast: Cast) -> None:
    partnership = make_ready(cast)
    decide(cast, partnership, "commit")
    assert queries(lambda: trail(cast)) == 4  # entries, rows, names, people
    assert queries(lambda: selectors.told(selectors.timeline_page(partnership).rows)) == 3
    story = BY_SLUG["proposal"]
    page = selectors.history_page(story, Proposal.objects.get().pk)
    assert queries(lambda: selectors.told_history(story, page.rows)) == 3
