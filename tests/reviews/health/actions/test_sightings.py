"""A trigger was seen: noted with its proposal, proposed later, set aside, seen by a measurement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.errors import DomainError, Gone
from config.kernel.scope import workspace_scope
from evidence.actions.measurements import values_record
from evidence.rules.series import Figure
from partnerships.actions.card_rows import exit_step_create
from partnerships.actions.triggers import trigger_create, trigger_delete, trigger_update
from partnerships.models import Partnership
from reviews.decisions.actions.signatures import proposal_authorise
from reviews.gate.rules.questions import open_sightings
from reviews.health.actions.sightings import (
    sighting_note,
    sighting_propose,
    sighting_set_aside,
)
from reviews.models import Proposal, Sighting
from reviews.selectors.dossier import dossier_of, read_frozen
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_measurement
from tests.reviews import stage
from tests.reviews.stage import on_screen

WHAT = "Two months below nine in ten, in the report of September"


def make_committed(cast: Cast) -> Partnership:
    partnership = stage.make_ready(cast)
    stage.decide(cast, partnership, "commit")
    partnership.refresh_from_db()
    return partnership


def trigger_of(partnership: Partnership) -> Any:
    return partnership.triggers.select_related("authoriser", "partnership__partner").get()


def note(cast: Cast, trigger: Any, role: str = "contributor", **values: Any) -> Any:
    said = {"seen_on": clock.today(), "what": WHAT} | values
    return sighting_note(by=cast.actor(role), trigger=trigger, **said)


@pytest.fixture
def committed(cast: Cast) -> Partnership:
    return make_committed(cast)


@pytest.fixture
def scope(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk):
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]


def test_a_trigger_that_was_removed_meanwhile_is_said_to_be_gone(
    cast: Cast, committed: Partnership
) -> None:
    by = cast.actor("contributor")
    trigger = trigger_create(
        by=by, partnership=committed, observable="Late twice", calls_for="unwind"
    )
    trigger_delete(by=by, trigger=type(trigger).objects.get(pk=trigger.pk), version=None)
    with pytest.raises(Gone):
        note(cast, trigger)


def test_noting_opens_the_proposal_for_whom_the_trigger_names_in_one_entry(
    cast: Cast, committed: Partnership
) -> None:
    entries = Entry.objects.count()
    exit_step_create(
        by=cast.actor("contributor"), partnership=committed, step="Export", owner="Ana"
    )
    sighting = note(cast, trigger_of(committed))
    proposal = sighting.proposal
    assert proposal.kind == "unwind"
    assert proposal.only_by == [cast.user("approver").pk]
    assert WHAT in proposal.rationale
    assert "Export (Ana)" in proposal.terms["steps"]
    assert Entry.objects.count() == entries + 2  # the exit step's, and one
    assert Entry.objects.latest("sequence").kind == "sighting.noted"


def test_the_frozen_dossier_holds_what_was_seen(cast: Cast, committed: Partnership) -> None:
    sighting = note(cast, trigger_of(committed))
    (part,) = read_frozen(sighting.proposal).sightings
    assert part.what == WHAT


def test_without_an_exit_path_the_one_step_says_so(cast: Cast, committed: Partnership) -> None:
    sighting = note(cast, trigger_of(committed))
    steps = committed.fit_card and committed.exit_steps.count()
    assert steps or "names no steps" in sighting.proposal.terms["steps"]


def test_only_the_named_approver_authorises(cast: Cast, committed: Partnership) -> None:
    proposal = note(cast, trigger_of(committed)).proposal
    other = stage.another_member(cast, "approver")
    with pytest.raises(DomainError, match="named by the trigger"):
        proposal_authorise(
            by=other.actor,
            proposal=proposal,
            shown=on_screen(proposal),
            reason="It is time",
        )
    stage.authorise(cast, proposal)
    committed.refresh_from_db()
    assert committed.standing == "unwinding"


def test_a_renegotiation_says_what_the_trigger_says(cast: Cast, committed: Partnership) -> None:
    trigger = trigger_create(
        by=cast.actor("contributor"),
        partnership=committed,
        observable="Prices rise by a tenth",
        calls_for="renegotiate",
        authoriser=cast.members["approver"],
    )
    proposal = note(cast, trigger).proposal
    assert proposal.kind == "renegotiate"
    assert "Prices rise by a tenth" in proposal.terms["what_is_to_change"]


def test_where_a_proposal_is_open_the_sighting_stays_open(
    cast: Cast, committed: Partnership
) -> None:
    stage.make_proposal(cast, committed, "defer")
    sighting = note(cast, trigger_of(committed))
    assert sighting.proposal is None
    assert [each.id for each in open_sightings(dossier_of(committed))] == [str(sighting.pk)]
    with pytest.raises(DomainError, match="is open"):
        sighting_propose(by=cast.actor("contributor"), sighting=sighting)
    assert Proposal.objects.filter(partnership=committed, state="open").count() == 1


def test_what_could_not_be_proposed_is_proposed_once_somebody_is_named(
    cast: Cast, committed: Partnership
) -> None:
    trigger = trigger_of(committed)
    by = cast.actor("contributor")
    trigger_update(by=by, trigger=trigger, version=trigger.version, authoriser=None)
    sighting = note(cast, trigger_of(committed))
    assert sighting.proposal is None
    trigger = trigger_of(committed)
    named = cast.members["approver"]
    trigger_update(by=by, trigger=trigger, version=trigger.version, authoriser=named)
    sighting = Sighting.objects.select_related(
        "trigger__partnership__partner", "trigger__authoriser"
    ).get()
    proposal = sighting_propose(by=by, sighting=sighting)
    sighting.refresh_from_db()
    assert sighting.proposal == proposal
    assert Entry.objects.latest("sequence").kind == "sighting.proposed"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"what": "  "}, "Say what was seen"),
        ({"seen_on": date(2999, 1, 1)}, "or earlier"),
    ],
)
def test_what_is_not_whole_is_not_noted(
    cast: Cast, committed: Partnership, values: Any, words: Any
) -> None:
    with pytest.raises(DomainError, match=words):
        note(cast, trigger_of(committed), **values)
    assert not Sighting.objects.exists()


def test_an_artifact_of_another_partner_shows_nothing_here(
    cast: Cast, committed: Partnership
) -> None:
    with pytest.raises(DomainError, match="about this partner,"):
        note(cast, trigger_of(committed), artifact=make_artifact(cast))
    own = make_artifact(cast, committed.partner, title="Report of September")
    sighting = note(cast, trigger_of(committed), artifact=own)
    assert "Report of September" in sighting.proposal.rationale


def open_sighting(cast: Cast, partnership: Partnership) -> Any:
    """One whose proposal was declined."""
    trigger = trigger_of(partnership)
    by = cast.actor("contributor")
    trigger_update(by=by, trigger=trigger, version=trigger.version, authoriser=None)
    note(cast, trigger_of(partnership))
    return Sighting.objects.select_related("trigger__partnership__partner", "proposal").get()


def test_an_approver_sets_it_aside_with_a_reason_in_the_ledger(
    cast: Cast, committed: Partnership
) -> None:
    sighting = open_sighting(cast, committed)
    sighting_set_aside(
        by=cast.actor("approver"), sighting=sighting, version=1, reason="It was a drill"
    )
    entry = Entry.objects.latest("sequence")
    assert (entry.kind, entry.reason) == ("sighting.set_aside", "It was a drill")
    assert not open_sightings(dossier_of(committed))
    with pytest.raises(DomainError, match="set aside already"):
        sighting_set_aside(
            by=cast.actor("approver"), sighting=sighting, version=None, reason="Again"
        )


def test_without_a_reason_nothing_is_set_aside(cast: Cast, committed: Partnership) -> None:
    sighting = open_sighting(cast, committed)
    with pytest.raises(DomainError, match="Say why"):
        sighting_set_aside(by=cast.actor("approver"), sighting=sighting, version=1, reason=" ")


def test_its_proposal_comes_before_setting_it_aside(cast: Cast, committed: Partnership) -> None:
    sighting = note(cast, trigger_of(committed))
    with pytest.raises(DomainError, match="Authorise or decline"):
        sighting_set_aside(
            by=cast.actor("approver"), sighting=sighting, version=None, reason="A drill"
        )


def bound(cast: Cast, partnership: Partnership, **values: Any) -> Any:
    said = {"target": Decimal("95"), "direction": "at_least", "unit": "%"} | values
    return make_measurement(
        cast, partnership, trigger=trigger_of(partnership), name="Orders paid", **said
    )


def record(cast: Cast, measurement: Any, value: Any, month: int = 1) -> None:
    values_record(
        by=cast.actor("contributor"),
        measurement=measurement,
        figures=[Figure(date(2026, month, 1), Decimal(value))],
    )


def test_a_value_outside_its_target_is_a_sighting_once_a_period(
    cast: Cast, committed: Partnership
) -> None:
    measurement = bound(cast, committed)
    record(cast, measurement, "91.5")
    record(cast, measurement, "91.4")
    sighting = Sighting.objects.get()
    assert (sighting.noted_by_id, sighting.proposal) == (None, None)
    assert sighting.period_starts_on == date(2026, 1, 1)
    assert sighting.what == "Orders paid was 91.5 % in 2026-01; the target is at least 95 %."
    record(cast, measurement, "90", month=2)
    assert Sighting.objects.count() == 2
    assert Entry.objects.latest("sequence").kind == "measurement.values_recorded"


@pytest.mark.parametrize(
    ("values", "value"),
    [({}, "95"), ({"target": None}, "1"), ({"direction": "at_most"}, "90"), ({}, "99")],
)
def test_a_value_within_its_target_is_none(
    cast: Cast, committed: Partnership, values: Any, value: Any
) -> None:
    record(cast, bound(cast, committed, **values), value)
    assert not Sighting.objects.exists()


def test_an_older_value_that_is_corrected_is_none(cast: Cast, committed: Partnership) -> None:
    measurement = bound(cast, committed)
    record(cast, measurement, "99", month=3)
    record(cast, measurement, "10", month=2)
    assert not Sighting.objects.exists()


def test_a_measurement_without_a_trigger_is_none(cast: Cast, committed: Partnership) -> None:
    measurement = make_measurement(cast, committed, target=Decimal("95"))
    record(cast, measurement, "1")
    assert not Sighting.objects.exists()


def test_what_the_measurement_saw_is_proposed_by_a_person(
    cast: Cast, committed: Partnership
) -> None:
    record(cast, bound(cast, committed), "91")
    sighting = Sighting.objects.select_related(
        "trigger__partnership__partner", "trigger__authoriser"
    ).get()
    proposal = sighting_propose(by=cast.actor("contributor"), sighting=sighting)
    assert "Orders paid was 91" in proposal.rationale
    assert sighting.seen_on <= clock.today() + timedelta(1)
