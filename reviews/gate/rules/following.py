"""A dossier in which somebody did what was asked: the "what if" behind "what would it take?".

Nothing here is ever stored. What is filled in is the mildest answer that there is (an exit that
costs nothing, a shallow dependency), because only people can say what the answer is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from config.kernel.findings import Finding
from evidence.dossier import (
    AnswerPart,
    ArtifactPart,
    AssessmentPart,
    MeasurementPart,
    ReadingPart,
    RevalidationPart,
    ValuePart,
)
from evidence.rules.periods import first_day
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Period,
    Source,
    Subject,
    Verdict,
)
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
    DependencyDepth,
    FallbackKind,
    FallbackVerdict,
    PartyKind,
    Portability,
    RehearsalKind,
    Reversibility,
    TriggerCall,
    UncertaintyState,
)
from reviews.dossier import Dossier
from reviews.gate.rules.policy import Policy

T = TypeVar("T")

SAID = "Said"

_ME, _ANOTHER = "0", "00"

#: Where the rows of a noun lie in a dossier; a noun without an id is there once.
_PATHS: dict[str, tuple[str, ...]] = {
    "dependency": ("partnership",),
    "fit_card": ("fit_card",),
    "conflict_risk": ("fit_card", "conflict_risks"),
    "integration_point": ("fit_card", "integration_points"),
    "exit_step": ("fit_card", "exit_steps"),
    "claim": ("claims",),
    "criterion": ("claims", "criteria"),
    "boundary_design": ("boundary_design",),
    "responsibility": ("boundary_design", "responsibilities"),
    "trigger": ("triggers",),
    "reading": ("readings",),
    "artifact": ("artifacts",),
    "not_applicable": ("not_applicable",),
}

#: What is said in a field that holds no text.
_SAID: dict[str, Any] = {
    "exit_days": 1,
    "exit_cost": Decimal(0),
    "portability": Portability.FULL,
    "audit_means": (AuditMeans.LOGS,),
    "party": PartyKind.US,
    "switch_days": 1,
    "switch_cost": Decimal(0),
    "fallback_verdict": FallbackVerdict.WORKABLE,
    "authoriser": _ME,
    "dependency_depth": DependencyDepth.PERIPHERAL,
    "reversibility": Reversibility.REVERSIBLE,
}

#: Fields whose column bears another name.
_COLUMNS = {"authoriser": "authoriser_id"}


def follow(item: Finding, dossier: Dossier, policy: Policy, today: date) -> Dossier:
    """The dossier as it would be once somebody did what `item` asks for, on `today`."""
    special = _SPECIAL.get(item.code)
    if special is not None:
        return special(dossier, item, policy, today)
    noun = item.code.partition(".")[0]
    value = _said(item.field, policy, today)
    return _edited(dossier, noun, item.subject, **{_COLUMNS.get(item.field, item.field): value})


def _said(field: str, policy: Policy, today: date) -> Any:
    if field in ("resolved_on", "deferral_date"):
        return today
    if field == "exit_currency":
        return policy.limits.costly_exit_currency or "EUR"
    return _SAID.get(field, SAID)


def _edited(dossier: Dossier, noun: str, row_id: str, **values: Any) -> Dossier:
    return _along(dossier, _PATHS[noun], row_id, lambda row: replace(row, **values))


def _along(part: Any, path: tuple[str, ...], row_id: str, change: Callable[[Any], Any]) -> Any:
    """`part` with the row of this id at the end of `path` changed, wherever it lies beneath."""
    if not path:
        return change(part) if getattr(part, "id", row_id) == row_id else part
    name, *rest = path
    below = getattr(part, name)
    if isinstance(below, tuple):
        changed: Any = tuple(_along(each, tuple(rest), row_id, change) for each in below)
    else:
        changed = _along(below, tuple(rest), row_id, change)
    return replace(part, **{name: changed})


def _add(dossier: Dossier, noun: str, row: Any, parent: str = "") -> Dossier:
    """The dossier with one row more, beneath the row `parent` if its noun hangs beneath others."""
    *above, name = _PATHS[noun]

    def grown(part: Any) -> Any:
        return replace(part, **{name: (*getattr(part, name), row)})

    return _along(dossier, tuple(above), parent, grown)


def _new(rows: tuple[Any, ...]) -> str:
    """An id that none of these rows has: nobody else's begins with a plus."""
    return f"+{len(rows) + 1}"


