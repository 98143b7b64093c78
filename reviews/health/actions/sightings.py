"""A trigger was seen: noted, proposed, set aside; or seen by the measurement bound to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.actions.notices import notices_settled
from accounts.models import Workspace
from accounts.rules.notices import Kind
from config.kernel import clock, recording
from config.kernel.actors import Actor
from config.kernel.audited import locked
from config.kernel.errors import DomainError
from config.kernel.recording import action
from evidence.models import Artifact, MeasuredValue, Measurement
from evidence.rules.periods import written
from evidence.rules.trend import is_outside
from evidence.rules.vocabulary import Direction, Period
from partnerships.actions.threads import recorded_in
from partnerships.models import Partnership, Trigger
from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import TriggerCall
from reviews.decisions.actions.proposals import proposal_make
from reviews.decisions.ready_terms import way_out
from reviews.health.rules.sightings import (
    KIND_OF,
    noting_gaps,
    set_aside_gaps,
    set_aside_refusal,
)
from reviews.health.selectors.sightings import people_behind, refused_to, sighted_of
from reviews.models import HealthReview, Proposal, Sighting
from reviews.selectors.dossier import dossier_of
from reviews.sentences import BOOK


@action
def sighting_note(
    *,
    by: Actor,
    trigger: Trigger,
    seen_on: date,
    what: str,
    artifact: Artifact | None = None,
    review: HealthReview | None = None,
) -> Sighting:
    """Note that a trigger was seen, and propose what it calls for to whom it names.

    Where nothing can be proposed (`reviews.health.rules.sightings.propose_refusal`), the sighting
    has no proposal and stays open. `seen_on` is a day in the workspace's time zone. Raises
    DomainError for a day to come, without words, or for an artifact of another partner; Gone when
    the trigger was removed meanwhile.
    """
    with recorded_in(trigger.partnership, by=by, kind="sighting.noted") as under_way:
        locked(trigger)
        trigger.partnership = partnership = locked(trigger.partnership)
        _require_notable(by, partnership, seen_on, what, artifact)
        sighting = _noted(by, trigger, seen_on=seen_on, what=what, artifact=artifact, review=review)
        sighting.save()
        if refused_to(by, trigger, partnership) is None:
            _propose(by, sighting, trigger)
        under_way.subject = sighting
    return sighting


@action
def sighting_propose(*, by: Actor, sighting: Sighting) -> Proposal:
    """Propose what a trigger that was seen calls for, to the one whom it names.

    Raises DomainError with why not: a proposal is open, the standing leads nowhere, nobody is
    named or `by` is; or when nothing is called for any more.
    """
    thread = sighting.trigger.partnership
    with recorded_in(thread, by=by, kind="sighting.proposed", subject=sighting) as under_way:
        current = _held(sighting)
        current.trigger.partnership = partnership = locked(thread)
        stops = set_aside_refusal(sighted_of(current, partnership), None)
        stops = stops or refused_to(by, current.trigger, partnership)
        if stops is not None:
            raise DomainError(BOOK.problems([stops]))
        proposal = _propose(by, current, current.trigger)
        under_way.subject = sighting
    return proposal


@action
def sighting_set_aside(
    *, by: Actor, sighting: Sighting, version: int | None, reason: str
) -> Sighting:
    """Say why a trigger that was seen calls for nothing; never by the one who noted it.

    Raises StaleVersion when it changed after `version`, DomainError without a reason, for `by`'s
    own, while its proposal is open, or when it was answered already.
    """
    partnership = sighting.trigger.partnership
    with recorded_in(partnership, by=by, kind="sighting.set_aside", subject=sighting) as under_way:
        current = _held(sighting, version)
        sighted = sighted_of(current, partnership)
        stops = set_aside_refusal(sighted, by.user_id, people_behind(by))
        problems = [*([stops] if stops else []), *set_aside_gaps(reason)]
        if problems:
            raise DomainError(BOOK.problems(problems))
        current.set_aside_by_id, current.set_aside_at = by.person_id, clock.now()
        current.set_aside_reason = under_way.reason = reason
        current.save()
        notices_settled(
            workspace_id=by.workspace_id, kind=Kind.TRIGGER_SEEN, subject=f"sighting:{current.pk}"
        )
    return current


def seen_by_measurement(measurement: Measurement) -> None:
    """Note that the newest value of a measurement bound to a trigger lies outside its target.

    Once for a period, inside the action that records the values; a person proposes what follows.
    None of it costs a query for a measurement that is bound to no trigger.
    """
    recording.required()
    trigger = measurement.trigger
    if trigger is None:
        return
    newest = measurement.values.order_by("-starts_on").first()
    direction = Direction(measurement.direction)
    if newest is None or not is_outside(newest.value, measurement.target, direction):
        return
    seen = measurement.sightings.filter(trigger=trigger, period_starts_on=newest.starts_on)
    if not seen.exists():
        _measured(measurement, trigger, newest).save()


def _measured(measurement: Measurement, trigger: Trigger, newest: MeasuredValue) -> Sighting:
    zone = Workspace.objects.get(pk=measurement.workspace_id).zone
    return Sighting(
        workspace_id=measurement.workspace_id,
        trigger=trigger,
        measurement=measurement,
        period_starts_on=newest.starts_on,
        seen_on=clock.today(zone),
        what=_in_words(measurement, newest),
        noted_at=clock.now(),
    )


def _in_words(measurement: Measurement, newest: MeasuredValue) -> str:
    at_least = Direction(measurement.direction) is Direction.AT_LEAST
    frame = (
        _("%(name)s was %(value)s in %(period)s; the target is at least %(target)s.")
        if at_least
        else _("%(name)s was %(value)s in %(period)s; the target is at most %(target)s.")
    )
    return frame % {
        "name": measurement.name,
        "value": _figure(newest.value, measurement.unit),
        "period": written(newest.starts_on, Period(measurement.period)),
        "target": _figure(measurement.target, measurement.unit),
    }


def _figure(value: Any, unit: str) -> str:
    return f"{number_format(value.normalize(), use_l10n=True)} {unit}".strip()


def _noted(by: Actor, trigger: Trigger, **values: Any) -> Sighting:
    return Sighting(
        workspace_id=by.workspace_id,
        trigger=trigger,
        noted_by_id=by.person_id,
        noted_at=clock.now(),
        **values,
    )


def _held(sighting: Sighting, version: int | None = None) -> Sighting:
    """The sighting under its lock, with the trigger that the caller's instance came with."""
    current = locked(sighting, version=version)
    current.trigger = sighting.trigger
    return current


