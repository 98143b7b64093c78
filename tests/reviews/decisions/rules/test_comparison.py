"""What changed between two dossiers is named, part by part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from evidence.dossier import DoubtPart
from evidence.rules.vocabulary import Verdict
from partnerships.dossier import ScaleStepPart, TriggerPart
from partnerships.rules.standing import Standing
from partnerships.rules.vocabulary import CapabilityKind, TriggerCall, UncertaintyState
from reviews.decisions.rules.comparison import Difference, Event, Part, differences
from reviews.dossier import Dossier, HealthReviewPart, SightingPart, ViolationPart
from reviews.vocabulary import EndsIn, Severity
from tests.partnerships.parts import COMPLETE_DESIGN
from tests.reviews.parts import COMPLETE_DOSSIER, MEASUREMENT, PILOT, dossiers

DOSSIER = replace(COMPLETE_DOSSIER, boundary_design=COMPLETE_DESIGN)
CRITERION = COMPLETE_DOSSIER.claims[0].criteria[0].statement


def test_the_same_dossier_differs_in_nothing() -> None:
    assert differences(DOSSIER, replace(DOSSIER, as_of=99)) == ()


def test_a_change_of_the_boundary_names_what_it_touched() -> None:
    first, *others = COMPLETE_DESIGN.responsibilities
    moved = (replace(first, person="Joan"), *others[1:])
    design = replace(COMPLETE_DESIGN, decision_rights="None", responsibilities=moved)
    found = differences(DOSSIER, replace(DOSSIER, boundary_design=design))
    assert [(each.part, each.event, each.name, each.along) for each in found] == [
        (Part.BOUNDARY_DESIGN, Event.CHANGED, "", False),
        (Part.RESPONSIBILITY, Event.CHANGED, first.name, False),
        (Part.RESPONSIBILITY, Event.REMOVED, others[0].name, False),
        (Part.ESCALATION_STEP, Event.REMOVED, others[0].escalation[0].who, True),
    ]


def test_triggers_and_scale_steps_that_came_are_named() -> None:
    trigger = TriggerPart(id="1", observable="Two late weeks", calls_for=TriggerCall.UNWIND)
    step = ScaleStepPart(id="1", name="Cards abroad", capability_kind=CapabilityKind.DATA)
    before = replace(DOSSIER, triggers=(), scale_steps=())
    found = differences(before, replace(before, triggers=(trigger,), scale_steps=(step,)))
    assert [(each.part, each.event, each.name) for each in found] == [
        (Part.TRIGGER, Event.ADDED, "Two late weeks"),
        (Part.SCALE_STEP, Event.ADDED, "Cards abroad"),
    ]


def described(found: tuple[Difference, ...]) -> list[tuple[Part, Event, str, str]]:
    return [(each.part, each.event, each.name, each.within) for each in found]


@pytest.mark.parametrize(
    ("path", "changes", "told"),
    [
        (("partner", "facts"), {"source": "Press"}, (Part.PARTNER_FACT, "Sold to a bank")),
        (
            ("boundary_design", "responsibilities", "escalation"),
            {"within": 45},
            (Part.ESCALATION_STEP, "Their duty manager"),
        ),
        (
            ("scale_steps", "uncertainties"),
            {"state": UncertaintyState.RESOLVED},
            (Part.UNCERTAINTY, "Whether cards are accepted there"),
        ),
        (("scale_steps", "options"), {"way_back": "A year"}, (Part.OPTION, "")),
        (
            ("fit_card", "exit_rehearsals"),
            {"who": "Legal"},
            (Part.EXIT_REHEARSAL, "The tokens take a month"),
        ),
        (("pilots", "criteria"), {"result": "98"}, (Part.PILOT_CRITERION, CRITERION)),
        (("artifacts", "revalidations"), {"holds_until": None}, (Part.REVALIDATION, "The same")),
        (
            ("readings", "assessment"),
            {"verdict": Verdict.REJECTED},
            (Part.ASSESSMENT, "The logs say so"),
        ),
        (
            ("readings", "answer"),
            {"verdict": Verdict.REJECTED},
            (Part.ANSWER, "The late ones were ours"),
        ),
        (
            ("not_applicable",),
            {"assessed_by_id": None},
            (Part.NOT_APPLICABLE, "They hold no data of ours"),
        ),
        (("measurements", "values"), {"value": Decimal(90)}, (Part.MEASURED_VALUE, "2026-07")),
        (("claims", "criteria"), {"target": "Half"}, (Part.CRITERION, CRITERION)),
    ],
)
@pytest.mark.parametrize("event", list(Event))
def test_a_row_beneath_another_is_told_by_itself(
    path: tuple[str, ...], changes: dict[str, Any], told: tuple[Part, str], event: Event
) -> None:
    changed = altered(COMPLETE_DOSSIER, path, changes)
    without = altered(COMPLETE_DOSSIER, path, None)
    then, now = {
        Event.CHANGED: (COMPLETE_DOSSIER, changed),
        Event.REMOVED: (COMPLETE_DOSSIER, without),
        Event.ADDED: (without, COMPLETE_DOSSIER),
    }[event]
    (found,) = differences(then, now)
    assert (found.part, found.event, found.name) == (told[0], event, told[1])
    assert found.fields == (tuple(changes) if event is Event.CHANGED else ())
    assert not found.along


def altered(row: Any, path: tuple[str, ...], changes: dict[str, Any] | None) -> Any:
    """The row with the first row at the end of the path changed, or taken away for None."""
    if not path:
        return replace(row, **(changes or {}))
    name, *beneath = path
    held = getattr(row, name)
    if not isinstance(held, tuple):
        gone = changes is None and not beneath
        return replace(row, **{name: None if gone else altered(held, tuple(beneath), changes)})
    first, *others = held
    stays = () if changes is None and not beneath else (altered(first, tuple(beneath), changes),)
    return replace(row, **{name: (*stays, *others)})


def test_what_stands_beneath_another_row_says_beneath_which() -> None:
    found = differences(replace(COMPLETE_DOSSIER, pilots=(), measurements=()), COMPLETE_DOSSIER)
    assert described(found) == [
        (Part.PILOT, Event.ADDED, PILOT.question, ""),
        (Part.PILOT_CRITERION, Event.ADDED, CRITERION, PILOT.question),
        (Part.MEASUREMENT, Event.ADDED, MEASUREMENT.name, ""),
        (Part.MEASURED_VALUE, Event.ADDED, "2026-07", MEASUREMENT.name),
        (Part.MEASURED_VALUE, Event.ADDED, "2026-09", MEASUREMENT.name),
    ]
    assert [each.along for each in found] == [False, True, False, True, True]


def test_a_reading_and_its_assessment_belong_to_their_artifact() -> None:
    found = differences(replace(COMPLETE_DOSSIER, readings=()), COMPLETE_DOSSIER)
    title = COMPLETE_DOSSIER.artifacts[0].title
    assert {each.within for each in found} == {title}


def test_the_standing_is_told_elsewhere() -> None:
    committed = replace(COMPLETE_DOSSIER.partnership, standing=Standing.COMMITTED)
    assert differences(COMPLETE_DOSSIER, replace(COMPLETE_DOSSIER, partnership=committed)) == ()


def test_periods_that_a_dossier_cut_off_were_not_taken_away() -> None:
    first, last = MEASUREMENT.values
    cut = replace(MEASUREMENT, values=(last,), earlier=1, earlier_digest="ab")
    now = replace(COMPLETE_DOSSIER, measurements=(cut,))
    assert differences(COMPLETE_DOSSIER, now) == ()
    corrected = replace(cut, values=(replace(last, value=Decimal(1)),))
    (found,) = differences(now, replace(now, measurements=(corrected,)))
    assert (found.part, found.fields) == (Part.MEASURED_VALUE, ("value",))
    (found,) = differences(now, replace(now, measurements=(replace(cut, earlier_digest="cd"),)))
    assert (found.part, found.fields) == (Part.MEASUREMENT, ("earlier_digest",))
    assert first.starts_on < last.starts_on


def test_both_sides_of_a_change_are_kept() -> None:
    card = replace(COMPLETE_DOSSIER.fit_card, exit_days=7)
    (found,) = differences(COMPLETE_DOSSIER, replace(COMPLETE_DOSSIER, fit_card=card))
    assert found.before.exit_days == COMPLETE_DOSSIER.fit_card.exit_days
    assert found.after.exit_days == 7


HELD = HealthReviewPart(id="301", held_on=date(2026, 10, 1), ends_in=EndsIn.CONTINUE)
CROSSED = ViolationPart(
    id="302", what="The gateway changed", severity=Severity.MINOR, seen_on=date(2026, 9, 1)
)
SEEN = SightingPart(
    id="303",
    trigger_id=COMPLETE_DOSSIER.triggers[0].id,
    what="Two months at 85",
    seen_on=date(2026, 9, 2),
)
DOUBT = DoubtPart(id="304", why="Their own figures", doubted_on=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("field", "row", "part", "name", "change"),
    [
        ("health_reviews", HELD, Part.HEALTH_REVIEW, "2026-10-01", {"ends_in_reason": "Fine"}),
        (
            "violations",
            CROSSED,
            Part.VIOLATION,
            "The gateway changed",
            {"resolved_on": date(2026, 9, 3), "resolved_how": "Rolled back"},
        ),
        ("sightings", SEEN, Part.SIGHTING, "Two months at 85", {"set_aside_reason": "A holiday"}),
        ("doubts", DOUBT, Part.DOUBT, "Their own figures", {"looked_again_id": "5"}),
    ],
)
def test_what_time_brought_is_told(
    field: str, row: Any, part: Part, name: str, change: dict[str, Any]
) -> None:
    bare, came, moved = (_with(field, rows) for rows in ((), (row,), (replace(row, **change),)))
    (found,) = differences(bare, came)
    assert (found.part, found.event, found.name) == (part, Event.ADDED, name)
    (found,) = differences(came, moved)
    assert (found.event, found.fields) == (Event.CHANGED, tuple(change))


def _with(field: str, rows: tuple[Any, ...]) -> Dossier:
    if field != "doubts":
        return replace(COMPLETE_DOSSIER, **{field: rows})
    first, *others = COMPLETE_DOSSIER.artifacts
    return replace(COMPLETE_DOSSIER, artifacts=(replace(first, doubts=rows), *others))


@given(dossiers(), dossiers())
def test_what_was_added_one_way_was_removed_the_other(then: Dossier, now: Dossier) -> None:
    there, back = differences(then, now), differences(now, then)
    turned = {Event.ADDED: Event.REMOVED, Event.REMOVED: Event.ADDED, Event.CHANGED: Event.CHANGED}
    assert {(each.part, each.id, each.event) for each in there} == {
        (each.part, each.id, turned[each.event]) for each in back
    }
