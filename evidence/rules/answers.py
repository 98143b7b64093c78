"""Answering evidence against a success criterion, and what another person makes of the answer.

No day makes such evidence weigh less: it is superseded, withdrawn, rejected by its assessor, or
answered in writing with another person standing by the answer (chapter 28, section 5.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from config.kernel.findings import Finding, Findings, finding, is_blank
from evidence.dossier import AnswerPart, ArtifactPart, ReadingPart
from evidence.rules.vocabulary import Bearing, Verdict


def stands_against(reading: ReadingPart, artifact: ArtifactPart) -> bool:
    """Refuting and not taken back: by its reader, its assessor, or with the artifact itself."""
    if reading.bearing is not Bearing.REFUTES or reading.withdrawn_at:
        return False
    rejected = reading.assessment and reading.assessment.verdict is Verdict.REJECTED
    return not (rejected or artifact.withdrawn_at or artifact.superseded_by_id)


def nothing_to_answer(reading: ReadingPart, artifact: ArtifactPart) -> Findings:
    """Why nothing has to be held against this reading; empty when it stands against."""
    if reading.bearing is not Bearing.REFUTES:
        return (finding("answer.nothing_refuted", subject=reading.id),)
    if not stands_against(reading, artifact):
        return (finding("answer.not_in_force", subject=reading.id),)
    return ()


def answer_gaps(answer: AnswerPart) -> Findings:
    """What an answer must still say before it can be kept; empty when it may."""
    if is_blank(answer.text):
        return (finding("answer.text_missing", subject=answer.id, field="text"),)
    return ()


def answer_assessment_gaps(
    answer: AnswerPart, by_id: str, why: str, behind: Collection[str] = ()
) -> Findings:
    """Why the person `by_id` may not assess an answer so; empty when they may.

    `behind` are the ids of those who saw a link by which they came, and may be them.
    """
    found = assessor_gaps(answer, by_id, behind)
    if is_blank(why):
        return (*found, finding("answer.why_missing", subject=answer.id, field="why"))
    return found


def assessor_gaps(answer: AnswerPart, by_id: str, behind: Collection[str] = ()) -> Findings:
    """Why it is not for the person `by_id` to assess it: nobody assesses their own words."""
    return tuple(_assessor_gaps(answer, by_id, behind))


def _assessor_gaps(answer: AnswerPart, by_id: str, behind: Collection[str]) -> Iterator[Finding]:
    if answer.written_by_id == by_id:
        yield finding("answer.own", subject=answer.id)
    elif answer.written_by_id in behind:
        yield finding("answer.link_seen_by_writer", subject=answer.id)
    if answer.verdict is not None:
        yield finding("answer.assessed_already", subject=answer.id)
