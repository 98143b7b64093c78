"""What time does to what was decided.

A commitment that rested on evidence is open again once the evidence lapsed: it is in question from
that day until it is revalidated, renegotiated or unwound. So it is when a health review is
overdue, when its term is over, and when a trigger that was agreed beforehand is seen (chapter 28,
4.2 and 6). A claim without support past its own date defers the partnership (2.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from config.kernel.findings import Fact, Finding, Findings
from evidence.rules.vocabulary import Bearing
from evidence.rules.weight import doubted_since, held_until
from partnerships.dossier import ClaimPart
from partnerships.rules.standing import Standing
from reviews.dossier import DecisionPart, Dossier, SightingPart
from reviews.gate.rules.history import commitment_in_force, last_decision, operates
from reviews.gate.rules.judgement import Condition, RequirementCode
from reviews.gate.rules.policy import Bar
from reviews.gate.rules.weighing import Evidence, Weighed, days_after, last_seen, units


class QuestionCode(StrEnum):
    """What puts a commitment in question, in reading order. The finding is `question.<name>`."""

    TRIGGER_SEEN = "trigger_seen"
    EVIDENCE_LAPSED = "evidence_lapsed"
    TERM_ENDED = "term_ended"
    REVIEW_OVERDUE = "review_overdue"


#: The requirements that evidence carries: one that stops after the commitment has lapsed.
CARRIED_BY_EVIDENCE = frozenset(
    {
        RequirementCode.SUPPORTED,
        RequirementCode.INDEPENDENT,
        RequirementCode.REAL_CONDITIONS,
        RequirementCode.TREND,
        RequirementCode.REFUTATIONS_ANSWERED,
        RequirementCode.EVIDENCE_AUDITABLE,
    }
)


def questions(
    dossier: Dossier, bar: Bar, evidence: Evidence, conditions: Iterable[Condition]
) -> Findings:
    """What puts the commitment in force in question, each with the `date` since when.

    Empty without a commitment in force.
    """
    commitment = commitment_in_force(dossier)
    if commitment is None:
        return ()
    return (
        *(
            _question(QuestionCode.TRIGGER_SEEN, dossier, each.seen_on, what=each.what)
            for each in open_sightings(dossier)
        ),
        *_lapsed(dossier, commitment, evidence, conditions),
        *_ended(dossier, commitment, evidence.today),
        *_overdue(dossier, bar, evidence.today),
    )


def in_question_since(found: Findings) -> date | None:
    """The earliest day on which one of the questions arose."""
    days = [day for each in found if isinstance(day := each.value("date"), date)]
    return min(days, default=None)


def open_sightings(dossier: Dossier) -> tuple[SightingPart, ...]:
    """The triggers seen that nobody set aside and that no decision followed."""
    decided = last_decision(dossier)
    return tuple(
        each
        for each in dossier.sightings
        if each.set_aside_at is None and not _is_answered(each, decided)
    )


def _is_answered(sighting: SightingPart, decided: DecisionPart | None) -> bool:
    if decided is None:
        return False
    if sighting.noted_at is None or decided.decided_at is None:
        return decided.decided_on >= sighting.seen_on
    return decided.decided_at >= sighting.noted_at


def _question(code: QuestionCode, dossier: Dossier, since: date, **facts: Fact) -> Finding:
    params = tuple(sorted({**facts, "date": since}.items()))
    return Finding(f"question.{code.value}", subject=dossier.partnership.id, params=params)


def _lapsed(
    dossier: Dossier,
    commitment: DecisionPart,
    evidence: Evidence,
    conditions: Iterable[Condition],
) -> Iterator[Finding]:
    lapsed = any(
        each.state.stops and each.code in CARRIED_BY_EVIDENCE
        for condition in conditions
        for each in condition.requirements
    )
    if lapsed:
        since = _ceased_on(evidence, ZoneInfo(dossier.workspace.time_zone)) or commitment.decided_on
        yield _question(QuestionCode.EVIDENCE_LAPSED, dossier, max(since, commitment.decided_on))


def _ceased_on(evidence: Evidence, zone: ZoneInfo) -> date | None:
    """The last day on which something that supported began to count no more."""
    days = [_ceased(each, evidence, zone) for each in evidence.readings if not each.counts]
    return max((day for day in days if day is not None and day <= evidence.today), default=None)


def _ceased(each: Weighed, evidence: Evidence, zone: ZoneInfo) -> date | None:
    """The first day on which time, a doubt or a withdrawal took away what a reading supported."""
    if each.reading.bearing is not Bearing.SUPPORTS:
        return None
    until = held_until(each.artifact)
    window = evidence.window(each.reading.criterion_id)
    withdrawn = [each.reading.withdrawn_at, each.artifact.withdrawn_at]
    days = [
        until and days_after(until, 1),
        days_after(last_seen(each.artifact), window + 1),
        doubted_since(each.artifact),
        *(moment and moment.astimezone(zone).date() for moment in withdrawn),
    ]
    return min((day for day in days if day is not None), default=None)


def _ended(dossier: Dossier, commitment: DecisionPart, today: date) -> Iterator[Finding]:
    ends = commitment.term_ends_on
    if ends is not None and ends < today:
        yield _question(QuestionCode.TERM_ENDED, dossier, ends + timedelta(1))


def _overdue(dossier: Dossier, bar: Bar, today: date) -> Iterator[Finding]:
    due = review_due(dossier, bar, today)
    if due is not None and due < today:
        yield _question(QuestionCode.REVIEW_OVERDUE, dossier, due + timedelta(1))


def review_due(dossier: Dossier, bar: Bar, today: date) -> date | None:
    """The last day for the next health review; None where none is asked for.

    The bar counts from the last review, or from the last decision where none was held since.
    Reviewed is what is committed or being renegotiated, and what goes on while it is deferred.
    """
    standing, decided = dossier.partnership.standing, last_decision(dossier)
    goes_on = standing is Standing.DEFERRED and operates(dossier, today)
    if decided is None or not (goes_on or standing in (Standing.COMMITTED, Standing.RENEGOTIATING)):
        return None
    held = (each.held_on for each in dossier.health_reviews)
    return days_after(max([decided.decided_on, *held]), bar.review_every_days)


def deferred_since(dossier: Dossier, bar: Bar, evidence: Evidence) -> date | None:
    """The day since which a claim's own date defers the partnership; None while none does.

    It does from the day after that date while the claim is not supported, until somebody decides.
    """
    if dossier.partnership.standing not in (Standing.CANDIDATE, Standing.DEFERRED):
        return None
    days = [day for _claim, day in deferring_claims(dossier, bar, evidence)]
    return min(days, default=None)


def deferring_claims(
    dossier: Dossier, bar: Bar, evidence: Evidence
) -> Iterator[tuple[ClaimPart, date]]:
    """The claims whose date passed without the evidence they asked for, each with the day after.

    A decision that was taken since answers them: it confirmed the deferral, or set another date.
    """
    decided = last_decision(dossier)
    for claim in dossier.claims:
        if claim.deferral_date is None or claim.deferral_date >= evidence.today:
            continue
        answered = decided is not None and decided.decided_on > claim.deferral_date
        if not answered and not _is_supported(claim, bar, evidence):
            yield claim, claim.deferral_date + timedelta(1)


def _is_supported(claim: ClaimPart, bar: Bar, evidence: Evidence) -> bool:
    asked = units((claim,), bar.supported)
    return bool(asked) and all(any(r.counts for r in evidence.of(unit)) for unit in asked)
