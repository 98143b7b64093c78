"""Whether anything was read for what a commitment rests on.

A claim without evidence is a wish: "activity without evidence weighs nothing". So each success
criterion needs at least one reading that counts. How much more is needed, the bars say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from config.kernel.findings import Finding, Findings, finding
from evidence.dossier import ArtifactPart, ReadingPart
from evidence.rules.vocabulary import Verdict
from evidence.rules.weight import weigh
from partnerships.dossier import ClaimPart, CriterionPart
from reviews.dossier import Dossier


def reading_counts(reading: ReadingPart, artifact: ArtifactPart, today: date) -> bool:
    """Whether a reading is in force on `today`, whichever way it bears.

    It is not while its artifact is withdrawn, expired or superseded, nor once it was withdrawn
    itself or another person rejected it as it stands.
    """
    rejected = reading.assessment is not None and reading.assessment.verdict == Verdict.REJECTED
    superseded = artifact.superseded_by_id is not None
    return weigh(reading, artifact, today).counts and not (rejected or superseded)


def evidence_gaps(dossier: Dossier, today: date) -> Findings:
    """What nobody has read evidence for that counts on `today`, criterion by criterion."""
    criteria = [(claim, each) for claim in dossier.claims for each in claim.criteria]
    if not criteria:
        return (finding("partnership.nothing_to_read_for", subject=dossier.partnership.id),)
    return tuple(_unread(dossier, criteria, today))


def _unread(
    dossier: Dossier, criteria: list[tuple[ClaimPart, CriterionPart]], today: date
) -> Iterator[Finding]:
    artifacts = {artifact.id: artifact for artifact in dossier.artifacts}
    read = {each.criterion_id for each in dossier.readings}
    counted = {
        each.criterion_id
        for each in dossier.readings
        if reading_counts(each, artifacts[each.artifact_id], today)
    }
    for claim, criterion in criteria:
        if criterion.id not in counted:
            what = "criterion_reading_gone" if criterion.id in read else "criterion_not_read"
            name = criterion.statement or claim.uncertainty
            yield finding(f"partnership.{what}", subject=dossier.partnership.id, criterion=name)
