"""What changed between two dossiers is named, part by part."""

from __future__ import annotations

from dataclasses import replace

from partnerships.dossier import ScaleStepPart, TriggerPart
from partnerships.rules.vocabulary import CapabilityKind, TriggerCall
from reviews.decisions.rules.comparison import Event, Part, differences
from tests.partnerships.parts import COMPLETE_DESIGN
from tests.reviews.parts import COMPLETE_DOSSIER

DOSSIER = replace(COMPLETE_DOSSIER, boundary_design=COMPLETE_DESIGN)


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