def _require_notable(
    by: Actor, partnership: Partnership, seen_on: date, what: str, artifact: Artifact | None
) -> None:
    ours = artifact is None or artifact.partner_id in (None, partnership.partner_id)
    zone = Workspace.objects.get(pk=by.workspace_id).zone
    gaps = noting_gaps(what, seen_on, clock.today(zone), artifact_is_ours=ours)
    if gaps:
        raise DomainError(BOOK.problems(gaps))


def _propose(by: Actor, sighting: Sighting, trigger: Trigger) -> Proposal:
    """Open the proposal and say in the sighting which it is."""
    kind = KIND_OF[TriggerCall(trigger.calls_for)]
    sighting.proposal = proposal_make(
        by=by,
        partnership=trigger.partnership,
        kind=kind,
        rationale=_rationale(sighting, trigger),
        terms=_terms(kind, trigger),
        only_by=[trigger.authoriser.user_id] if trigger.authoriser else [],
    )
    sighting.save()
    return sighting.proposal


def _rationale(sighting: Sighting, trigger: Trigger) -> str:
    """What was agreed beforehand, and what was seen."""
    told = [
        _("Agreed beforehand as a trigger: %(observable)s") % {"observable": trigger.observable},
        _("Seen: %(what)s") % {"what": sighting.what},
    ]
    if sighting.artifact:
        told.append(_("Shown by: %(artifact)s") % {"artifact": sighting.artifact})
    return "\n\n".join(told)


def _terms(kind: DecisionKind, trigger: Trigger) -> Mapping[str, Any]:
    if kind is DecisionKind.UNWIND:
        return {"steps": way_out(dossier_of(trigger.partnership))}
    said = _("What has to change so that this is no longer seen: %(observable)s")
    return {"what_is_to_change": said % {"observable": trigger.observable}}
