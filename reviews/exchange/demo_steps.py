"""What a step of the demo can say, and the action behind it.

- `brings = "conversion"` brings in a part of the dossier as the file has it: it is created, or
  changed where it is there. With `fields`, these alone are written, and whatever brings in the
  rest leaves them out. `earlier` says what stood there before: a later step brings in the end.
- `concludes = "tenth_pilot"` ends a pilot; `brings` names the artifact and the readings it gives.
- `proposes` names a proposal, to which `authorises` or `declines` refers.

Which row a part is, and which others it belongs to, is what importing goes by too (`rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Membership
from config.kernel.actors import Actor
from config.kernel.audited import Audited
from evidence.actions.artifacts import artifact_create, artifact_revalidate, artifact_supersede
from evidence.actions.measurements import MEASUREMENTS, values_record
from evidence.actions.pilots import PILOT_CRITERIA, PILOTS, pilot_conclude
from evidence.actions.readings import reading_assess, reading_create
from evidence.dossier import ArtifactPart, MeasurementPart, ValuePart
from evidence.models import Artifact, Measurement
from evidence.rules.pilots import Shown
from evidence.rules.series import Figure
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
from reviews.exchange.demo_stories import FILES, Step, Story
from reviews.exchange.rows import Key, Placed, columns_of, key, noun, relations_of
from reviews.models import Proposal

Action = Callable[..., Any]

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
    """What the steps have brought about so far."""

    members: Mapping[str, Membership]
    _rows: dict[Key, Any] = field(default_factory=dict)
    _proposals: dict[str, Proposal] = field(default_factory=dict)

    def take(self, story: Story, step: Step) -> None:
        """Take one step. KeyError where it names what is not there."""
        by = self.members[step.by].actor
        if "concludes" in step.said:
            self._conclude(story, step, by)
        elif "proposes" in step.said:
            self._propose(story, step, by)
        elif step.brings:
            for name in step.brings:
                self._bring(story, name, step, by)
        else:
            self._sign(step, by)

    def row_of(self, part: Any) -> Any:
        """The row that a part has become."""
        return self._rows[key(part)]

    def _bring(self, story: Story, name: str, step: Step, by: Actor) -> None:
        place = story.parts[name]
        part, values = place.part, self._values(story, place, step)
        if isinstance(part, FitCardPart | BoundaryDesignPart):  # there since the partnership is
            partnership = self.row_of(story.dossier.partnership)
            self._rows[key(part)] = getattr(partnership, noun(part))
            values.pop("partnership", None)
        if key(part) in self._rows:
            _change(part, self.row_of(part), values, by)
        else:
            self._rows[key(part)] = _create(part, values, by)

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

    def _conclude(self, story: Story, step: Step, by: Actor) -> None:
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

    def _propose(self, story: Story, step: Step, by: Actor) -> None:
        said = dict(step.said)
        name, partnership = said.pop("proposes"), self.row_of(story.dossier.partnership)
        self._proposals[name] = proposal_make(by=by, partnership=partnership, **said)

    def _sign(self, step: Step, by: Actor) -> None:
        (verb, name), (_reason, reason) = step.said.items()
        sign = {"authorises": proposal_authorise, "declines": proposal_decline}[verb]
        proposal = self._proposals[name]
        digest = proposal.dossier_digest
        sign(by=by, proposal=proposal, dossier_digest=digest, reason=reason)


def _create(part: Any, values: dict[str, Any], by: Actor) -> Audited:
    action = CREATE[noun(part)]
    said = {name: value for name, value in values.items() if value not in (None, "", [])}
    version = {"version": None} if "version" in signature(action).parameters else {}
    row: Audited = action(by=by, **said, **version)
    return row


def _change(part: Any, row: Audited, values: dict[str, Any], by: Actor) -> None:
    """What the action wants to know and the step does not say stays as it stands."""
    own = [FIELDS[name] for name in values if name in FIELDS]
    action = own[0] if own else CHANGE[noun(part)]
    row.refresh_from_db()
    columns = {column.name for column in row._meta.concrete_fields}
    stands = {name: getattr(row, name) for name in signature(action).parameters if name in columns}
    action(by=by, **{noun(part): row}, **stands | values)
