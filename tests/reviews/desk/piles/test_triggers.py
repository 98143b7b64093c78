"""Triggers that were seen, on the desks of those who can act on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts.actions.memberships import membership_end
from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.actions.triggers import trigger_update
from partnerships.models import Partnership
from reviews.desk.rules.lines import Line, Timing
from reviews.desk.selectors import desk_of, lines_of_workspace
from reviews.health.actions.sightings import sighting_note, sighting_propose, sighting_set_aside
from reviews.health.selectors.sightings import open_ids
from reviews.models import Sighting
from reviews.vocabulary import LineKind
from tests.conftest import Cast
from tests.reviews.stage import another_member, decide, make_ready, see_by_measurement


@pytest.fixture(autouse=True)
def here(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield


def lines(cast: Cast, role: str) -> list[Line]:
    found = desk_of(cast.actor(role), clock.today()).lines
    return [line for line in found if line.kind is LineKind.TRIGGER]


@pytest.fixture
def committed(cast: Cast) -> Partnership:
    partnership = make_ready(cast, name="Payments")
    decide(cast, partnership, "commit")
    partnership.refresh_from_db()
    return partnership


@pytest.fixture
def seen(cast: Cast, committed: Partnership) -> Sighting:
    return see_by_measurement(cast, committed)


def test_it_names_what_was_seen_what_it_calls_for_and_who_may_authorise(
    cast: Cast, seen: Sighting
) -> None:
    for role in ("contributor", "approver"):
        (line,) = lines(cast, role)
        assert line.title == "Payments"
        assert "“Two months below nine in ten” was seen, which calls for unwinding." in line.why
        assert "Approver may authorise that." in line.why
        assert (line.day, line.timing) == (seen.seen_on, Timing.SINCE)
        assert line.href.endswith(f"/partnerships/{seen.trigger.partnership_id}/sightings/")
    assert lines(cast, "auditor") == lines(cast, "administrator") == []
    overview = lines_of_workspace(cast.actor("administrator"), clock.today())
    assert [line.title for line in overview if line.kind is LineKind.TRIGGER] == ["Payments"]


def test_it_says_that_a_proposal_came_of_it_and_leads_there(cast: Cast, seen: Sighting) -> None:
    proposal = sighting_propose(by=cast.actor("contributor"), sighting=seen)
    (line,) = lines(cast, "approver")
    assert "A proposal came of it" in str(line.clears)
    assert line.href.endswith(f"/proposals/{proposal.pk}/")


def test_it_goes_when_it_is_set_aside(cast: Cast, seen: Sighting) -> None:
    sighting_set_aside(
        by=cast.actor("approver"), sighting=seen, version=None, reason="A fault of ours"
    )
    assert lines(cast, "approver") == []


def test_it_goes_when_a_decision_followed(cast: Cast, committed: Partnership) -> None:
    see_by_measurement(cast, committed)
    decide(cast, committed, "renegotiate")
    assert lines(cast, "approver") == []


def test_it_stands_there_as_long_as_the_gate_says_it_is_open(
    cast: Cast, committed: Partnership
) -> None:
    by, trigger = cast.actor("contributor"), committed.triggers.get()
    first = sighting_note(by=by, trigger=trigger, seen_on=clock.today(), what="Once")
    decide_on = first.proposal
    assert decide_on is not None
    for _ in range(2):
        found = {line.subject for line in lines(cast, "approver")}
        assert found == {f"sighting-{pk}" for pk in open_ids(committed)}
        sighting_note(by=by, trigger=trigger, seen_on=clock.today(), what="Twice")


def test_a_trigger_that_names_nobody_says_what_to_do(cast: Cast, seen: Sighting) -> None:
    trigger_update(
        by=cast.actor("contributor"),
        trigger=seen.trigger,
        version=None,
        observable=seen.trigger.observable,
        calls_for="unwind",
        authoriser=None,
    )
    assert "names nobody who may authorise" in str(lines(cast, "contributor")[0].why)


def test_one_who_is_no_approver_any_more_is_named_as_such(cast: Cast, seen: Sighting) -> None:
    another_member(cast, "approver")
    administrator = cast.actor("administrator")
    membership_end(by=administrator, membership=cast.members["approver"], version=None)
    assert "is no approver here any more" in str(lines(cast, "contributor")[0].why)


def test_what_only_a_trigger_put_in_question_is_said_once(cast: Cast, seen: Sighting) -> None:
    body = cast.client("contributor").get(cast.url()).content.decode()
    assert "Trigger seen." in body
    assert "In question." not in body
