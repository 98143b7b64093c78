"""Evidence gathered, assessed and answered, as far as a list asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from reviews.dossier import Dossier
from reviews.gate.rules.policy import Policy
from reviews.gate.rules.supposing import (
    ANOTHER,
    ME,
    PATHS,
    SAID,
    Special,
    add,
    along,
    edited,
    new_id,
)


def _evidence(dossier: Dossier, item: Finding, _policy: Policy, today: date) -> Dossier:
    """Evidence that carries everything: for one criterion, or for each one of a claim."""
    for criterion_id in _criteria_of(dossier, item):
        artifact = _artifact(dossier, today)
        reading = ReadingPart(
            id=new_id(dossier.readings),
            artifact_id=artifact.id,
            criterion_id=criterion_id,
            bearing=Bearing.SUPPORTS,
            why=SAID,
            read_by_id=ME,
            assessment=AssessmentPart(
                id="+1", verdict=Verdict.UPHELD, why=SAID, assessed_by_id=ANOTHER
            ),
        )
        dossier = add(add(dossier, "artifact", artifact), "reading", reading)
    return dossier


def _criteria_of(dossier: Dossier, item: Finding) -> list[str]:
    if item.value("criterion_id"):
        return [str(item.value("criterion_id"))]
    claims = [each for each in dossier.claims if each.id == item.value("claim_id")]
    return [criterion.id for claim in claims for criterion in claim.criteria]


def _artifact(dossier: Dossier, today: date) -> ArtifactPart:
    return ArtifactPart(
        id=new_id(dossier.artifacts),
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
            id=new_id(dossier.measurements),
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
        id="+1", text=SAID, written_by_id=ME, verdict=Verdict.UPHELD, assessed_by_id=ANOTHER
    )
    return edited(dossier, "reading", item.subject, answer=answer)


def _uphold_answer(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    def upheld(reading: ReadingPart) -> ReadingPart:
        if reading.answer is None:
            return reading
        another = ANOTHER if reading.answer.written_by_id != ANOTHER else ME
        said = replace(reading.answer, verdict=Verdict.UPHELD, assessed_by_id=another)
        return replace(reading, answer=said)

    return along(dossier, PATHS["reading"], item.subject, upheld)


def _assess(dossier: Dossier, item: Finding, _policy: Policy, _today: date) -> Dossier:
    def upheld(reading: ReadingPart) -> ReadingPart:
        another = ANOTHER if reading.read_by_id != ANOTHER else ME
        said = AssessmentPart(id="+1", verdict=Verdict.UPHELD, why=SAID, assessed_by_id=another)
        return replace(reading, assessment=said)

    return along(dossier, PATHS["reading"], item.subject, upheld)


def _look_again(dossier: Dossier, item: Finding, _policy: Policy, today: date) -> Dossier:
    def seen(artifact: ArtifactPart) -> ArtifactPart:
        look = RevalidationPart(id=new_id(artifact.revalidations), looked_on=today, seen=SAID)
        doubts = tuple(replace(each, looked_again_id=look.id) for each in artifact.doubts)
        return replace(artifact, revalidations=(*artifact.revalidations, look), doubts=doubts)

    return along(dossier, PATHS["artifact"], item.subject, seen)


EVIDENCE: dict[str, Special] = {
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
}
