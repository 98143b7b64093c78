"""What a step of the demo can say of what comes after a decision, and the action behind it.

- `reviews` holds a health review, opened and closed at that moment: the answers to the three
  questions, and what it ends in. `violations`, `drift`, `fared`, `lines` and `less_trusted` are its
  other sections.
- `violates` names a responsibility that was crossed between two reviews; `as` names the violation,
  and `resolves` says how it was put right.
- `sees` names a trigger that was seen; `proposes` names the proposal that it opens.
- `sets_aside` names a trigger that was seen and says why it calls for nothing.
- `unwinds = 2` says something of the second step of the unwinding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from config.kernel.actors import Actor
from reviews.exchange.demo_steps import VERBS as BEFORE
from reviews.exchange.demo_steps import Stage, Verb
from reviews.exchange.demo_stories import Step, Story
from reviews.health.actions.reviews import health_review_close, health_review_open
from reviews.health.actions.sections import (
    Count,
    boundary_answer,
    criteria_look,
    drift_count,
    evidence_answer,
    lines_check,
    triggers_answer,
)
from reviews.health.actions.sightings import sighting_note, sighting_set_aside
from reviews.health.actions.unwinding import unwind_step_update
from reviews.health.actions.violations import violation_note, violation_resolve
from reviews.models import HealthReview, Sighting, UnwindStep, Violation


def _review(stage: Stage, story: Story, step: Step, by: Actor) -> None:
    said = step.said
    review = health_review_open(by=by, partnership=stage.partnership_of(story))
    for each in said.get("violations", ()):
        _violate(stage, story, each, by, review)
    _answer(stage, story, review, said, by)
    if said.get("drift"):
        counts = {kind: Count(count) for kind, count in said["drift"].items()}
        drift_count(by=by, review=review, counts=counts)
    if said.get("fared"):
        fared = {pk: tuple(each) for pk, each in _by_id(stage, story, said["fared"]).items()}
        criteria_look(by=by, review=review, fared=fared)
    if said.get("lines"):
        lines = {pk: tuple(each) for pk, each in _by_id(stage, story, said["lines"]).items()}
        lines_check(by=by, review=review, lines=lines)
    health_review_close(
        by=by,
        review=review,
        version=None,
        ends_in=said["ends_in"],
        ends_in_reason=said.get("ends_in_reason", ""),
        exit_cost_keeps=said.get("exit_cost_keeps", False),
    )


def _answer(
    stage: Stage, story: Story, review: HealthReview, said: Mapping[str, Any], by: Actor
) -> None:
    """The three questions."""
    boundary_answer(by=by, review=review, version=None, boundary=said["boundary"])
    less_trusted = _by_id(stage, story, said.get("less_trusted", {}))
    evidence_answer(
        by=by, review=review, version=None, evidence=said["evidence"], less_trusted=less_trusted
    )
    triggers_answer(by=by, review=review, version=None, triggers=said["triggers"], seen=())


def _by_id(stage: Stage, story: Story, said: Mapping[str, Any]) -> dict[int, Any]:
    return {stage.named(story, name).pk: each for name, each in said.items()}


def _violation(stage: Stage, story: Story, step: Step, by: Actor) -> None:
    _violate(stage, story, step.said, by)


def _violate(
    stage: Stage,
    story: Story,
    said: Mapping[str, Any],
    by: Actor,
    review: HealthReview | None = None,
) -> None:
    values = dict(said)
    values["responsibility"] = values.pop("violates")
    name = values.pop("as")
    row = violation_note(
        by=by,
        partnership=stage.partnership_of(story),
        review=review,
        **stage.related(story, Violation, values),
    )
    stage.called(name, "violation", row)


def _resolve(stage: Stage, story: Story, step: Step, by: Actor) -> None:
    said = dict(step.said)
    violation = stage.named(story, said.pop("resolves"))
    violation_resolve(by=by, violation=violation, version=None, **said)


def _see(stage: Stage, story: Story, step: Step, by: Actor) -> None:
    said = dict(step.said)
    trigger, proposal = stage.named(story, said.pop("sees")), said.pop("proposes", "")
    sighting = sighting_note(by=by, trigger=trigger, **stage.related(story, Sighting, said))
    if sighting.proposal is not None and proposal:
        stage.proposals[proposal] = sighting.proposal


def _set_aside(stage: Stage, story: Story, step: Step, by: Actor) -> None:
    trigger = stage.named(story, step.said["sets_aside"])
    sighting = Sighting.objects.filter(trigger=trigger).latest("noted_at")
    sighting_set_aside(by=by, sighting=sighting, version=None, reason=step.said["reason"])


def _unwind(stage: Stage, story: Story, step: Step, by: Actor) -> None:
    said = dict(step.said)
    steps = UnwindStep.objects.filter(decision__partnership=stage.partnership_of(story))
    row = steps.order_by("pk")[said.pop("unwinds") - 1]
    stands = {name: getattr(row, name) for name in ("step", "owner", "due_on", "done_on", "note")}
    unwind_step_update(by=by, unwind_step=row, version=None, **stands | said)


#: What a step says first, and what does it.
VERBS: Mapping[str, Verb] = {
    **BEFORE,
    "reviews": _review,
    "violates": _violation,
    "resolves": _resolve,
    "sees": _see,
    "sets_aside": _set_aside,
    "unwinds": _unwind,
}
