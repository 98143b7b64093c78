"""What a step of the demo can say of what a dossier holds, and the action behind it.

- `brings = "conversion"` brings in a part of the dossier as the file has it: it is created, or
  changed where it is there. With `fields`, these alone are written, and whatever brings in the
  rest leaves them out. `earlier` says what stood there before: a later step brings in the end.
- `concludes = "tenth_pilot"` ends a pilot; `brings` names the artifact and the readings it gives.
- `proposes` names a proposal, to which `authorises` or `declines` refers.
- `adds = "artifact"` adds a row of that kind that no dossier holds; `as` names it for later steps.
- `changes = "conversion"` says what a row holds from then on.
- `answers = "outage_read"` says what is held against a reading that refutes; `upholds` assesses it.
- `records = "declined_weekly"` adds `values` for the periods that follow.

What comes after a decision is said in `demo_afterwards`. Which row a part is, and which others it
belongs to, is what importing goes by too (`rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from inspect import signature
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from accounts.models import Membership
from config.kernel.actors import Actor
from config.kernel.audited import Audited
from evidence.actions.answers import answer_assess, answer_write
from evidence.actions.artifacts import artifact_create, artifact_revalidate, artifact_supersede
from evidence.actions.measurements import MEASUREMENTS, values_record
from evidence.actions.pilots import PILOT_CRITERIA, PILOTS, pilot_conclude
from evidence.actions.readings import reading_assess, reading_create
from evidence.dossier import ArtifactPart, MeasurementPart, ValuePart
from evidence.models import Artifact, Measurement
from evidence.rules.periods import following
from evidence.rules.pilots import Shown
from evidence.rules.series import Figure
from evidence.rules.vocabulary import Period, Verdict
from partnerships.actions.boundaries import (
    ESCALATION_STEPS,
    RESPONSIBILITIES,
    boundary_design_update,
)
from partnerships.actions.card_rows import (
    CONFLICT_RISKS,
    EXIT_REHEARSALS,
    EXIT_STEPS,
    INTEGRATION_POINTS,
)
from partnerships.actions.claims import claim_create, claim_update
from partnerships.actions.criteria import CRITERIA
from partnerships.actions.dependency import dependency_declare
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.actions.incentives import incentives_review
from partnerships.actions.partner_facts import PARTNER_FACTS
from partnerships.actions.partners import partner_create
from partnerships.actions.partnerships import partnership_create, partnership_update
from partnerships.actions.rows import RowActions
from partnerships.actions.scale_steps import OPTIONS, UNCERTAINTIES, scale_step_create
from partnerships.actions.triggers import TRIGGERS
from partnerships.dossier import BoundaryDesignPart, FitCardPart, TriggerPart
from reviews.decisions.actions.proposals import proposal_make
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.decisions.rules.authorising import Outcome
from reviews.decisions.signed import shown_to_sign
from reviews.exchange.demo_stories import FILES, Step, Story
from reviews.exchange.rows import (
    MODELS,
    Key,
    Placed,
    columns_of,
    key,
    noun,
    noun_of,
    relations_of,
)
from reviews.models import Proposal

Action = Callable[..., Any]
#: What does what a step says: `(stage, story, step, by)`.
Verb = Callable[["Stage", Story, Step, Actor], None]

_LISTS: tuple[RowActions[Any], ...] = (
    *(PARTNER_FACTS, UNCERTAINTIES, OPTIONS, CRITERIA, TRIGGERS),
    *(CONFLICT_RISKS, INTEGRATION_POINTS, EXIT_STEPS, EXIT_REHEARSALS),
    *(RESPONSIBILITIES, ESCALATION_STEPS, PILOTS, PILOT_CRITERIA, MEASUREMENTS),
)


def _supersede(*, by: Actor, artifact: Artifact, version: int, superseded_by: Artifact) -> Artifact:
    return artifact_supersede(by=by, artifact=artifact, version=version, replacement=superseded_by)


def _record(*, by: Actor, measurement: Measurement, values: Iterable[ValuePart]) -> int:
    figures = [Figure(each.starts_on, each.value, each.note) for each in values]
    return values_record(by=by, measurement=measurement, figures=figures)


#: The rows that a step can add or change, by what they are called.
MODEL_OF: Mapping[str, type[Audited]] = {noun_of(part): MODELS[part] for part in MODELS}

#: What creates a row, by what it is called.
CREATE: Mapping[str, Action] = {rows.noun: rows.create for rows in _LISTS} | {
    "partner": partner_create,
    "partnership": partnership_create,
    "scale_step": scale_step_create,
    "claim": claim_create,
    "artifact": artifact_create,
    "revalidation": artifact_revalidate,
    "reading": reading_create,
    "assessment": reading_assess,
}

#: What changes one.
CHANGE: Mapping[str, Action] = {rows.noun: rows.update for rows in _LISTS} | {
    "partnership": partnership_update,
    "fit_card": fit_card_section_update,
    "boundary_design": boundary_design_update,
    "claim": claim_update,
}

#: What changes these fields, of which it is the only writer.
FIELDS: Mapping[str, Action] = {
    "dependency_depth": dependency_declare,
    "incentives_seen": incentives_review,
    "superseded_by": _supersede,
    "values": _record,
}

#: What actions write besides: moments, the standing, and what a pilot came to.
BESIDES = frozenset(
    {
        *("recorded_at", "incentives_looked_at", "read_at", "assessed_at", "concluded_at"),
        *("standing", "results", "result"),
    }
)

#: What is said of an artifact that comes of a pilot; the rest follows from the pilot.
OF_A_PILOT = ("title", "limits", "holds_until", "auditable", "audited_how", "link")


@dataclass
class Stage:
    """What the steps have brought about so far. `verbs` are the actions behind what steps say."""

    members: Mapping[str, Membership]
    verbs: Mapping[str, Verb]
    proposals: dict[str, Proposal] = field(default_factory=dict)
    _rows: dict[Key, Any] = field(default_factory=dict)
    _added: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def take(self, story: Story, step: Step) -> None:
        """Take one step. KeyError where it names what is not there."""
        self.verbs[step.verb](self, story, step, self.members[step.by].actor)

    def named(self, story: Story, name: str) -> Any:
        """The row that steps call `name`, as it stands now."""
        row = self._called(story, name)[1]
        row.refresh_from_db()
        return row

    def called(self, name: str, kind: str, row: Any) -> None:
        """From now on steps call this row `name`; `kind` is the word for such rows."""
        self._added[name] = (kind, row)

    def partnership_of(self, story: Story) -> Any:
        """The partnership of a story, as it stands now."""
        row = self.row_of(story.dossier.partnership)
        row.refresh_from_db()
        return row

    def related(self, story: Story, model: type[models.Model], said: Mapping[str, Any]) -> Any:
        """What is said, with the rows that it calls by name."""
        columns = {column.name for column in model._meta.concrete_fields if column.is_relation}
        return {
            name: self.named(story, value) if name in columns and value else value
            for name, value in said.items()
        }

    def _called(self, story: Story, name: str) -> tuple[str, Any]:
        if name in self._added:
            return self._added[name]
        part = story.parts[name].part
        return noun(part), self.row_of(part)

    def row_of(self, part: Any) -> Any:
        """The row that a part has become."""
        return self._rows[key(part)]

    def bring(self, story: Story, step: Step, by: Actor) -> None:
        """Bring in what a step names."""
        for name in step.brings:
            self._bring(story, name, step, by)

    def _bring(self, story: Story, name: str, step: Step, by: Actor) -> None:
        place = story.parts[name]
        part, values = place.part, self._values(story, place, step)
        if isinstance(part, FitCardPart | BoundaryDesignPart):  # there since the partnership is
            partnership = self.row_of(story.dossier.partnership)
            self._rows[key(part)] = getattr(partnership, noun(part))
            values.pop("partnership", None)
        if key(part) in self._rows:
            _change(noun(part), self.row_of(part), values, by)
        else:
            self._rows[key(part)] = _create(noun(part), values, by)

    def _values(self, story: Story, place: Placed, step: Step) -> dict[str, Any]:
        """What the part says once the step was taken, as far as it is the step that says it."""
        wanted = story.brought(place.part, step, BESIDES)
        said = {**columns_of(place.part), **self._beside(place.part)}
        rows = relations_of(place, story.dossier)
        return {
            **{name: value for name, value in said.items() if wanted(name)},
            **{name: self._rows[each] for name, each in rows.items() if wanted(name)},
            **step.said.get("earlier", {}),
        }

    def _beside(self, part: Any) -> dict[str, Any]:
        """What an action is given that the row does not hold, or in another way."""
        if isinstance(part, ArtifactPart) and part.file:
            content = (FILES / part.file.name).read_bytes()
            return {"upload": ContentFile(content, name=part.file.name)}
        if isinstance(part, TriggerPart) and part.authoriser_id:
            return {"authoriser": self.members[part.authoriser_id]}
        return {"values": part.values} if isinstance(part, MeasurementPart) else {}

    def conclude(self, story: Story, step: Step, by: Actor) -> None:
        """End a pilot with its result, and what that shows."""
        pilot = story.parts[step.said["concludes"]].part
        artifact, *readings = (story.parts[name].part for name in step.brings)
        read = {each.criterion_id: Shown(each.bearing, each.why) for each in readings}
        said = columns_of(artifact)
        row = self._rows[key(artifact)] = pilot_conclude(
            by=by,
            pilot=self.row_of(pilot),
            version=None,
            ends_on=pilot.ends_on,
            results=pilot.results,
            shown={self.row_of(each).pk: read[each.criterion_id] for each in pilot.criteria},
            **{name: said[name] for name in OF_A_PILOT},
        )
        for each in readings:
            criterion = self._rows["CriterionPart", each.criterion_id]
            self._rows[key(each)] = row.readings.get(criterion=criterion)

    def propose(self, story: Story, step: Step, by: Actor) -> None:
        """Propose a decision."""
        said = dict(step.said)
        name, partnership = said.pop("proposes"), self.partnership_of(story)
        self.proposals[name] = proposal_make(by=by, partnership=partnership, **said)

    def sign(self, story: Story, step: Step, by: Actor) -> None:
        """Authorise or decline what was proposed."""
        (verb, name), (_reason, reason) = step.said.items()
        sign, outcome = {
            "authorises": (proposal_authorise, Outcome.AUTHORISED),
            "declines": (proposal_decline, Outcome.DECLINED),
        }[verb]
        proposal = self.proposals[name]
        shown = shown_to_sign(proposal, outcome)
        sign(by=by, proposal=proposal, shown=shown, reason=reason)

    def add(self, story: Story, step: Step, by: Actor) -> None:
        """Add a row that no dossier of the demo holds."""
        said = dict(step.said)
        kind, name = said.pop("adds"), said.pop("as", "")
        row = _create(kind, self.related(story, MODEL_OF[kind], said), by)
        self.called(name or f"{kind} {row.pk}", kind, row)

    def change(self, story: Story, step: Step, by: Actor) -> None:
        """Say what a row holds from now on."""
        said = dict(step.said)
        kind, row = self._called(story, said.pop("changes"))
        _change(kind, row, self.related(story, type(row), said), by)

    def answer(self, story: Story, step: Step, by: Actor) -> None:
        """Say what is held against a reading that refutes."""
        reading = self.named(story, step.said["answers"])
        answer_write(by=by, reading=reading, version=None, text=step.said["text"])

    def uphold(self, story: Story, step: Step, by: Actor) -> None:
        """Uphold what is held against a reading."""
        answer = self.named(story, step.said["upholds"]).answer
        verdict, why = Verdict.UPHELD, step.said["why"]
        answer_assess(by=by, answer=answer, version=answer.version, verdict=verdict, why=why)

    def record(self, story: Story, step: Step, by: Actor) -> None:
        """Record the values of the periods that follow the last one."""
        measurement = self.named(story, step.said["records"])
        period = Period(measurement.period)
        day = measurement.values.latest("starts_on").starts_on
        figures = []
        for value in step.said["values"]:
            day = following(day, period)
            figures.append(Figure(day, Decimal(str(value)), ""))
        values_record(by=by, measurement=measurement, figures=figures)


#: What a step says first, and what does it.
VERBS: Mapping[str, Verb] = {
    "brings": Stage.bring,
    "concludes": Stage.conclude,
    "proposes": Stage.propose,
    "authorises": Stage.sign,
    "declines": Stage.sign,
    "adds": Stage.add,
    "changes": Stage.change,
    "answers": Stage.answer,
    "upholds": Stage.uphold,
    "records": Stage.record,
}


def _create(kind: str, values: dict[str, Any], by: Actor) -> Audited:
    action = CREATE[kind]
    said = {name: value for name, value in values.items() if value not in (None, "", [])}
    version = {"version": None} if "version" in signature(action).parameters else {}
    row: Audited = action(by=by, **said, **version)
    return row


def _change(kind: str, row: Audited, values: dict[str, Any], by: Actor) -> None:
    """What the action wants to know and the step does not say stays as it stands."""
    own = [FIELDS[name] for name in values if name in FIELDS]
    action = own[0] if own else CHANGE[kind]
    row.refresh_from_db()
    columns = {column.name for column in row._meta.concrete_fields}
    stands = {name: getattr(row, name) for name in signature(action).parameters if name in columns}
    action(by=by, **{kind: row}, **stands | values)
