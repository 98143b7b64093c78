"""What a step of the demo can say, and the action behind each word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Membership
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import Audited
from evidence.actions.artifacts import artifact_create, artifact_revalidate, artifact_supersede
from evidence.actions.measurements import measurement_create, values_record
from evidence.actions.pilots import pilot_conclude, pilot_create, pilot_criterion_create
from evidence.actions.readings import reading_assess, reading_create
from evidence.models import Measurement, Pilot
from evidence.rules.periods import first_day
from evidence.rules.pilots import Shown
from evidence.rules.series import Figure
from evidence.rules.vocabulary import Bearing, Period
from partnerships.actions.boundaries import (
    boundary_design_update,
    escalation_step_create,
    responsibility_create,
)
from partnerships.actions.card_rows import (
    conflict_risk_create,
    conflict_risk_update,
    exit_rehearsal_create,
    exit_step_create,
    integration_point_create,
)
from partnerships.actions.claims import claim_create, claim_update
from partnerships.actions.criteria import criterion_create
from partnerships.actions.dependency import dependency_declare
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.actions.incentives import incentives_review
from partnerships.actions.partner_facts import partner_fact_create
from partnerships.actions.partners import partner_create
from partnerships.actions.partnerships import partnership_create, partnership_update
from partnerships.actions.scale_steps import (
    option_create,
    scale_step_create,
    uncertainty_create,
    uncertainty_update,
)
from partnerships.actions.triggers import trigger_create
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    FitCard,
    Partnership,
    Responsibility,
    Uncertainty,
)
from reviews.decisions.actions.proposals import proposal_make
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.decisions.models import Decision, Proposal, Signature

CLAIM = (
    "about",
    "uncertainty",
    "capability",
    "boundary",
    "evidence_expected",
    "does_not_establish",
    "deferral_date",
)
PARTNERSHIP = ("name", "purpose", "in_operation_since", "in_operation_until", "live")
UNCERTAINTY = ("statement", "state", "state_reason")


def _current(row: Audited, names: tuple[str, ...]) -> dict[str, Any]:
    """The row's version and what it says now, so that a step names only what changes."""
    row.refresh_from_db()
    return {"version": row.version} | {name: getattr(row, name) for name in names}


def _section(*, by: Actor, partnership: Partnership, section: str, **texts: str) -> FitCard:
    del section  # for the reader of the file: the fields say which section they belong to
    card = FitCard.objects.get(partnership=partnership)
    return fit_card_section_update(by=by, fit_card=card, version=card.version, **texts)


def _incentives_review(*, by: Actor, partnership: Partnership, seen: str) -> FitCard:
    card = FitCard.objects.get(partnership=partnership)
    return incentives_review(by=by, fit_card=card, version=card.version, incentives_seen=seen)


def _conflict_risk_update(*, by: Actor, conflict_risk: ConflictRisk, **changes: Any) -> Any:
    return conflict_risk_update(by=by, conflict_risk=conflict_risk, version=None, **changes)


def _dependency_declare(*, by: Actor, partnership: Partnership, **declared: str) -> Partnership:
    return dependency_declare(by=by, partnership=partnership, version=None, **declared)


def _boundary(*, by: Actor, partnership: Partnership, **texts: str) -> BoundaryDesign:
    design = BoundaryDesign.objects.get(partnership=partnership)
    return boundary_design_update(by=by, boundary_design=design, version=design.version, **texts)


def _responsibility(*, by: Actor, tell: list[dict[str, Any]], **values: Any) -> Responsibility:
    """A responsibility with whom to tell, in that order."""
    row: Responsibility = responsibility_create(by=by, **values)
    for step in tell:
        escalation_step_create(by=by, responsibility=row, **step)
    return row


def _trigger(*, by: Actor, authoriser: str = "", **values: Any) -> Any:
    """A trigger; `authoriser` is the address of the member who may authorise."""
    members = Membership.objects.filter(workspace_id=by.workspace_id)
    named = members.get(user__email=authoriser) if authoriser else None
    return trigger_create(by=by, authoriser=named, **values)


