"""Claims, Fit Card, boundary and triggers written, as far as a list asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from config.kernel.findings import Finding
from partnerships.dossier import (
    ClaimPart,
    ConflictRiskPart,
    CriterionPart,
    EscalationStepPart,
    ExitRehearsalPart,
    ExitStepPart,
    IntegrationPointPart,
    ResponsibilityPart,
    ScaleStepPart,
    TriggerPart,
    UncertaintyPart,
)
from partnerships.rules.vocabulary import (
    AuditMeans,
    CapabilityKind,
    FallbackKind,
    FallbackVerdict,
    PartyKind,
    RehearsalKind,
    TriggerCall,
    UncertaintyState,
)
from reviews.dossier import Dossier
from reviews.gate.rules.policy import Policy
from reviews.gate.rules.supposing import ME, SAID, Special, add, edited, new_id


def _claim(dossier: Dossier, _item: Finding, policy: Policy, today: date) -> Dossier:
    row = new_id(dossier.claims)
    claim = ClaimPart(
        id=row,
        uncertainty=SAID,
        capability=SAID,
        boundary=SAID,
        evidence_expected=SAID,
        does_not_establish="Anything else",
        deferral_date=today,
        criteria=(CriterionPart(id=f"{row}.1", statement=SAID, target=SAID),),
    )
    return _about(add(dossier, "claim", claim), row)


def _about(dossier: Dossier, claim_id: str) -> Dossier:
    """The claim is about something that a scale step leaves open; without one, one is planned."""
    still_open = [
        each.id
        for step in dossier.scale_steps
        for each in step.uncertainties
        if each.state is not UncertaintyState.RESOLVED
    ]
    if not still_open:
        dossier, still_open = _with_step(dossier)
    return edited(dossier, "claim", claim_id, about_id=still_open[0])


def _with_step(dossier: Dossier) -> tuple[Dossier, list[str]]:
    row = new_id(dossier.scale_steps)
    step = ScaleStepPart(
        id=row,
        name=SAID,
        capability_kind=CapabilityKind.OPERATIONS,
        uncertainties=(UncertaintyPart(id=row, statement=SAID),),
    )
    return replace(dossier, scale_steps=(*dossier.scale_steps, step)), [row]


def _claim_about(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return _about(dossier, item.subject)


def _criterion(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = CriterionPart(id=f"+{item.subject}.1", statement=SAID, target=SAID)
    return add(dossier, "criterion", row, parent=item.subject)


def _boundary_line(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return edited(dossier, "claim", item.subject, does_not_establish="Anything else")


def _conflict_risk(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = new_id(dossier.fit_card.conflict_risks)
    risk = ConflictRiskPart(id=row, description=SAID, early_observation=SAID, watcher=SAID)
    return add(dossier, "conflict_risk", risk)


def _integration_point(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = new_id(dossier.fit_card.integration_points)
    point = IntegrationPointPart(
        id=row, name=SAID, audit_means=(AuditMeans.LOGS,), audited_how=SAID
    )
    return add(dossier, "integration_point", point)


def _stand_in(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return edited(
        dossier,
        "integration_point",
        item.subject,
        fallback_kind=FallbackKind.FALLBACK,
        fallback=SAID,
        fallback_depends_on=SAID,
        fallback_verdict=FallbackVerdict.WORKABLE,
        switch_days=1,
        switch_cost=Decimal(0),
    )


def _exit_step(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = new_id(dossier.fit_card.exit_steps)
    return add(dossier, "exit_step", ExitStepPart(id=row, step=SAID, owner=SAID))


def _rehearsal(dossier: Dossier, _item: Finding, _policy: Policy, today: date) -> Dossier:
    card = dossier.fit_card
    row = ExitRehearsalPart(
        id=new_id(card.exit_rehearsals), kind=RehearsalKind.REHEARSED, held_on=today, learnt=SAID
    )
    return replace(dossier, fit_card=replace(card, exit_rehearsals=(*card.exit_rehearsals, row)))


def _look_at_incentives(dossier: Dossier, _item: Finding, _policy: Policy, today: date) -> Dossier:
    learnt = [fact.recorded_at for fact in dossier.partner.facts if fact.recorded_at is not None]
    looked = max([_midnight(today), *learnt])
    return replace(dossier, fit_card=replace(dossier.fit_card, incentives_looked_at=looked))


def _responsibility(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = new_id(dossier.boundary_design.responsibilities)
    responsibility = ResponsibilityPart(
        id=row,
        name=str(item.value("name")),
        party=PartyKind.US,
        person=SAID,
        audited_how=SAID,
        escalation=(_escalation(row),),
    )
    return add(dossier, "responsibility", responsibility)


def _escalate(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    path = (_escalation(item.subject),)
    return edited(dossier, "responsibility", item.subject, escalation=path)


def _escalation(row: str) -> EscalationStepPart:
    return EscalationStepPart(id=f"+{row}.1", who=SAID, within=1)


def _trigger(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = TriggerPart(
        id=new_id(dossier.triggers),
        observable=SAID,
        noticed_how=SAID,
        noticed_by=SAID,
        calls_for=TriggerCall.UNWIND,
        authoriser_id=ME,
    )
    return add(dossier, "trigger", row)


def _stand_by(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return edited(dossier, "not_applicable", item.subject, assessed_by_id="another person")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


DESIGN: dict[str, Special] = {
    "partnership.claims_missing": _claim,
    "claim.about_missing": _claim_about,
    "claim.about_not_open": _claim_about,
    "claim.criteria_missing": _criterion,
    "claim.does_not_establish_missing": _boundary_line,
    "claim.does_not_establish_is_the_uncertainty": _boundary_line,
    "fit_card.conflict_risks_missing": _conflict_risk,
    "fit_card.integration_points_missing": _integration_point,
    "integration_point.fallback_kind_missing": _stand_in,
    "integration_point.nothing_stands_in": _stand_in,
    "fit_card.exit_steps_missing": _exit_step,
    "fit_card.exit_not_rehearsed": _rehearsal,
    "fit_card.exit_not_walked_through": _rehearsal,
    "fit_card.incentives_look_again": _look_at_incentives,
    "boundary_design.responsibility_missing": _responsibility,
    "responsibility.escalation_missing": _escalate,
    "partnership.unwind_trigger_missing": _trigger,
    "not_applicable.unassessed": _stand_by,
}
