"""What follows from a trigger that was seen, as tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from partnerships.rules.standing import Standing
from partnerships.rules.vocabulary import TriggerCall
from reviews.health.rules.sightings import (
    Calling,
    Sighted,
    SightingState,
    noting_gaps,
    propose_refusal,
    set_aside_gaps,
    set_aside_refusal,
    state_of,
)

TODAY = date(2026, 11, 2)
WRITER, NAMED, OTHER = 1, 2, 3
APPROVERS = {NAMED, OTHER}
CALLING = Calling(
    trigger_id="7",
    calls_for=TriggerCall.UNWIND,
    authoriser_id=NAMED,
    standing=Standing.COMMITTED,
    in_operation=True,
)
SIGHTED = Sighted(id="4", state=SightingState.OPEN, noted_by_id=WRITER)


@pytest.mark.parametrize(
    ("changes", "by", "code"),
    [
        ({}, WRITER, None),
        ({"calls_for": TriggerCall.RENEGOTIATE}, WRITER, None),
        ({"standing": Standing.RENEGOTIATING}, WRITER, None),
        ({"standing": Standing.CANDIDATE}, WRITER, None),
        ({"proposal_is_open": True}, WRITER, "sighting.proposal_open"),
        ({"standing": Standing.UNWINDING}, WRITER, "sighting.being_unwound"),
        (
            {"standing": Standing.RENEGOTIATING, "calls_for": TriggerCall.RENEGOTIATE},
            WRITER,
            "sighting.being_renegotiated",
        ),
        ({"standing": Standing.UNWOUND}, WRITER, "standing.unwound_is_final"),
        (
            {"standing": Standing.CANDIDATE, "in_operation": False},
            WRITER,
            "standing.not_in_operation",
        ),
        (
            {"standing": Standing.CANDIDATE, "calls_for": TriggerCall.RENEGOTIATE},
            WRITER,
            "standing.no_such_move",
        ),
        ({"authoriser_id": None}, WRITER, "sighting.nobody_named"),
        ({"authoriser_id": 9}, WRITER, "sighting.authoriser_may_not"),
        ({}, NAMED, "sighting.authoriser_proposes"),
    ],
)
def test_what_a_trigger_calls_for_is_proposed_or_it_is_said_why_not(
    changes: Any, by: Any, code: Any
) -> None:
    refused = propose_refusal(replace(CALLING, **changes), by, APPROVERS)
    assert (refused and refused.code) == code


@pytest.mark.parametrize(
    ("what", "days", "ours", "codes"),
    [
        ("Seen", 0, True, []),
        ("Seen", -400, True, []),
        (" \n", 0, True, ["sighting.what_missing"]),
        ("Seen", 1, True, ["sighting.seen_on_to_come"]),
        ("Seen", 0, False, ["sighting.artifact_elsewhere"]),
        (
            "",
            1,
            False,
            ["sighting.what_missing", "sighting.seen_on_to_come", "sighting.artifact_elsewhere"],
        ),
    ],
)
def test_what_was_seen_is_said_with_a_day_that_has_come(
    what: Any, days: Any, ours: Any, codes: Any
) -> None:
    gaps = noting_gaps(what, TODAY + timedelta(days), TODAY, artifact_is_ours=ours)
    assert [gap.code for gap in gaps] == codes


@pytest.mark.parametrize(
    ("state", "noted_by", "by", "behind", "code"),
    [
        (SightingState.OPEN, WRITER, NAMED, (), None),
        (SightingState.OPEN, None, NAMED, (), None),
        (SightingState.OPEN, NAMED, NAMED, (), "sighting.own"),
        (SightingState.OPEN, WRITER, NAMED, (WRITER,), "sighting.own"),
        (SightingState.PROPOSED, WRITER, NAMED, (), "sighting.proposal_to_decide"),
        (SightingState.DECIDED, WRITER, NAMED, (), "sighting.answered_already"),
        (SightingState.SET_ASIDE, WRITER, NAMED, (), "sighting.set_aside_already"),
    ],
)
def test_another_approver_sets_aside_what_is_open(
    state: Any, noted_by: Any, by: Any, behind: Any, code: Any
) -> None:
    sighted = replace(SIGHTED, state=state, noted_by_id=noted_by)
    refused = set_aside_refusal(sighted, by, behind)
    assert (refused and refused.code) == code


@pytest.mark.parametrize(("reason", "count"), [("It was a drill", 0), ("", 1), (" \t", 1)])
def test_setting_aside_needs_a_reason(reason: Any, count: Any) -> None:
    assert len(set_aside_gaps(reason)) == count


@pytest.mark.parametrize(
    ("aside", "still_open", "proposed", "state"),
    [
        (True, False, False, SightingState.SET_ASIDE),
        (False, False, True, SightingState.DECIDED),
        (False, True, True, SightingState.PROPOSED),
        (False, True, False, SightingState.OPEN),
    ],
)
def test_a_sighting_is_open_until_it_is_answered(
    aside: Any, still_open: Any, proposed: Any, state: Any
) -> None:
    found = state_of(is_set_aside=aside, is_open=still_open, has_open_proposal=proposed)
    assert found is state