def is_new(row_id: str) -> bool:
    """Whether the row with this id is one that following filled in and nobody has written."""
    return row_id.startswith("+")


# What takes more than a word in a field.

Special = Callable[[Dossier, Finding, Policy, date], Dossier]


def _claim(dossier: Dossier, _item: Finding, policy: Policy, today: date) -> Dossier:
    row = _new(dossier.claims)
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
    return _about(_add(dossier, "claim", claim), row)


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
    return _edited(dossier, "claim", claim_id, about_id=still_open[0])


def _with_step(dossier: Dossier) -> tuple[Dossier, list[str]]:
    row = _new(dossier.scale_steps)
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
    return _add(dossier, "criterion", row, parent=item.subject)


def _boundary_line(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return _edited(dossier, "claim", item.subject, does_not_establish="Anything else")


def _conflict_risk(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = _new(dossier.fit_card.conflict_risks)
    risk = ConflictRiskPart(id=row, description=SAID, early_observation=SAID, watcher=SAID)
    return _add(dossier, "conflict_risk", risk)


def _integration_point(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = _new(dossier.fit_card.integration_points)
    point = IntegrationPointPart(
        id=row, name=SAID, audit_means=(AuditMeans.LOGS,), audited_how=SAID
    )
    return _add(dossier, "integration_point", point)


def _stand_in(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return _edited(
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
    row = _new(dossier.fit_card.exit_steps)
    return _add(dossier, "exit_step", ExitStepPart(id=row, step=SAID, owner=SAID))


def _rehearsal(dossier: Dossier, _item: Finding, _policy: Policy, today: date) -> Dossier:
    card = dossier.fit_card
    row = ExitRehearsalPart(
        id=_new(card.exit_rehearsals), kind=RehearsalKind.REHEARSED, held_on=today, learnt=SAID
    )
    return replace(dossier, fit_card=replace(card, exit_rehearsals=(*card.exit_rehearsals, row)))


def _look_at_incentives(dossier: Dossier, _item: Finding, _policy: Policy, today: date) -> Dossier:
    learnt = [fact.recorded_at for fact in dossier.partner.facts if fact.recorded_at is not None]
    looked = max([_midnight(today), *learnt])
    return replace(dossier, fit_card=replace(dossier.fit_card, incentives_looked_at=looked))


def _responsibility(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = _new(dossier.boundary_design.responsibilities)
    responsibility = ResponsibilityPart(
        id=row,
        name=str(item.value("name")),
        party=PartyKind.US,
        person=SAID,
        audited_how=SAID,
        escalation=(_escalation(row),),
    )
    return _add(dossier, "responsibility", responsibility)


def _escalate(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    path = (_escalation(item.subject),)
    return _edited(dossier, "responsibility", item.subject, escalation=path)


def _escalation(row: str) -> EscalationStepPart:
    return EscalationStepPart(id=f"+{row}.1", who=SAID, within=1)


def _trigger(dossier: Dossier, _item: Finding, _policy: Policy, _today: date) -> Dossier:
    row = TriggerPart(
        id=_new(dossier.triggers),
        observable=SAID,
        noticed_how=SAID,
        noticed_by=SAID,
        calls_for=TriggerCall.UNWIND,
        authoriser_id=_ME,
    )
    return _add(dossier, "trigger", row)


def _evidence(dossier: Dossier, item: Finding, _policy: Policy, today: date) -> Dossier:
    """Evidence that carries everything: for one criterion, or for each one of a claim."""
    for criterion_id in _criteria_of(dossier, item):
        artifact = _artifact(dossier, today)
        reading = ReadingPart(
            id=_new(dossier.readings),
            artifact_id=artifact.id,
            criterion_id=criterion_id,
            bearing=Bearing.SUPPORTS,
            why=SAID,
            read_by_id=_ME,
            assessment=AssessmentPart(
                id="+1", verdict=Verdict.UPHELD, why=SAID, assessed_by_id=_ANOTHER
            ),
        )
        dossier = _add(_add(dossier, "artifact", artifact), "reading", reading)
    return dossier


def _criteria_of(dossier: Dossier, item: Finding) -> list[str]:
    if item.value("criterion_id"):
        return [str(item.value("criterion_id"))]
    claims = [each for each in dossier.claims if each.id == item.value("claim_id")]
    return [criterion.id for claim in claims for criterion in claim.criteria]


def _artifact(dossier: Dossier, today: date) -> ArtifactPart:
    return ArtifactPart(
        id=_new(dossier.artifacts),
        partner_id=dossier.partner.id,
        title=SAID,
        kind=ArtifactKind.PILOT_RESULT,
        source=Source.OURS,
        conditions=Conditions.REAL_OPERATION,
        subject=Subject.OUTCOME,
        limits=SAID,
        observed_on=today,
        auditable=Auditability.BY_US,
        audited_how=SAID,
    )


def _trend(dossier: Dossier, item: Finding, policy: Policy, today: date) -> Dossier:
    """As many periods within target, up to now, as any bar asks for."""
    periods = max(bar.trend_periods for bar in policy.bars)
    weeks = [first_day(_days_before(today, 7 * back), Period.WEEK) for back in range(periods)]
    values = tuple(ValuePart(starts_on=each, value=Decimal(1)) for each in reversed(weeks))
    for criterion_id in _criteria_of(dossier, item):
        row = MeasurementPart(
            id=_new(dossier.measurements),
            criterion_id=criterion_id,
            target=Decimal(1),
            period=Period.WEEK,
            values=values,
        )
        dossier = replace(dossier, measurements=(*dossier.measurements, row))
    return dossier


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _answer(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    answer = AnswerPart(
        id="+1", text=SAID, written_by_id=_ME, verdict=Verdict.UPHELD, assessed_by_id=_ANOTHER
    )
    return _edited(dossier, "reading", item.subject, answer=answer)


def _uphold_answer(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    def upheld(reading: ReadingPart) -> ReadingPart:
        if reading.answer is None:
            return reading
        another = _ANOTHER if reading.answer.written_by_id != _ANOTHER else _ME
        said = replace(reading.answer, verdict=Verdict.UPHELD, assessed_by_id=another)
        return replace(reading, answer=said)

    return _along(dossier, _PATHS["reading"], item.subject, upheld)


def _assess(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    def upheld(reading: ReadingPart) -> ReadingPart:
        another = _ANOTHER if reading.read_by_id != _ANOTHER else _ME
        said = AssessmentPart(id="+1", verdict=Verdict.UPHELD, why=SAID, assessed_by_id=another)
        return replace(reading, assessment=said)

    return _along(dossier, _PATHS["reading"], item.subject, upheld)


def _look_again(dossier: Dossier, item: Finding, _policy: Policy, today: date) -> Dossier:
    def seen(artifact: ArtifactPart) -> ArtifactPart:
        look = RevalidationPart(id=_new(artifact.revalidations), looked_on=today, seen=SAID)
        return replace(artifact, revalidations=(*artifact.revalidations, look))

    return _along(dossier, _PATHS["artifact"], item.subject, seen)


def _stand_by(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    return _edited(dossier, "not_applicable", item.subject, assessed_by_id="another person")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


_SPECIAL: dict[str, Special] = {
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
    "evidence.needed_for_claim": _evidence,
    "evidence.needed_for_criterion": _evidence,
    "evidence.needed_plainly_for_claim": _evidence,
    "evidence.needed_plainly_for_criterion": _evidence,
    "evidence.needed_for_new": _evidence,
    "evidence.needed_plainly_for_new": _evidence,
    "evidence.trend_for_new": _trend,
    "evidence.trend_for_claim": _trend,
    "evidence.trend_for_criterion": _trend,
    "reading.refutes_unanswered": _answer,
    "reading.answer_rejected": _answer,
    "reading.answer_unassessed": _uphold_answer,
    "reading.assess": _assess,
    "artifact.look_again": _look_again,
    "not_applicable.unassessed": _stand_by,
}
