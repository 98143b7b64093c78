"""Whether a piece of evidence is in force, and what a reading of it may weigh.

Evidence decays: what is withdrawn, superseded, expired or yet to be observed weighs nothing, until
somebody looks again and says until when it holds now. What another person than the reader rejected
weighs nothing either. Chapter 5.1 and 6.1 add that a demo is no pilot and integration shipped no
outcome; for now these are remarks beside the reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.kernel.findings import Finding, Findings, finding, is_blank
from evidence.dossier import ArtifactPart, AssessmentPart, ReadingPart, RevalidationPart
from evidence.rules.vocabulary import Auditability, Conditions, Subject, Verdict


class ArtifactState(StrEnum):
    """Whether an artifact holds today."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Weight:
    """Whether a reading counts. `reasons` say why not; `remarks` say how far it reaches."""

    counts: bool
    reasons: Findings
    remarks: Findings


def artifact_state(artifact: ArtifactPart, today: date) -> ArtifactState:
    """Whether the artifact holds on `today`, the day in the workspace's time zone.

    It holds through the whole of its last day. Withdrawn comes before superseded, and both before
    every date.
    """
    if artifact.withdrawn_at:
        return ArtifactState.WITHDRAWN
    if artifact.superseded_by_id:
        return ArtifactState.SUPERSEDED
    if artifact.observed_on > today:
        return ArtifactState.NOT_YET
    until = held_until(artifact)
    if until and until < today:
        return ArtifactState.EXPIRED
    return ArtifactState.IN_FORCE


def held_until(artifact: ArtifactPart) -> date | None:
    """Until when the artifact holds, None for no end: whoever looked at it last has said it.

    Until somebody looked again, what was said when it was logged stands.
    """
    looks = sorted(artifact.revalidations, key=lambda look: look.looked_on)
    return looks[-1].holds_until if looks else artifact.holds_until


def doubted_since(artifact: ArtifactPart) -> date | None:
    """Since when the artifact is trusted less; None where nobody does, or somebody looked since."""
    open_doubts = [each.doubted_on for each in artifact.doubts if each.looked_again_id is None]
    return min(open_doubts, default=None)


def weigh(reading: ReadingPart, artifact: ArtifactPart, today: date) -> Weight:
    """What `reading` of `artifact` may weigh today, whichever way it bears."""
    reasons = lapses(reading, artifact, today)
    return Weight(not reasons, reasons, tuple(_remarks(artifact)))


def lapses(reading: ReadingPart, artifact: ArtifactPart, today: date) -> Findings:
    """Why `reading` of `artifact` weighs nothing today; empty while it is in force."""
    return tuple(_lapses(reading, artifact, today))


def _lapses(reading: ReadingPart, artifact: ArtifactPart, today: date) -> Iterator[Finding]:
    if reading.withdrawn_at:
        yield finding("reading.withdrawn", subject=reading.id)
    if reading.assessment and reading.assessment.verdict == Verdict.REJECTED:
        yield finding("reading.rejected", subject=reading.id)
    match artifact_state(artifact, today):
        case ArtifactState.WITHDRAWN:
            yield finding("artifact.withdrawn", subject=artifact.id)
        case ArtifactState.SUPERSEDED:
            yield finding("artifact.superseded", subject=artifact.id)
        case ArtifactState.EXPIRED if until := held_until(artifact):
            yield finding("artifact.expired", subject=artifact.id, date=until)
        case ArtifactState.NOT_YET:
            yield finding("artifact.not_yet", subject=artifact.id, date=artifact.observed_on)
    if doubted := doubted_since(artifact):
        yield finding("artifact.doubted", subject=artifact.id, date=doubted)


def _remarks(artifact: ArtifactPart) -> Iterator[Finding]:
    if artifact.conditions == Conditions.DEMO:
        yield finding("artifact.demo_is_no_pilot", subject=artifact.id, field="conditions")
    if artifact.subject == Subject.INTEGRATION_SHIPPED:
        yield finding("artifact.integration_is_no_outcome", subject=artifact.id, field="subject")


def artifact_gaps(artifact: ArtifactPart, today: date) -> Findings:
    """What the artifact must still say before it can be kept; empty when it may."""
    return (*_text_gaps(artifact), *_date_gaps(artifact, today), *_audit_gaps(artifact))


def _text_gaps(artifact: ArtifactPart) -> Iterator[Finding]:
    for field in ("title", "limits"):
        if is_blank(getattr(artifact, field)):
            yield finding(f"artifact.{field}_missing", subject=artifact.id, field=field)
    # The result of a pilot stands on the pilot's own page.
    if not (artifact.file or artifact.pilot_id) and is_blank(artifact.link):
        yield finding("artifact.file_or_link_missing", subject=artifact.id, field="file")


def _date_gaps(artifact: ArtifactPart, today: date) -> Iterator[Finding]:
    if artifact.observed_on > today:
        yield finding("artifact.observed_on_future", subject=artifact.id, field="observed_on")
    if artifact.holds_until and artifact.holds_until < artifact.observed_on:
        yield finding(
            "artifact.holds_until_before_observed",
            subject=artifact.id,
            field="holds_until",
            date=artifact.observed_on,
        )


def _audit_gaps(artifact: ArtifactPart) -> Iterator[Finding]:
    # We know how we look at our own data; another's right to look must be written down.
    by_another = artifact.auditable == Auditability.BY_INDEPENDENT_AUDITOR
    if by_another and is_blank(artifact.audited_how):
        yield finding("artifact.audited_how_missing", subject=artifact.id, field="audited_how")


def reading_gaps(reading: ReadingPart) -> Findings:
    """What a reading must still say before it can be kept; empty when it may."""
    if is_blank(reading.why):
        return (finding("reading.why_missing", subject=reading.id, field="why"),)
    return ()


def revalidation_gaps(look: RevalidationPart, artifact: ArtifactPart, today: date) -> Findings:
    """What a second look must still say before it can be kept; empty when it may."""
    return tuple(_look_gaps(look, artifact, today))


def _look_gaps(look: RevalidationPart, artifact: ArtifactPart, today: date) -> Iterator[Finding]:
    if is_blank(look.seen):
        yield finding("revalidation.seen_missing", field="seen")
    if look.looked_on > today:
        yield finding("revalidation.looked_on_future", field="looked_on")
    earliest = max(
        [artifact.observed_on, *(other.looked_on for other in artifact.revalidations)],
    )
    if look.looked_on < earliest:
        yield finding("revalidation.looked_on_too_early", field="looked_on", date=earliest)
    if look.holds_until and look.holds_until < look.looked_on:
        yield finding(
            "revalidation.holds_until_before_look", field="holds_until", date=look.looked_on
        )


def assessment_gaps(
    assessment: AssessmentPart, reading: ReadingPart, behind: Collection[str] = ()
) -> Findings:
    """Why a reading may not be assessed so: nobody assesses what they read themselves.

    `behind` are the ids of those who saw a link by which the assessor came, and may be them.
    """
    return tuple(_assessment_gaps(assessment, reading, behind))


def _assessment_gaps(
    assessment: AssessmentPart, reading: ReadingPart, behind: Collection[str]
) -> Iterator[Finding]:
    if reading.read_by_id is not None and assessment.assessed_by_id == reading.read_by_id:
        yield finding("assessment.own_reading")
    elif reading.read_by_id in behind:
        yield finding("assessment.link_seen_by_reader")
    if is_blank(assessment.why):
        yield finding("assessment.why_missing", field="why")