def _uncertainty_update(*, by: Actor, uncertainty: Uncertainty, **changes: Any) -> Uncertainty:
    now = _current(uncertainty, UNCERTAINTY)
    changed: Uncertainty = uncertainty_update(by=by, uncertainty=uncertainty, **now | changes)
    return changed


def _claim_update(*, by: Actor, claim: Claim, **changes: Any) -> Claim:
    return claim_update(by=by, claim=claim, **_current(claim, CLAIM) | changes)


def _partnership_update(*, by: Actor, partnership: Partnership, **changes: Any) -> Partnership:
    now = _current(partnership, PARTNERSHIP)
    return partnership_update(by=by, partnership=partnership, **now | changes)


def _authorise(*, by: Actor, proposal: Proposal, reason: str) -> Decision:
    digest = proposal.dossier_digest
    return proposal_authorise(by=by, proposal=proposal, dossier_digest=digest, reason=reason)


def _decline(*, by: Actor, proposal: Proposal, reason: str) -> Signature:
    digest = proposal.dossier_digest
    return proposal_decline(by=by, proposal=proposal, dossier_digest=digest, reason=reason)


def _as_it_stands(action: Callable[..., Any], noun: str) -> Callable[..., Any]:
    """An action on a row, in the version that the row has now."""

    def run(*, by: Actor, **said: Any) -> Any:
        said[noun].refresh_from_db()
        return action(by=by, version=said[noun].version, **said)

    return run


def _values(*, by: Actor, measurement: Measurement, values: str) -> int:
    """The values of the last periods, the last complete one at the end; "-" leaves one open."""
    period = Period(measurement.period)
    day = first_day(clock.today(), period)
    figures = []
    for value in reversed(values.split()):
        day = first_day(day - timedelta(days=1), period)
        if value != "-":
            figures.append(Figure(day, Decimal(value)))
    return values_record(by=by, measurement=measurement, figures=reversed(figures))


def _conclude(*, by: Actor, pilot: Pilot, shown: dict[str, dict[str, Any]], **said: Any) -> Any:
    """`shown` is a table: each with its criterion of the pilot, its bearing and why."""
    pilot.refresh_from_db()
    read = {each["of"].pk: Shown(Bearing(each["bearing"]), each["why"]) for each in shown.values()}
    return pilot_conclude(by=by, pilot=pilot, version=pilot.version, shown=read, **said)


VERBS: Mapping[str, Callable[..., Any]] = {
    "partner_create": partner_create,
    "partnership_create": partnership_create,
    "partnership_update": _partnership_update,
    "fit_card_section_update": _section,
    "conflict_risk_create": conflict_risk_create,
    "integration_point_create": integration_point_create,
    "exit_step_create": exit_step_create,
    "exit_rehearsal_create": exit_rehearsal_create,
    "conflict_risk_update": _conflict_risk_update,
    "incentives_review": _incentives_review,
    "partner_fact_create": partner_fact_create,
    "dependency_declare": _dependency_declare,
    "claim_create": claim_create,
    "claim_update": _claim_update,
    "criterion_create": criterion_create,
    "scale_step_create": scale_step_create,
    "uncertainty_create": uncertainty_create,
    "uncertainty_update": _uncertainty_update,
    "option_create": option_create,
    "boundary_design_update": _boundary,
    "responsibility_create": _responsibility,
    "trigger_create": _trigger,
    "artifact_create": artifact_create,
    "reading_create": reading_create,
    "artifact_supersede": _as_it_stands(artifact_supersede, "artifact"),
    "artifact_revalidate": _as_it_stands(artifact_revalidate, "artifact"),
    "reading_assess": _as_it_stands(reading_assess, "reading"),
    "measurement_create": measurement_create,
    "values_record": _values,
    "pilot_create": pilot_create,
    "pilot_criterion_create": pilot_criterion_create,
    "pilot_conclude": _conclude,
    "propose": proposal_make,
    "authorise": _authorise,
    "decline": _decline,
}
